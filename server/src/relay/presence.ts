/** Who is in a document and what they show. Never the sender's word for it alone [T22]:
 *  an awareness client id belongs to the participant who showed it first, each channel shows one, and
 *  `participant` is ours to write. Clients echo what they hear about others; that is ignored. */
import type { PresentParticipant } from '@meemaak/protocol';
import { LIMITS, MESSAGE_KINDS } from '@meemaak/protocol';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** Someone who can be shown: a channel. */
export interface Shower {
  readonly participant: PresentParticipant;
}

interface Shown {
  readonly shower: Shower;
  readonly clock: number;
  /** The state as JSON, our identity written in. */
  readonly json: string;
}

interface Claim {
  readonly clientId: number;
  readonly clock: number;
  readonly json: string;
}

/** Ids of people who left are remembered, so that an echo does not bring them back under another name. */
const MOST_OWNERS = 4_096;
/** Others compare states by recursion: one that is too deep would break their screens. */
const MOST_DEPTH = 16;

export class RoomPresence {
  readonly #shown = new Map<number, Shown>();
  readonly #owners = new Map<number, string>();

  /** Takes an awareness update from a channel. Returns the message for the others, if there is one;
   *  `malformed` when the bytes are no awareness update. */
  take(shower: Shower, update: Uint8Array): Uint8Array | undefined | 'malformed' {
    const claims = decodeClaims(update);
    if (claims === undefined) return 'malformed';
    const taken = claims.findLast((claim) => this.#isOwn(shower, claim));
    return taken === undefined ? undefined : this.#show(shower, taken);
  }

  /** A channel is gone: what it showed goes too. */
  leave(shower: Shower): Uint8Array | undefined {
    const left = [...this.#shown].filter(([, shown]) => shown.shower === shower);
    for (const [clientId] of left) this.#shown.delete(clientId);
    if (left.length === 0) return undefined;
    return encodeClaims(
      left.map(([clientId, { clock }]) => ({ clientId, clock: clock + 1, json: 'null' })),
    );
  }

  /** Everybody, for somebody who asks or joins. */
  everybody(): Uint8Array | undefined {
    if (this.#shown.size === 0) return undefined;
    return encodeClaims(
      [...this.#shown].map(([clientId, { clock, json }]) => ({ clientId, clock, json })),
    );
  }

  #isOwn(shower: Shower, { clientId, clock }: Claim): boolean {
    const owner = this.#owners.get(clientId);
    if (owner !== undefined && owner !== shower.participant.participantId) return false;
    const shown = this.#shown.get(clientId);
    // The same person in another window: only the window itself counts its clock up.
    return shown === undefined || shown.shower === shower || clock > shown.clock;
  }

  #show(shower: Shower, { clientId, clock, json }: Claim): Uint8Array | undefined {
    const state = parseState(json);
    if (state === undefined) return undefined;
    const removed = [...this.#shown].filter(
      ([id, shown]) => shown.shower === shower && id !== clientId,
    );
    for (const [id] of removed) this.#shown.delete(id);
    this.#own(clientId, shower);
    const changes: Claim[] = removed.map(([id, shown]) => ({
      clientId: id,
      clock: shown.clock + 1,
      json: 'null',
    }));
    const previous = this.#shown.get(clientId);
    if (previous === undefined || clock >= previous.clock) {
      changes.push(this.#write(shower, clientId, clock, state));
    }
    return changes.length === 0 ? undefined : encodeClaims(changes);
  }

  #write(shower: Shower, clientId: number, clock: number, state: object | null): Claim {
    if (state === null) {
      this.#shown.delete(clientId);
      return { clientId, clock, json: 'null' };
    }
    const json = JSON.stringify({ ...state, participant: shower.participant });
    this.#shown.set(clientId, { shower, clock, json });
    return { clientId, clock, json };
  }

  #own(clientId: number, shower: Shower): void {
    this.#owners.delete(clientId);
    this.#owners.set(clientId, shower.participant.participantId);
    for (const id of this.#owners.keys()) {
      if (this.#owners.size <= MOST_OWNERS) break;
      if (!this.#shown.has(id)) this.#owners.delete(id);
    }
  }
}

function decodeClaims(update: Uint8Array): Claim[] | undefined {
  if (update.byteLength > LIMITS.awarenessBytes) return undefined;
  try {
    const decoder = decoding.createDecoder(update);
    const count = decoding.readVarUint(decoder);
    const claims: Claim[] = [];
    for (let at = 0; at < count; at += 1) {
      const clientId = decoding.readVarUint(decoder);
      const clock = decoding.readVarUint(decoder);
      claims.push({ clientId, clock, json: decoding.readVarString(decoder) });
    }
    return claims;
  } catch {
    return undefined;
  }
}

/** The state itself; undefined when it is too large, too deep or no object. */
function parseState(json: string): object | null | undefined {
  if (json.length > LIMITS.presenceBytes) return undefined;
  try {
    const state: unknown = JSON.parse(json);
    if (typeof state !== 'object' || Array.isArray(state)) return undefined;
    return isShallow(state, MOST_DEPTH) ? state : undefined;
  } catch {
    return undefined;
  }
}

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((part) => isShallow(part, levels - 1));
}

function encodeClaims(claims: readonly Claim[]): Uint8Array {
  const update = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, claims.length);
    for (const { clientId, clock, json } of claims) {
      encoding.writeVarUint(encoder, clientId);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarString(encoder, json);
    }
  });
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE_KINDS.awareness);
    encoding.writeVarUint8Array(encoder, update);
  });
}
