import { isId, type ParticipantId, type PartyId } from './ids.ts';
import { readField, readNumber } from './outside.ts';

/** Who did something, on behalf of which party, and when (ms UTC). Written by the device itself: good
 *  for "who shall I ask?", no proof. */
export interface Signature {
  readonly by: ParticipantId | null;
  readonly party: PartyId | null;
  readonly at: number | null;
}

export function readSignature(stored: unknown): Signature {
  const [by, party] = [readField(stored, 'by'), readField(stored, 'party')];
  return {
    by: isId<ParticipantId>(by) ? by : null,
    party: isId<PartyId>(party) ? party : null,
    at: readTime(readField(stored, 'at')),
  };
}

/** A moment that a calendar can show. */
function readTime(stored: unknown): number | null {
  const at = readNumber(stored);
  return at !== null && at >= 0 && at < 8e15 ? at : null;
}
