/** What our own copies carry along in HTML, beside the words: exact, where words alone would not be.
 *  It comes back from the clipboard, where anybody may have written it. */
import { isNodeKind, readField, type NodeKind } from '@meemaak/model';
import { readCarriedIndicators } from './carried-indicators.ts';
import type { OutlineLine } from '../outline/outline.ts';

/** The attribute on each list item of a copy. */
export const CARRIED = 'data-meemaak';

export interface Carried {
  readonly title: string;
  readonly kind: NodeKind;
  /** The owner's id, then its names, for a dossier in which it has another id. */
  readonly party: readonly string[];
  readonly indicators: OutlineLine['indicators'];
}

/** Undefined when it is not one of ours. */
export function readCarried(attribute: string | undefined): Carried | undefined {
  const value = parseJson(attribute);
  const [title, kind] = [readField(value, 'title'), readField(value, 'kind')];
  const party = readField(value, 'party');
  if (typeof title !== 'string' || !isNodeKind(kind) || !Array.isArray(party)) return undefined;
  const names = party.filter((name: unknown) => typeof name === 'string');
  const indicators = readCarriedIndicators(readField(value, 'indicators'));
  return { title, kind, party: names.slice(0, 3), indicators };
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
