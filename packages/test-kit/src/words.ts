/** Edits that can be counted: each adds a word that occurs nowhere else, in the form that a document
 *  has, and disturbs what others wrote as people do: in their paragraphs, their branches, their cards. */
import {
  openBoard,
  openNarrative,
  openTree,
  createNode,
  moveNode,
  type DocumentName,
  type NodeId,
  type ParticipantId,
} from '@meemaak/model';
import * as Y from 'yjs';
import type { Random } from './random.ts';

export type WordDocument = Exclude<DocumentName, 'talk'>;

/** How a kind of document holds words. */
interface WordForm {
  add(doc: Y.Doc, word: string, random: Random): void;
  /** Takes out a word of one's own; false where nothing is ever taken out. */
  remove(doc: Y.Doc, word: string): boolean;
  /** A word that occurs twice is given twice. */
  read(doc: Y.Doc): string[];
}

/** `word` is an id: at least 4 letters or digits. */
export function addWord(doc: Y.Doc, document: WordDocument, word: string, random: Random): void {
  doc.transact(() => forms[document].add(doc, word, random));
}

export function removeWord(doc: Y.Doc, document: WordDocument, word: string): boolean {
  return doc.transact(() => forms[document].remove(doc, word));
}

export function readWords(doc: Y.Doc, document: WordDocument): string[] {
  return forms[document].read(doc);
}

const forms: Readonly<Record<WordDocument, WordForm>> = {
  narrative: {
    add(doc, word, random) {
      const { body } = openNarrative(doc);
      const text = random.chance(0.6) ? random.pick(texts(body)) : undefined;
      // At the ends only: in the middle it could split somebody's word.
      if (text !== undefined) text.insert(random.chance(0.5) ? 0 : text.length, `${word} `);
      else body.insert(random.below(body.length + 1), [paragraph(word)]);
    },
    remove(doc, word) {
      for (const text of texts(openNarrative(doc).body)) {
        const at = text.toJSON().indexOf(`${word} `);
        if (at >= 0) text.delete(at, word.length + 1);
      }
      return true;
    },
    read(doc) {
      return texts(openNarrative(doc).body).flatMap((text) =>
        text
          .toJSON()
          .split(' ')
          .filter((word) => word !== ''),
      );
    },
  },
  board: {
    add(doc, word, random) {
      const { records } = openBoard(doc);
      const other = random.chance(0.3) ? random.pick([...records.values()]) : undefined;
      if (other instanceof Y.Map) other.set('pos', [random.below(900), random.below(900), 0]);
      records.set(`${WORD_RECORD}${word}`, new Y.Map<unknown>([['pos', [0, 0, 0]]]));
    },
    remove(doc, word) {
      openBoard(doc).records.delete(`${WORD_RECORD}${word}`);
      return true;
    },
    read(doc) {
      const keys = [...openBoard(doc).records.keys()].filter((key) => key.startsWith(WORD_RECORD));
      return keys.map((key) => key.slice(WORD_RECORD.length));
    },
  },
  tree: {
    add(doc, word, random) {
      const tree = openTree(doc);
      const by = `person-${doc.clientID}` as ParticipantId;
      const act = { by, origin: by, drawDigits: random.digits };
      const ids = [...tree.pos.keys()] as NodeId[];
      const [moved, parent] = [random.pick(ids), random.pick(ids)];
      if (random.chance(0.3) && moved !== undefined && parent !== undefined) {
        // Refused when it is its own ancestor, as it would be for anybody.
        moveNode(tree, { nodeId: moved, parentId: parent, afterId: undefined }, act);
      }
      const parentId = random.chance(0.5) ? (parent ?? null) : null;
      const node = { nodeId: word as NodeId, kind: 'effect', title: word, owner: null } as const;
      const outcome = createNode(tree, { ...node, parentId }, act);
      if (!outcome.ok) createNode(tree, { ...node, parentId: null }, act);
    },
    remove: () => false,
    read: (doc) => [...openTree(doc).pos.keys()],
  },
};

const WORD_RECORD = 'shape:';

function texts(body: Y.XmlFragment): Y.XmlText[] {
  return body
    .toArray()
    .flatMap((block) => (block instanceof Y.XmlElement ? block.toArray() : []))
    .filter((inline) => inline instanceof Y.XmlText);
}

function paragraph(word: string): Y.XmlElement {
  const made = new Y.XmlElement('paragraph');
  made.insert(0, [new Y.XmlText(`${word} `)]);
  return made;
}
