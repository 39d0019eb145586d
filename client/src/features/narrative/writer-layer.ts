/** Whose words are whose, as marks over the text: one stretch for each party in a row. */
import type { NarrativeDocument, Party } from '@meemaak/model';
import { readAuthorship, type WrittenRun } from '@meemaak/narrative';
import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { TextLayer, type Found } from '../../view/text-layer.ts';

/** A shorter stretch has no room for the party's name; it has its colour. */
const NAMED_FROM_LETTERS = 8;

/** The party that wrote under this client id; undefined: nobody of the table did. */
export type PartyOf = (clientId: number) => Party | undefined;

export interface WrittenBy {
  readonly party: Party;
  readonly isNamed: boolean;
}

export function isWrittenBy(value: unknown): value is WrittenBy {
  return typeof value === 'object' && value !== null && 'party' in value && 'isNamed' in value;
}

export function writerLayer(
  editor: Editor,
  narrative: NarrativeDocument,
  partyOf: PartyOf,
): TextLayer {
  const runsIn = runsOfBlocks(editor, narrative);
  return new TextLayer({
    find: (_text, block) => stretches(runsIn(block), partyOf),
    look: (value) => (isWrittenBy(value) ? lookOf(value) : {}),
    keyOf: (value) => (isWrittenBy(value) ? value.party.partyId : undefined),
  });
}

function lookOf({ party, isNamed }: WrittenBy): Record<string, string> {
  return {
    class: `written written-${party.colour}`,
    title: party.name,
    ...(isNamed ? { 'data-writer': party.shortName } : {}),
  };
}

/** The document's blocks and the editor's come in the same order. While they do not match (half way
 *  through a change) nothing is said, rather than something wrong. */
function runsOfBlocks(
  editor: Editor,
  { body }: NarrativeDocument,
): (block: Node) => readonly WrittenRun[] {
  let read: Node | undefined;
  let runs = new Map<Node, readonly WrittenRun[]>();
  return (block) => {
    const { doc } = editor.state;
    if (doc !== read) {
      const written = readAuthorship(body);
      const blocks = textblocks(doc);
      const isSame = written.length === blocks.length;
      runs = new Map(isSame ? blocks.map((one, at) => [one, written[at] ?? []]) : []);
      read = doc;
    }
    const ofBlock = runs.get(block) ?? [];
    const length = ofBlock.reduce((sum, run) => sum + run.length, 0);
    return length === block.content.size ? ofBlock : [];
  };
}

function textblocks(doc: Node): readonly Node[] {
  const blocks: Node[] = [];
  doc.descendants((block) => {
    if (block.isTextblock) blocks.push(block);
    return !block.isTextblock;
  });
  return blocks;
}

function stretches(runs: readonly WrittenRun[], partyOf: PartyOf): readonly Found[] {
  const found: { start: number; end: number; party: Party }[] = [];
  let at = 0;
  for (const { clientId, length } of runs) {
    const party = partyOf(clientId);
    const last = found.at(-1);
    if (last?.end === at && last.party === party) last.end += length;
    else if (party !== undefined) found.push({ start: at, end: at + length, party });
    at += length;
  }
  return found.map(({ start, end, party }) => {
    const value: WrittenBy = { party, isNamed: end - start >= NAMED_FROM_LETTERS };
    return { start, end, value };
  });
}
