/** One or two people stay away and work; others work on. What meets is listed, to whom it concerns. */
import { openTreeCopy, treeSeed } from '@meemaak/test-kit';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { openBoard, writeRecord, type BoardDocument } from '../documents/board-document.ts';
import { openNarrative } from '../documents/narrative-document.ts';
import type { BatchId, NodeId, ParticipantId, PartyId } from '../ids.ts';
import { moveNode } from '../tree/move.ts';
import type { Act } from '../tree/step.ts';
import { archiveNode, createNode, renameNode, setNodeKind, setNodeOwner } from '../tree/verbs.ts';
import {
  watchBoardAbsence,
  watchNarrativeAbsence,
  watchTreeAbsence,
  type Absence,
  type AbsenceOptions,
} from './absence.ts';
import type { Clash } from './clash.ts';
import {
  boardStandsAsMine,
  putBoardBack,
  putTreeBack,
  takeBoardBack,
  treeStandsAsMine,
} from './put-back.ts';

const id = (name: string) => name as NodeId;
const act: Act = { by: 'noor' as ParticipantId, origin: 'hand' };
const sides: AbsenceOptions = {
  isMine: ({ local }) => local,
  isTheirs: ({ origin }) => origin === 'server',
};
const seed = treeSeed({
  wonen: { bouwen: { grond: {} }, isoleren: {} },
  buurt: { samen: {} },
});

interface Copy {
  readonly doc: Y.Doc;
  readonly absence: Absence;
}

function treeCopy(clientId: number, start: Uint8Array = seed) {
  const copy = openTreeCopy(start);
  copy.doc.clientID = clientId;
  const absence = watchTreeAbsence(copy.tree, sides);
  return {
    ...copy,
    absence,
    rename: (name: string, title: string) =>
      expect(renameNode(copy.tree, { nodeId: id(name), title }, act).ok).toBe(true),
    move: (name: string, parent: string | null) =>
      expect(
        moveNode(
          copy.tree,
          { nodeId: id(name), parentId: parent === null ? null : id(parent) },
          act,
        ).ok,
      ).toBe(true),
    add: (name: string, parent: string) =>
      expect(
        createNode(
          copy.tree,
          { nodeId: id(name), kind: 'effect', title: name, owner: null, parentId: id(parent) },
          act,
        ).ok,
      ).toBe(true),
    archive: (name: string, batch: string) =>
      expect(
        archiveNode(
          copy.tree,
          copy.index,
          { nodeId: id(name), batchId: batch as BatchId, at: 1 },
          act,
        ).ok,
      ).toBe(true),
  };
}

/** Everything comes in, then everything goes out; as a server does it. */
function comeBack({ doc, absence }: Copy, server: Y.Doc): readonly Clash[] {
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(server, Y.encodeStateVector(doc)), 'server');
  const clashes = absence.comeBack();
  Y.applyUpdate(server, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(server)));
  return clashes;
}

/** Both ways of Yjs to decide: the one away has the lower client id, or the higher. */
const bothOrders = [
  [10, 20],
  [20, 10],
] as const;

