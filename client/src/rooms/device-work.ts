/** The work that this device holds of a dossier, to be read by its person outside of Meemaak. */
import {
  TreeIndex,
  elementText,
  inReadingOrder,
  kindName,
  openBoard,
  openNarrative,
  openTree,
  readElements,
  type DocumentName,
  type KindName,
  type PartyId,
} from '@meemaak/model';
import { readPlainText } from '@meemaak/narrative';
import * as Y from 'yjs';
import { isUnsavedEntry, isUnsavedType, type Unsaved } from './unsaved.ts';

/** The documents in which people write. */
export const WRITTEN_DOCUMENTS = ['narrative', 'tree', 'board'] as const satisfies DocumentName[];

export interface DocumentWork {
  readonly doc: Y.Doc;
  readonly unsaved: Unsaved;
}

export type DeviceWork = Readonly<Record<(typeof WRITTEN_DOCUMENTS)[number], DocumentWork>>;

/** Words that belong together: a paragraph, what is on a note. */
export interface Passage {
  readonly text: string;
  /** Some of it is not on the server. */
  readonly isUnsaved: boolean;
}

export interface TitlePassage extends Passage {
  /** 1 at the top. */
  readonly level: number;
  readonly kind: KindName;
  readonly owner: PartyId | null;
}

export interface WorkText {
  readonly narrative: readonly Passage[];
  readonly tree: readonly TitlePassage[];
  readonly board: readonly Passage[];
}

const CONTAINERS = new Set(['bulletList', 'orderedList', 'listItem', 'blockquote']);

/** All words of it. Total: whatever stands in the documents. */
export function readWork({ narrative, tree, board }: DeviceWork): WorkText {
  const { body } = openNarrative(narrative.doc);
  const index = new TreeIndex(openTree(tree.doc));
  const titleOf = (nodeId: string): string | undefined =>
    index.rows().find((row) => row.nodeId === nodeId)?.title;
  const work = {
    narrative: blocksOf(body).map((block) => ({
      text: readPlainText(block, titleOf),
      isUnsaved: isUnsavedType(block, narrative.unsaved),
    })),
    tree: readTitles(index, tree),
    board: readBoard(board),
  };
  index.destroy();
  return {
    ...work,
    narrative: work.narrative.filter(({ text }) => text.trim() !== ''),
  };
}

/** The paragraphs and headings, those in lists and quotes too. */
function blocksOf(parent: Y.XmlFragment): readonly Y.XmlElement[] {
  const blocks: Y.XmlElement[] = [];
  const waiting: unknown[] = parent.toArray().toReversed();
  // A stack, not recursion: how deep lists lie in lists is up to whoever wrote them.
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (!(next instanceof Y.XmlElement)) continue;
    if (CONTAINERS.has(next.nodeName)) waiting.push(...next.toArray().toReversed());
    else blocks.push(next);
  }
  return blocks;
}

function readTitles(index: TreeIndex, { doc, unsaved }: DocumentWork): readonly TitlePassage[] {
  const { pos, nodes } = openTree(doc);
  return index.rows().map((node) => ({
    text: node.title,
    level: node.level,
    kind: kindName(node),
    owner: node.owner,
    isUnsaved:
      isUnsavedEntry(nodes, node.nodeId, unsaved) || isUnsavedEntry(pos, node.nodeId, unsaved),
  }));
}

function readBoard({ doc, unsaved }: DocumentWork): readonly Passage[] {
  const board = openBoard(doc);
  return inReadingOrder(readElements(board).elements).flatMap((element) => {
    const text = elementText(element);
    if (text.trim() === '') return [];
    const isUnsaved = isUnsavedEntry(board.records, element.recordId, unsaved);
    return [{ text, isUnsaved }];
  });
}
