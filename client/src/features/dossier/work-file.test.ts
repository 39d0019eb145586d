import {
  createNode,
  openBoard,
  openNarrative,
  openTree,
  seedUpdate,
  type DocumentName,
  type NodeId,
  type ParticipantId,
  type PartyId,
} from '@meemaak/model';
import { fromBase64 } from 'lib0/buffer';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { DeviceWork } from '../../rooms/device-work.ts';
import { nothingUnsaved } from '../../rooms/unsaved.ts';
import { writeWorkFile, type WorkFileWords } from './work-file.ts';

const words: WorkFileWords = {
  title: 'Uw werk',
  intro: 'Van Bram',
  unsaved: 'Nog niet',
  unsavedNone: 'Geen nieuwe woorden',
  all: 'Alles',
  narrative: 'Verhaal',
  tree: 'Boom',
  board: 'Bord',
  marked: 'gemarkeerd',
  empty: 'leeg',
  untitled: '(zonder titel)',
  raw: 'gegevens',
  kind: (kind) => kind,
  party: (partyId) => `partij ${partyId}`,
};
const facts = { dossierId: 'proef', generation: 3, madeAt: 0, locale: 'nl' };

function seeded(name: DocumentName): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seedUpdate(name));
  return doc;
}

/** Work on seeded documents, of which the later half is not on the server. */
function workWith(early: (work: DeviceWork) => void, late: (work: DeviceWork) => void): DeviceWork {
  const fresh = (name: DocumentName) => ({ doc: seeded(name), unsaved: nothingUnsaved });
  const work = { narrative: fresh('narrative'), tree: fresh('tree'), board: fresh('board') };
  early(work);
  const froms = Object.values(work).map(({ doc }) => Y.getState(doc.store, doc.clientID));
  late(work);
  const [narrative = 0, tree = 0, board = 0] = froms;
  const since = (doc: Y.Doc, from: number) => ({
    doc,
    unsaved: { isAny: true, fromByClient: new Map([[doc.clientID, from]]), sinceAt: 0 },
  });
  return {
    narrative: since(work.narrative.doc, narrative),
    tree: since(work.tree.doc, tree),
    board: since(work.board.doc, board),
  };
}

function write({ narrative }: DeviceWork, text: string): void {
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(text)]);
  openNarrative(narrative.doc).body.push([paragraph]);
}

function add({ tree }: DeviceWork, title: string): void {
  createNode(
    openTree(tree.doc),
    {
      nodeId: `node-${title.toLowerCase()}` as NodeId,
      kind: 'effect',
      title,
      owner: 'het-dak' as PartyId,
      parentId: null,
    },
    { by: 'p-bram' as ParticipantId, origin: 'test' },
  );
}

function unsavedPart(page: string): string {
  return page.slice(page.indexOf('Nog niet</h2>'), page.indexOf('Alles</h2>'));
}

test('[F33] the file names what is not on the server apart, and holds all the rest too', () => {
  const page = writeWorkFile(
    workWith(
      (work) => {
        write(work, 'Van gisteren');
        add(work, 'Oud');
      },
      (work) => {
        write(work, 'Van vandaag');
        add(work, 'Nieuw');
      },
    ),
    facts,
    words,
  );
  expect(unsavedPart(page)).toContain('Van vandaag');
  expect(unsavedPart(page)).toContain('Nieuw');
  expect(unsavedPart(page)).toContain('partij het-dak');
  expect(unsavedPart(page)).not.toMatch(/Van gisteren|Oud/);
  expect(page).toContain('<p>Van gisteren</p>');
  expect(page).toContain('<p><mark>Van vandaag</mark></p>');
});

test('[F33] words typed into an old paragraph make it new; words that were taken away do not', () => {
  const work = workWith(
    (before) => write(before, 'Van gisteren'),
    ({ narrative }) => {
      const paragraph = openNarrative(narrative.doc).body.get(0);
      const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : undefined;
      if (text instanceof Y.XmlText) text.insert(3, ' eer');
    },
  );
  const before = unsavedPart(writeWorkFile(work, facts, words));
  expect(before).toContain('Van eer gisteren');
  const only = workWith(
    (early) => write(early, 'Van gisteren'),
    ({ narrative }) => openNarrative(narrative.doc).body.delete(0, 1),
  );
  expect(unsavedPart(writeWorkFile(only, facts, words))).toContain('Geen nieuwe woorden');
});

test('[F32] nothing is lost: the raw documents in the file give the same documents again', () => {
  const work = workWith(
    () => {},
    (late) => {
      write(late, 'Terug te lezen');
      openBoard(late.board.doc).records.set('shape:x', new Y.Map());
    },
  );
  const page = writeWorkFile(work, facts, words);
  const json = /<script type="application\/json"[^>]*>(.*?)<\/script>/s.exec(page)?.[1] ?? '';
  const raw = JSON.parse(json) as { documents: Record<string, { update: string }> };
  for (const name of ['narrative', 'tree', 'board'] as const) {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, fromBase64(raw.documents[name]?.update ?? ''));
    expect(Y.encodeStateAsUpdate(doc)).toEqual(Y.encodeStateAsUpdate(work[name].doc));
  }
});

test('[F36] a file of what the server has as well has no word about what is not there', () => {
  const work = workWith(
    (early) => write(early, 'Van gisteren'),
    () => {},
  );
  const saved = ({ doc }: { readonly doc: Y.Doc }) => ({ doc, unsaved: nothingUnsaved });
  const all = {
    narrative: saved(work.narrative),
    tree: saved(work.tree),
    board: saved(work.board),
  };
  const page = writeWorkFile(all, facts, words);
  expect(page).toContain('Van gisteren');
  expect(page).not.toContain('Nog niet');
  expect(page).not.toContain('Geen nieuwe woorden');
});

test('words of others run nothing in the file', () => {
  const page = writeWorkFile(
    workWith(
      () => {},
      (work) => write(work, '</script><img src=x onerror=alert(1)>'),
    ),
    facts,
    words,
  );
  expect(page.match(/<\/?script/g)).toHaveLength(2);
  expect(page).not.toContain('<img');
  expect(page).toContain("default-src 'none'");
});