describe('[F25] [X12] the tree, back after an absence', () => {
  it.each(bothOrders)('lists a title that both changed, with mine (%i, %i)', (mine, theirs) => {
    const [away, server] = [treeCopy(mine), treeCopy(theirs)];
    away.rename('wonen', 'Goed wonen');
    server.rename('wonen', 'Wonen voor iedereen');
    const clashes = comeBack(away, server.doc);
    expect(clashes).toEqual([
      {
        kind: 'fieldChangedTwice',
        nodeId: 'wonen',
        path: ['title'],
        mine: 'Goed wonen',
        theirs: undefined,
      },
    ]);
    const title = away.index.node(id('wonen'))?.title ?? '';
    expect([title.includes('Goed'), title.includes('voor iedereen')]).toEqual([true, true]);
    const [clash] = clashes;
    if (clash?.kind !== 'fieldChangedTwice') throw new Error('No clash.');
    expect(treeStandsAsMine(away.tree, clash)).toBe(false);
    expect(putTreeBack(away.tree, clash, act)).toMatchObject({
      ok: true,
      value: { kind: 'renamed', from: title, to: 'Goed wonen' },
    });
    expect(treeStandsAsMine(away.tree, clash)).toBe(true);
  });

  it.each(bothOrders)('says nothing of what merges as it was meant (%i, %i)', (mine, theirs) => {
    const [away, server] = [treeCopy(mine), treeCopy(theirs)];
    away.rename('wonen', 'Goed wonen');
    away.add('glas', 'isoleren');
    away.move('grond', 'samen');
    setNodeKind(away.tree, { nodeId: id('grond'), kind: 'performance' }, act);
    server.rename('buurt', 'De buurt');
    server.move('isoleren', 'buurt');
    setNodeOwner(server.tree, { nodeId: id('wonen'), owner: 'gemeente' as PartyId }, act);
    // Both did the same.
    setNodeKind(server.tree, { nodeId: id('grond'), kind: 'performance' }, act);
    expect(comeBack(away, server.doc)).toEqual([]);
  });

  it.each(bothOrders)('lists an owner and a kind that both set (%i, %i)', (mine, theirs) => {
    const [away, server] = [treeCopy(mine), treeCopy(theirs)];
    const grond = { nodeId: id('grond') };
    setNodeOwner(away.tree, { ...grond, owner: 'corporatie' as PartyId }, act);
    setNodeKind(away.tree, { ...grond, kind: 'performance' }, act);
    setNodeOwner(server.tree, { ...grond, owner: 'gemeente' as PartyId }, act);
    setNodeKind(server.tree, { ...grond, kind: 'effect' }, act);
    expect(comeBack(away, server.doc)).toEqual([
      {
        kind: 'fieldChangedTwice',
        ...grond,
        path: ['kind'],
        mine: 'performance',
        theirs: 'effect',
      },
      {
        kind: 'fieldChangedTwice',
        ...grond,
        path: ['owner'],
        mine: 'corporatie',
        theirs: 'gemeente',
      },
    ]);
  });

  it.each(bothOrders)(
    'lists a node that both moved, and where I put it (%i, %i)',
    (mine, theirs) => {
      const [away, server] = [treeCopy(mine), treeCopy(theirs)];
      away.move('grond', 'samen');
      server.move('grond', 'isoleren');
      const [clash, ...more] = comeBack(away, server.doc);
      expect(more).toEqual([]);
      expect(clash).toMatchObject({
        kind: 'movedTwice',
        nodeId: 'grond',
        because: 'bothMoved',
        mine: { parentId: 'samen' },
      });
      // The server may still decide otherwise; this can be asked again at any moment.
      if (clash?.kind !== 'movedTwice') throw new Error('No clash.');
      away.move('grond', 'isoleren');
      expect(treeStandsAsMine(away.tree, clash)).toBe(false);
      expect(putTreeBack(away.tree, clash, act).ok).toBe(true);
      expect(away.index.node(id('grond'))?.parentId).toBe('samen');
      expect(treeStandsAsMine(away.tree, clash)).toBe(true);
    },
  );

  it('lists my move when it and another together make a circle', () => {
    const [away, server] = [treeCopy(10), treeCopy(20)];
    server.move('buurt', 'wonen');
    away.move('isoleren', null);
    away.move('wonen', 'buurt');
    expect(comeBack(away, server.doc)).toMatchObject([
      { kind: 'movedTwice', nodeId: 'wonen', because: 'circle', mine: { parentId: 'buurt' } },
    ]);
  });

  it.each(bothOrders)(
    'lists what I did under a node that others archived (%i, %i)',
    (mine, theirs) => {
      const [away, server] = [treeCopy(mine), treeCopy(theirs)];
      away.rename('grond', 'Grond van de gemeente');
      away.add('fundering', 'bouwen');
      away.move('samen', 'bouwen');
      server.archive('wonen', 'batch-1');
      const clashes = comeBack(away, server.doc);
      expect(clashes).toEqual([
        {
          kind: 'parentArchived',
          nodeId: 'wonen',
          batchId: 'batch-1',
          hiddenIds: ['grond'],
          surfacedIds: ['fundering', 'samen'],
        },
      ]);
      expect(away.index.isArchived(id('grond'))).toBe(true);
      expect(away.index.node(id('samen'))?.surfaced).toBe(true);
      const [clash] = clashes;
      if (clash?.kind !== 'parentArchived') throw new Error('No clash.');
      expect(putTreeBack(away.tree, clash, act).ok).toBe(true);
      expect(away.index.node(id('samen'))?.parentId).toBe('bouwen');
      expect(treeStandsAsMine(away.tree, clash)).toBe(true);
    },
  );

  it('lists what others did under a node that I archived', () => {
    const [away, server] = [treeCopy(10), treeCopy(20)];
    away.archive('wonen', 'batch-1');
    server.rename('grond', 'Grond van de gemeente');
    expect(comeBack(away, server.doc)).toEqual([
      { kind: 'archivedWhileWorkedIn', nodeId: 'wonen', batchId: 'batch-1', hiddenIds: ['grond'] },
    ]);
  });

  it('says nothing of a branch that both archived', () => {
    const [away, server] = [treeCopy(10), treeCopy(20)];
    away.rename('grond', 'Grond');
    away.archive('wonen', 'batch-1');
    server.archive('wonen', 'batch-2');
    expect(comeBack(away, server.doc)).toEqual([]);
  });

  it('tells each of two who were away about their own work, and nobody twice', () => {
    const server = treeCopy(1);
    const [noor, bram] = [treeCopy(10), treeCopy(20)];
    noor.rename('wonen', 'Goed wonen');
    bram.rename('wonen', 'Wonen, groen');
    server.rename('samen', 'Samen leven');
    bram.rename('samen', 'Samen eten');
    expect(comeBack(noor, server.doc)).toEqual([]);
    expect(comeBack(bram, server.doc).map((clash) => 'nodeId' in clash && clash.nodeId)).toEqual([
      'samen',
      'wonen',
    ]);
    expect(comeBack(noor, server.doc)).toEqual([]);
    expect(comeBack(bram, server.doc)).toEqual([]);
  });

  it('leaves people alone who change one thing together while they have a line', () => {
    const [online, server] = [treeCopy(10), treeCopy(20)];
    expect(comeBack(online, server.doc)).toEqual([]);
    online.rename('wonen', 'Goed wonen');
    server.rename('wonen', 'Wonen voor iedereen');
    expect(comeBack(online, server.doc)).toEqual([]);
    // Acknowledged, and only then away.
    online.absence.settle();
    online.absence.leave();
    server.rename('wonen', 'Heel anders');
    expect(comeBack(online, server.doc)).toEqual([]);
  });

  it('knows after a reload what was done before it', () => {
    const [away, server] = [treeCopy(10), treeCopy(20)];
    away.rename('wonen', 'Goed wonen');
    server.rename('wonen', 'Wonen voor iedereen');
    const reloaded = treeCopy(11, Y.encodeStateAsUpdate(away.doc));
    reloaded.absence.recall([...away.absence.work, 'no place', 7, '{"a":1}']);
    expect(comeBack(reloaded, server.doc)).toMatchObject([
      { kind: 'fieldChangedTwice', nodeId: 'wonen', mine: 'Goed wonen' },
    ]);
  });
});

