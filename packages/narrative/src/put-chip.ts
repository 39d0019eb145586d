/** Naming a node of the tree in the text without an editor: in a paragraph of its own, at the end of the
 *  chapter where it belongs. */
import { isId, type NodeId } from '@meemaak/model';
import * as Y from 'yjs';
import { DEEPEST_BLOCK } from './places.ts';
import { readPlainText } from './plain-text.ts';

export interface ChipPlace {
  readonly ref: NodeId;
  /** What it hangs under and beside: the last chapter that names one of them is its chapter. */
  readonly kinIds: ReadonlySet<NodeId>;
  /** Otherwise the chapter under one of these headings, whatever its capitals; otherwise the end. */
  readonly chapters: readonly string[];
}

/** A paragraph as it was put; `takeChipBack` needs it. */
export interface PutChip {
  readonly paragraph: Y.XmlElement;
  readonly chip: Y.XmlElement;
}

/** The nodes that a text names. Total: anything may stand in it. */
export function namedNodes(body: Y.XmlFragment): ReadonlySet<NodeId> {
  return new Set(body.toArray().flatMap((block) => namesIn(block, 0)));
}

/** Names a node, in one transaction. */
export function putChip(body: Y.XmlFragment, place: ChipPlace, origin: unknown): PutChip {
  if (body.doc === null) throw new Error('A chip is put into a document.');
  const paragraph = new Y.XmlElement('paragraph');
  const chip = new Y.XmlElement('nodeChip');
  const at = beforeEmptyLines(body.toArray(), chapterEnd(body.toArray(), place));
  body.doc.transact(() => {
    chip.setAttribute('ref', place.ref);
    paragraph.insert(0, [chip]);
    body.insert(at, [paragraph]);
  }, origin);
  return { paragraph, chip };
}

/** Takes it away again, with its paragraph unless somebody wrote in that since. False: it is gone. */
export function takeChipBack(
  body: Y.XmlFragment,
  { paragraph, chip }: PutChip,
  origin: unknown,
): boolean {
  const at = body.toArray().indexOf(paragraph);
  const within = at === -1 ? -1 : paragraph.toArray().indexOf(chip);
  if (within === -1) return false;
  const others = paragraph.toArray().filter((child) => child !== chip);
  const isUntouched = others.every((child) => child instanceof Y.XmlText && child.length === 0);
  body.doc?.transact(() => {
    if (isUntouched) body.delete(at);
    else paragraph.delete(within);
  }, origin);
  return true;
}

type Block = ReturnType<Y.XmlFragment['toArray']>[number];

function namesIn(block: unknown, depth: number): NodeId[] {
  if (!(block instanceof Y.XmlElement) || depth > DEEPEST_BLOCK + 1) return [];
  const ref: unknown = block.nodeName === 'nodeChip' ? block.getAttribute('ref') : undefined;
  if (isId<NodeId>(ref)) return [ref];
  return block.toArray().flatMap((child) => namesIn(child, depth + 1));
}

/** Where the next chapter begins, or the text ends. */
function chapterEnd(blocks: readonly Block[], { kinIds, chapters }: ChipPlace): number {
  const wanted = chapters.map(plain);
  const ofKin = blocks.findLastIndex((block) => namesIn(block, 0).some((id) => kinIds.has(id)));
  const named = blocks.findIndex((block) => isHeading(block) && wanted.includes(wordsOf(block)));
  const from = ofKin === -1 ? named : ofKin;
  const next = from === -1 ? -1 : blocks.findIndex((block, at) => at > from && isHeading(block));
  return next === -1 ? blocks.length : next;
}

/** The empty lines at the end of a chapter stay there: somebody's caret may wait in one. */
function beforeEmptyLines(blocks: readonly Block[], end: number): number {
  let at = end;
  while (at > 0 && isEmptyLine(blocks[at - 1])) at--;
  return at;
}

function isHeading(block: unknown): block is Y.XmlElement {
  return block instanceof Y.XmlElement && block.nodeName === 'heading';
}

function isEmptyLine(block: unknown): boolean {
  return (
    block instanceof Y.XmlElement &&
    block.nodeName === 'paragraph' &&
    block.toArray().every((child) => child instanceof Y.XmlText && child.length === 0)
  );
}

function wordsOf(heading: Y.XmlElement): string {
  return plain(readPlainText(heading));
}

function plain(words: string): string {
  return words.trim().toLowerCase();
}
