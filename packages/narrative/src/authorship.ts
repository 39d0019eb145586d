/** Who wrote which words, by the client ids that Yjs keeps with every letter. Read from the document:
 *  nothing of it is stored in the text, so nothing of it can be written by somebody else. */
import * as Y from 'yjs';
import { DEEPEST_BLOCK } from './places.ts';

/** So many letters, or one chip or line break, in a row by one writer. */
export interface WrittenRun {
  readonly clientId: number;
  readonly length: number;
}

/** The blocks that hold words, in reading order, each as the runs that it is made of. The lengths are
 *  those of an editor: what is no letter counts for one. Total: anything may stand in a text. */
export function readAuthorship(body: Y.XmlFragment): readonly (readonly WrittenRun[])[] {
  const blocks: WrittenRun[][] = [];
  addBlocks(body, blocks, 0);
  return blocks;
}

const WITH_WORDS: ReadonlySet<string> = new Set(['paragraph', 'heading']);

function addBlocks(parent: Y.XmlFragment, blocks: WrittenRun[][], depth: number): void {
  if (depth > DEEPEST_BLOCK) return;
  for (const child of parent.toArray()) {
    if (!(child instanceof Y.XmlElement)) continue;
    if (WITH_WORDS.has(child.nodeName)) blocks.push(readRuns(child));
    else addBlocks(child, blocks, depth + 1);
  }
}

function readRuns(block: Y.XmlElement): WrittenRun[] {
  const runs: WrittenRun[] = [];
  for (const child of block.toArray()) {
    if (child instanceof Y.XmlText) addWords(child, runs);
    else if (child._item !== null) addRun(runs, child._item.id.client, 1);
  }
  return runs;
}

function addWords(text: Y.XmlText, runs: WrittenRun[]): void {
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
    addRun(runs, item.id.client, item.length);
  }
}

function addRun(runs: WrittenRun[], clientId: number, length: number): void {
  const last = runs.at(-1);
  if (last?.clientId === clientId) {
    runs[runs.length - 1] = { clientId, length: last.length + length };
  } else {
    runs.push({ clientId, length });
  }
}