function boardCopy(clientId: number, start?: Uint8Array) {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  if (start !== undefined) Y.applyUpdate(doc, start);
  const board = openBoard(doc);
  const absence = watchBoardAbsence(board, sides);
  const part = (recordId: string) => {
    const record = board.records.get(recordId);
    if (!(record instanceof Y.Map)) throw new Error('There is no such record.');
    return record;
  };
  return {
    doc,
    board,
    absence,
    move: (recordId: string, x: number) => part(recordId).set('pos', [x, 0, 0]),
    write: (recordId: string, text: string) => part(recordId).get('props').set('richText', text),
    remove: (recordId: string) => board.records.delete(recordId),
  };
}

function boardStart(): Uint8Array {
  const board: BoardDocument = openBoard(new Y.Doc());
  for (const recordId of ['shape:een', 'shape:twee']) {
    const props = { richText: 'leeg', growY: 0 };
    const place = { x: 0, y: 0, rotation: 0 };
    writeRecord(board, { id: recordId, typeName: 'shape', type: 'note', ...place, props });
  }
  return Y.encodeStateAsUpdate(board.doc);
}

describe('[F25] [X12] the board, back after an absence', () => {
  it.each(bothOrders)('keeps all of a note that others took away (%i, %i)', (mine, theirs) => {
    const start = boardStart();
    const [away, server] = [boardCopy(mine, start), boardCopy(theirs, start)];
    away.write('shape:een', 'mijn woorden');
    server.remove('shape:een');
    server.remove('shape:twee');
    const [clash, ...more] = comeBack(away, server.doc);
    expect(more).toEqual([]);
    expect(clash).toMatchObject({
      kind: 'noteRemoved',
      recordId: 'shape:een',
      mine: { type: 'note', pos: [0, 0, 0], props: { richText: 'mijn woorden' } },
    });
    if (clash?.kind !== 'noteRemoved') throw new Error('No clash.');
    expect(boardStandsAsMine(away.board, clash)).toBe(false);
    const step = putBoardBack(away.board, clash, 'hand');
    expect(away.board.records.toJSON()).toEqual({ 'shape:een': clash.mine });
    expect(boardStandsAsMine(away.board, clash)).toBe(true);
    expect(putBoardBack(away.board, clash, 'hand')).toEqual({
      ok: false,
      refusal: { kind: 'recordIsThere' },
    });
    if (step.ok) takeBoardBack(away.board, step.value, 'hand');
    expect(away.board.records.toJSON()).toEqual({});
  });

  it.each(bothOrders)('lists the parts of a note that both changed (%i, %i)', (mine, theirs) => {
    const start = boardStart();
    const [away, server] = [boardCopy(mine, start), boardCopy(theirs, start)];
    away.write('shape:een', 'van mij');
    away.move('shape:een', 10);
    away.move('shape:twee', 10);
    server.write('shape:een', 'van een ander');
    server.write('shape:twee', 'van een ander');
    const [clash, ...more] = comeBack(away, server.doc);
    expect(more).toEqual([]);
    expect(clash).toEqual({
      kind: 'noteChangedTwice',
      recordId: 'shape:een',
      parts: [{ path: ['props', 'richText'], mine: 'van mij', theirs: 'van een ander' }],
    });
    if (clash?.kind !== 'noteChangedTwice') throw new Error('No clash.');
    const step = putBoardBack(away.board, clash, 'hand');
    expect(boardStandsAsMine(away.board, clash)).toBe(true);
    const before = mine > theirs ? 'van mij' : 'van een ander';
    if (step.ok) takeBoardBack(away.board, step.value, 'hand');
    const record = away.board.records.toJSON()['shape:een'];
    expect(record).toMatchObject({ pos: [10, 0, 0], props: { richText: before } });
  });

  it('lists a note that others took away and put back as it was', () => {
    const start = boardStart();
    const [away, server] = [boardCopy(10, start), boardCopy(20, start)];
    away.write('shape:een', 'van mij');
    server.remove('shape:een');
    const props = { richText: 'leeg', growY: 0 };
    writeRecord(server.board, { id: 'shape:een', typeName: 'shape', type: 'note', x: 0, props });
    expect(comeBack(away, server.doc)).toMatchObject([
      { kind: 'noteChangedTwice', parts: [{ mine: 'van mij', theirs: 'leeg' }] },
    ]);
  });
});

