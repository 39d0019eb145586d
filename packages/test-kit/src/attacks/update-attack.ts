/** An update that somebody with the right to edit sends and no client of ours would: a named case, the
 *  bytes for the document as it stands, and what the relay says of it. */
import type { DocumentName } from '@meemaak/model';
import * as Y from 'yjs';
import type { HandMadeItem } from '../hand-made-update.ts';

/** Where an attack takes place. */
export interface Scene {
  /** A copy of the document; what a builder does to it reaches nobody. */
  readonly doc: Y.Doc;
  /** The client id of somebody who wrote here honestly (see `writeAsVictim`). */
  readonly victim: number;
  /** A client id that nobody uses yet, nor the 300 after it; lower than the victim's. */
  readonly me: number;
}

export interface UpdateAttack {
  /** The rule that it goes against: `T18`, `X03` … */
  readonly id: string;
  readonly name: string;
  readonly document: Exclude<DocumentName, 'talk'>;
  readonly build: (scene: Scene) => readonly Uint8Array[];
  /** What admission calls the last of them. More than one where the depth of the stack decides. */
  readonly refusals: readonly string[];
  /** The ones before the last are fit to be taken, some or all; else nothing may stay of any. */
  readonly leavesSome?: boolean;
}

/** What the attacker hears over a socket: a question, or why the line is closed. */
export function answersTo({ refusals }: UpdateAttack): string[] {
  return refusals.map((kind) =>
    kind === 'gap' ? 'asked' : kind === 'malformed' ? 'malformedFrame' : 'updateRefused',
  );
}

/** Letters in the victim's text on the board; they stand at the clocks 1 to this of the victim. */
export const VICTIM_LETTERS = 4_000;
const VICTIM_TEXT = 'Goede buren weten elkaar te vinden.';

/** Honest work, which the attacks are aimed at. `doc.clientID` is the victim. */
export function writeAsVictim(doc: Y.Doc, document: UpdateAttack['document']): void {
  doc.transact(() => {
    if (document === 'narrative') {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(VICTIM_TEXT)]);
      doc.getXmlFragment('body').insert(0, [paragraph]);
    } else if (document === 'tree') doc.getMap('pos').set('victim', { p: '' });
    else doc.getMap('records').set('victim', new Y.Text('x'.repeat(VICTIM_LETTERS)));
  });
}

/** The update that `edit` makes on a copy of the document, under the attacker's own id. */
export function updateOf({ doc, me }: Scene, edit: (copy: Y.Doc) => void): Uint8Array {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  copy.clientID = me;
  const before = Y.encodeStateVector(copy);
  copy.transact(() => edit(copy));
  return Y.encodeStateAsUpdate(copy, before);
}

/** Numbers as lib0 writes them: seven bits a byte, the lowest first. */
export function varUints(...values: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  for (const value of values) {
    let rest = value;
    for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push(128 + (rest % 128));
    bytes.push(rest);
  }
  return new Uint8Array(bytes);
}

/** No structs, and these ranges of one client's clocks deleted, in this order. */
export function deletions(
  client: number,
  ranges: readonly (readonly [from: number, length: number])[],
): Uint8Array {
  return varUints(0, 1, client, ranges.length, ...ranges.flat());
}

/** A shared type under `key`: 0 list, 1 map, 2 text. */
export function typeUnder(root: string, key: string, type: 0 | 1 | 2): HandMadeItem {
  return { parent: root, key, content: { kind: 7, bytes: [type] } };
}

/** An element of the running text. */
export function elementNamed(name: string): HandMadeItem['content'] {
  return { kind: 7, bytes: [3, name.length, ...new TextEncoder().encode(name)] };
}
