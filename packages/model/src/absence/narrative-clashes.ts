/** Where my work in the narrative and that of others met. Letters of two people in one paragraph
 *  merge; but a paragraph that others take away, or make into a list or a heading (the editor then
 *  builds it anew), takes along what I wrote in it meanwhile. */
import * as Y from 'yjs';
import type { NarrativeDocument } from '../documents/narrative-document.ts';
import type { Clash } from './clash.ts';
import { touchKey, type SharedType, type Touch, type Touches } from './touch.ts';

/** The blocks of text that a transaction wrote in, or made. */
export function readBlockTouches(body: Y.XmlFragment, transaction: Y.Transaction): Touch[] {
  const ids = new Set<string>();
  for (const [type, keys] of transaction.changed) {
    if (!isWithin(type, body)) continue;
    if (type instanceof Y.XmlText) addId(ids, type.parent);
    else if (keys.has(null)) for (const block of newBlocks(type, transaction)) addId(ids, block);
  }
  return [...ids].map((id) => ({ path: ['body', id], value: undefined }));
}

/** What I wrote in blocks that are there no more, and that stands nowhere else. */
export function findNarrativeClashes({ body }: NarrativeDocument, mine: Touches): Clash[] {
  const written = [...mine.values()].filter(
    ({ value }) => typeof value === 'string' && value !== '',
  );
  if (written.length === 0) return [];
  const standing = readBlocks(body);
  const lost = written.filter(({ path }) => !standing.has(path[1] ?? ''));
  if (lost.length === 0) return [];
  const texts = [...standing.values()].join('\n');
  return lost
    .filter(({ value }) => !texts.includes(String(value)))
    .map(({ path, value }) => ({
      kind: 'paragraphRemoved',
      blockId: path[1] ?? '',
      words: String(value),
    }));
}

/** Gives each touched block the text that it has now; blocks that are gone fall away. */
export function readWrittenBlocks({ body }: NarrativeDocument, ids: Iterable<string>): Touches {
  const blocks = readBlocks(body);
  const written = new Map<string, Touch>();
  for (const id of ids) {
    const value = blocks.get(id);
    if (value !== undefined) written.set(touchKey(['body', id]), { path: ['body', id], value });
  }
  return written;
}

/** The text of every block, by id, in order. */
function readBlocks(body: Y.XmlFragment): Map<string, string> {
  const blocks = new Map<string, string>();
  for (const block of textBlocks(body)) blocks.set(blockId(block), wordsOf(block));
  return blocks;
}

/** All elements that hold text of their own. A stack, not recursion: anybody may have nested it. */
function* textBlocks(top: Y.XmlFragment): Generator<Y.XmlElement> {
  const waiting: Y.XmlFragment[] = [top];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const children = [...childrenOf(at)].map(({ type }) => type);
    if (at instanceof Y.XmlElement && children.some(isXmlText)) yield at;
    for (const child of children.toReversed()) {
      if (child instanceof Y.XmlFragment) waiting.push(child);
    }
  }
}

function* newBlocks(parent: SharedType, { beforeState }: Y.Transaction): Generator<Y.XmlElement> {
  for (const { item, type } of childrenOf(parent)) {
    if (item.id.clock < (beforeState.get(item.id.client) ?? 0)) continue;
    if (type instanceof Y.XmlFragment) yield* textBlocks(type);
    else if (parent instanceof Y.XmlElement) yield parent;
  }
}

function* childrenOf(parent: Pick<SharedType, '_start'>) {
  for (let item = parent._start; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentType)) continue;
    yield { item, type: item.content.type as unknown };
  }
}

function wordsOf(block: Y.XmlElement): string {
  let words = '';
  for (const { type } of childrenOf(block)) {
    if (!isXmlText(type)) continue;
    for (let item = type._start; item !== null; item = item.right) {
      if (!item.deleted && item.content instanceof Y.ContentString) words += item.content.str;
    }
  }
  return words.trim();
}

function isXmlText(type: unknown): type is Y.XmlText {
  return type instanceof Y.XmlText;
}

function addId(ids: Set<string>, block: unknown): void {
  if (block instanceof Y.XmlElement && block._item !== null) ids.add(blockId(block));
}

/** Who made the element and when, in Yjs' own terms: the same on every device, for ever. */
function blockId(block: Y.XmlElement): string {
  const { client, clock } = block._item?.id ?? { client: 0, clock: 0 };
  return `${client}:${clock}`;
}

function isWithin(type: SharedType, body: Y.XmlFragment): boolean {
  let at: unknown = type;
  while (at instanceof Y.AbstractType && at !== body) at = at._item?.parent;
  return at === body;
}