function narrativeCopy(clientId: number, start?: Uint8Array) {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  if (start !== undefined) Y.applyUpdate(doc, start);
  const narrative = openNarrative(doc);
  const { body } = narrative;
  const absence = watchNarrativeAbsence(narrative, sides);
  const textOf = (at: number): Y.XmlText => {
    const text = (body.get(at) as Y.XmlElement).get(0);
    if (!(text instanceof Y.XmlText)) throw new Error('There is no such paragraph.');
    return text;
  };
  return {
    doc,
    body,
    absence,
    type: (at: number, words: string) => textOf(at).insert(textOf(at).length, words),
    add: (at: number, words: string) => body.insert(at, [paragraph(words)]),
    remove: (at: number) => body.delete(at),
    /** As the editor does it: the old element goes, a new one with the same text comes. */
    rebuild: (at: number) =>
      doc.transact(() => {
        const text = textOf(at).toJSON();
        body.delete(at);
        body.insert(at, [paragraph(text, 'heading')]);
      }),
  };
}

function paragraph(words: string, name = 'paragraph'): Y.XmlElement {
  const element = new Y.XmlElement(name);
  element.insert(0, [new Y.XmlText(words)]);
  return element;
}

function narrativeStart(): Uint8Array {
  const copy = narrativeCopy(1);
  copy.add(0, 'Een fijne straat');
  copy.add(1, 'Een veilige buurt');
  return Y.encodeStateAsUpdate(copy.doc);
}

