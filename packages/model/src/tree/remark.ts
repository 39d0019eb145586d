/** What somebody says about a node that is not theirs to change: to those whose it is. One atomic value each in
 *  the node's record:
 *
 *      remark:<RemarkId>   {text, by, party, at} */
import * as Y from 'yjs';
import { isId, type RemarkId } from '../ids.ts';
import { readField } from '../outside.ts';
import { readSignature, type Signature } from '../signature.ts';
import { cutText } from './title.ts';

/** Longer ones are refused, and only their beginning is read. */
export const MAX_REMARK_LENGTH = 500;
/** At one node. */
export const MOST_REMARKS = 40;

export interface Remark extends Signature {
  readonly remarkId: RemarkId;
  readonly text: string;
}

const REMARK = 'remark:';

export function remarkKey(remarkId: RemarkId): string {
  return REMARK + remarkId;
}

export function isRemarkKey(key: string): boolean {
  return key.startsWith(REMARK) && isId(key.slice(REMARK.length));
}

/** In the order in which they were made. */
export function readRemarks(record: unknown): readonly Remark[] {
  if (!(record instanceof Y.Map)) return [];
  const remarks: Remark[] = [];
  for (const [key, stored] of record.entries()) {
    if (!isRemarkKey(key) || remarks.length >= MOST_REMARKS) continue;
    const text = readField(stored, 'text');
    if (typeof text !== 'string' || text === '') continue;
    const remarkId = key.slice(REMARK.length) as RemarkId;
    remarks.push({ remarkId, text: cutText(text, MAX_REMARK_LENGTH), ...readSignature(stored) });
  }
  return remarks.toSorted(
    (a, b) => (a.at ?? 0) - (b.at ?? 0) || (a.remarkId < b.remarkId ? -1 : 1),
  );
}