describe('[F25] [X12] the narrative, back after an absence', () => {
  it.each(bothOrders)(
    'keeps my words of a paragraph that others took away (%i, %i)',
    (mine, theirs) => {
      const start = narrativeStart();
      const [away, server] = [narrativeCopy(mine, start), narrativeCopy(theirs, start)];
      away.type(0, ', met bomen');
      away.type(1, ', met licht');
      server.remove(0);
      server.type(0, ' voor iedereen');
      expect(comeBack(away, server.doc)).toMatchObject([
        { kind: 'paragraphRemoved', words: 'Een fijne straat, met bomen' },
      ]);
      expect(away.body.toJSON()).toContain('met licht');
      expect(away.body.toJSON()).toContain('voor iedereen');
    },
  );

  it('keeps my words of a paragraph that others made into a heading', () => {
    const start = narrativeStart();
    const [away, server] = [narrativeCopy(10, start), narrativeCopy(20, start)];
    away.type(0, ', met bomen');
    server.rebuild(0);
    expect(comeBack(away, server.doc)).toMatchObject([
      { kind: 'paragraphRemoved', words: 'Een fijne straat, met bomen' },
    ]);
  });

  it('keeps a paragraph that I added to a list that others took away', () => {
    const list = new Y.XmlElement('bulletList');
    const first = narrativeCopy(1);
    first.body.insert(0, [list]);
    list.insert(0, [paragraph('een')]);
    const start = Y.encodeStateAsUpdate(first.doc);
    const [away, server] = [narrativeCopy(10, start), narrativeCopy(20, start)];
    (away.body.get(0) as Y.XmlElement).insert(1, [paragraph('twee van mij')]);
    server.remove(0);
    expect(comeBack(away, server.doc)).toMatchObject([
      { kind: 'paragraphRemoved', words: 'twee van mij' },
    ]);
  });

  it('says nothing when I took it away too, or when my words stand elsewhere', () => {
    const start = narrativeStart();
    const [away, server] = [narrativeCopy(10, start), narrativeCopy(20, start)];
    away.type(0, ', met bomen');
    away.remove(0);
    away.type(0, '!');
    server.remove(0);
    server.add(0, 'Een veilige buurt!');
    server.remove(1);
    expect(comeBack(away, server.doc)).toEqual([]);
  });
});
