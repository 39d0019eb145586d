/** One person away, two others at work: does the list tell all that did not stay as it was meant, and
 *  nothing else? Judged by what each side saw before and after, not by how the list is made. Prints
 *  what was generated; FUZZ_SEED shifts the seeds, FUZZ_TRACES says how many. */
import {
  EditCounts,
  Random,
  createTreePeer,
  editTreeAtRandom,
  treeSeed,
  type TreePeer,
} from '@meemaak/test-kit';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { openBoard, writeRecord } from '../documents/board-document.ts';
import { openNarrative } from '../documents/narrative-document.ts';
import type { NodeId } from '../ids.ts';
import { readArchiveRecord } from '../tree/archive.ts';
import { readNodeFacts } from '../tree/node.ts';
import { readPosition } from '../tree/position.ts';
import type { TreeStep } from '../tree/step.ts';
import {
  watchBoardAbsence,
  watchNarrativeAbsence,
  watchTreeAbsence,
  type AbsenceOptions,
} from './absence.ts';
import type { Clash } from './clash.ts';

const traceCount = Number(process.env['FUZZ_TRACES'] ?? 300);
const firstSeed = Number(process.env['FUZZ_SEED'] ?? 1);
const sides: AbsenceOptions = {
  isMine: ({ local }) => local,
  isTheirs: ({ origin }) => origin === 'server',
};

/** Runs each trace; a failure says which seed repeats it. */
function runTraces(run: (random: Random) => void): void {
  for (let seed = firstSeed; seed < firstSeed + traceCount; seed += 1) {
    try {
      run(new Random(seed));
    } catch (cause) {
      throw new Error(`Trace with seed ${seed}; repeat with FUZZ_SEED=${seed}.`, { cause });
    }
  }
}

function newDoc(random: Random, start: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = random.between(2, 2 ** 31);
  Y.applyUpdate(doc, start);
  return doc;
}

/** Now and then in several pieces, as a server that is written to meanwhile sends it. */
function receive(away: Y.Doc, others: readonly Y.Doc[]): void {
  for (const other of others) {
    Y.applyUpdate(away, Y.encodeStateAsUpdate(other, Y.encodeStateVector(away)), 'server');
  }
}

function countKinds(counts: Map<string, number>, clashes: readonly Clash[]): void {
  for (const { kind } of clashes) counts.set(kind, (counts.get(kind) ?? 0) + 1);
}

const treeStart = treeSeed({
  wonen: { bouwen: {}, isoleren: { glas: {}, daken: {} } },
  buurt: { samen: {}, veilig: { licht: {} } },
});

describe('[F25] a random absence', () => {
  it('lists all that clashed in the tree, and nothing else', { timeout: 120_000 }, () => {
    const edits = new EditCounts();
    const kinds = new Map<string, number>();
    runTraces((random) => countKinds(kinds, runTree(random, edits)));
    console.log(`tree: ${traceCount} absences from seed ${firstSeed}`, edits.done, kinds);
    for (const kind of ['parentArchived', 'archivedWhileWorkedIn', 'fieldChangedTwice'] as const) {
      expect(kinds.get(kind)).toBeGreaterThan(traceCount / 60);
    }
    expect(kinds.get('movedTwice')).toBeGreaterThan(traceCount / 10);
  });

  it('keeps every word that was written in the narrative', { timeout: 120_000 }, () => {
    const counts = { words: 0, removed: 0, listed: 0 };
    runTraces((random) => runNarrative(random, counts));
    console.log(`narrative: ${traceCount} absences from seed ${firstSeed}`, counts);
    expect(counts.listed).toBeGreaterThan(traceCount / 10);
  });

  it('lists all that clashed on the board, and nothing else', { timeout: 120_000 }, () => {
    const kinds = new Map<string, number>();
    runTraces((random) => countKinds(kinds, runBoard(random)));
    console.log(`board: ${traceCount} absences from seed ${firstSeed}`, kinds);
    expect(kinds.get('noteRemoved')).toBeGreaterThan(traceCount / 10);
    expect(kinds.get('noteChangedTwice')).toBeGreaterThan(traceCount / 10);
  });
});

interface Written {
  readonly titles: Set<NodeId>;
  readonly owners: Set<NodeId>;
  readonly kinds: Set<NodeId>;
  readonly moves: Set<NodeId>;
  readonly all: Set<NodeId>;
}

function newWritten(): Written {
  return {
    titles: new Set(),
    owners: new Set(),
    kinds: new Set(),
    moves: new Set(),
    all: new Set(),
  };
}

function note(written: Written, step: TreeStep | undefined): void {
  if (step === undefined || !('nodeId' in step)) return;
  written.all.add(step.nodeId);
  if (step.kind === 'renamed' && step.from !== step.to) written.titles.add(step.nodeId);
  if (step.kind === 'ownerSet') written.owners.add(step.nodeId);
  if (step.kind === 'kindSet') written.kinds.add(step.nodeId);
  if (step.kind === 'moved') written.moves.add(step.nodeId);
}

function editTree(peer: TreePeer, random: Random, edits: EditCounts, written: Written): void {
  for (let count = random.between(1, 12); count > 0; count -= 1) {
    note(written, editTreeAtRandom(peer, random, edits));
  }
}

/** What a person sees of a node. */
function seen({ tree, index }: TreePeer, nodeId: NodeId) {
  const { title, kind, owner } = readNodeFacts(tree.nodes.get(nodeId));
  const { parentId, orderKey } = readPosition(tree.pos.get(nodeId));
  const node = index.node(nodeId);
  return { title, kind, owner, parentId, orderKey, node };
}

type Sight = ReadonlyMap<NodeId, ReturnType<typeof seen>>;

/** What both did, what each of them saw before they met, and what one sees after. */
interface Meeting {
  readonly mine: Written;
  readonly theirs: Written;
  readonly mineWas: Sight;
  readonly theirsWas: Sight;
  readonly now: Sight;
  readonly visibleBefore: ReadonlySet<NodeId>;
  /** What their records name, also where it was moved out again. */
  readonly archivedByThem: ReadonlySet<NodeId>;
  readonly clashes: readonly Clash[];
}

function runTree(random: Random, edits: EditCounts): readonly Clash[] {
  const [noor, server] = [0, 0].map(() => createTreePeer(newDoc(random, treeStart), random));
  if (noor === undefined || server === undefined) throw new Error('Nobody is here.');
  const absence = watchTreeAbsence(noor.tree, sides);
  const [mine, theirs] = [newWritten(), newWritten()];
  editTree(noor, random, edits, mine);
  editTree(server, random, edits, theirs);
  const ids = [...new Set([...mine.all, ...theirs.all])];
  const sight = (peer: TreePeer): Sight => new Map(ids.map((id) => [id, seen(peer, id)]));
  const before = { mineWas: sight(noor), theirsWas: sight(server) };
  const { arch } = server.tree;
  const archivedByThem = new Set(
    [...arch.keys()].flatMap(
      (key) => readArchiveRecord(key as NodeId, arch.get(key))?.memberIds ?? [],
    ),
  );
  const visibleBefore = new Set(noor.index.rows().map(({ nodeId }) => nodeId));
  receive(noor.doc, [server.doc]);
  const clashes = absence.comeBack();
  const meeting = {
    mine,
    theirs,
    ...before,
    now: sight(noor),
    visibleBefore,
    archivedByThem,
    clashes,
  };
  judgeFields(meeting);
  judgeMoves(meeting);
  judgeHidden(meeting);
  judgeSurfaced(meeting);
  return clashes;
}

function both({ mine, theirs }: Meeting, name: keyof Written): NodeId[] {
  return [...mine[name]].filter((id) => theirs[name].has(id));
}

function judgeFields(meeting: Meeting): void {
  const { clashes, mineWas, theirsWas, now } = meeting;
  const listed = (field: string) =>
    clashes
      .filter((clash) => clash.kind === 'fieldChangedTwice' && clash.path[0] === field)
      .map((clash) => ('nodeId' in clash ? String(clash.nodeId) : ''))
      .toSorted();
  const differing = (
    name: 'titles' | 'kinds' | 'owners',
    field: 'title' | 'kind' | 'owner',
    other: Sight,
  ) =>
    both(meeting, name)
      .filter((id) => mineWas.get(id)?.[field] !== other.get(id)?.[field])
      .toSorted();
  // A title holds the letters of both: does it still say what I made of it?
  expect(listed('title')).toEqual(differing('titles', 'title', now));
  expect(listed('kind')).toEqual(differing('kinds', 'kind', theirsWas));
  expect(listed('owner')).toEqual(differing('owners', 'owner', theirsWas));
}

function movedIn({ clashes }: Meeting) {
  return clashes.flatMap((clash) => (clash.kind === 'movedTwice' ? [clash] : []));
}

function judgeMoves(meeting: Meeting): void {
  const { mineWas, theirsWas } = meeting;
  const twice = both(meeting, 'moves').filter((id) => {
    const [me, other] = [mineWas.get(id), theirsWas.get(id)];
    return me?.parentId !== other?.parentId || me?.orderKey !== other?.orderKey;
  });
  const listed = movedIn(meeting).filter(({ because }) => because === 'bothMoved');
  expect(listed.map(({ nodeId }) => nodeId).toSorted()).toEqual(twice.toSorted());
  for (const { nodeId, mine } of movedIn(meeting)) {
    expect(mine.parentId).toBe(mineWas.get(nodeId)?.parentId);
  }
}

/** Whoever had it in sight and worked in it, and has it in sight no more, finds it on the list. What
 *  was out of sight already by another way may be listed too. */
function judgeHidden(meeting: Meeting): void {
  const { clashes, mine, theirs, mineWas, theirsWas, now } = meeting;
  const bothSides = [
    { kind: 'parentArchived', written: mine, was: mineWas, except: new Set<NodeId>() },
    // What they saw before is not known here: what they archived too is not listed.
    {
      kind: 'archivedWhileWorkedIn',
      written: theirs,
      was: theirsWas,
      except: meeting.archivedByThem,
    },
  ] as const;
  for (const { kind, written, was, except } of bothSides) {
    const listed = clashes.flatMap((clash) =>
      clash.kind === kind && 'hiddenIds' in clash ? clash.hiddenIds : [],
    );
    for (const id of written.all) {
      const wentOut = was.get(id)?.node !== undefined && now.get(id)?.node === undefined;
      if (wentOut && !except.has(id)) expect(listed).toContain(id);
    }
    for (const id of listed) {
      expect(written.all).toContain(id);
      expect(now.get(id)?.node).toBe(undefined);
    }
  }
}

function judgeSurfaced(meeting: Meeting): void {
  const { clashes, mine, mineWas, now, visibleBefore } = meeting;
  const listed = clashes.flatMap((clash) =>
    clash.kind === 'parentArchived' ? clash.surfacedIds : [],
  );
  for (const id of listed) expect(now.get(id)?.node?.surfaced).toBe(true);
  const isListed = new Set([...listed, ...movedIn(meeting).map(({ nodeId }) => nodeId)]);
  const surfaced = [...mine.moves].filter(
    (id) => now.get(id)?.node?.surfaced === true && mineWas.get(id)?.node?.surfaced === false,
  );
  for (const id of surfaced) {
    const { parentId } = mineWas.get(id) ?? {};
    // Others moved it elsewhere, or into what I archived: then it stands as one of us meant.
    const isMine = now.get(id)?.parentId === parentId;
    if (isMine && parentId && visibleBefore.has(parentId)) expect(isListed).toContain(id);
  }
}

function paragraph(words: string): Y.XmlElement {
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(words)]);
  return element;
}

function narrativeStart(): Uint8Array {
  const { doc, body } = openNarrative(new Y.Doc());
  doc.transact(() => {
    for (let at = 0; at < 6; at += 1) body.insert(at, [paragraph(`Alinea ${at} van het verhaal.`)]);
  });
  return Y.encodeStateAsUpdate(doc);
}

/** Words that are nowhere else, typed, deleted, split, joined and rebuilt as an editor does it. */
function writeAtRandom(body: Y.XmlFragment, random: Random, words: string[]): void {
  const at = random.below(Math.max(1, body.length));
  const element = body.get(at);
  const word = `<${random.digits(8)}>`;
  const text = element instanceof Y.XmlElement ? element.get(0) : undefined;
  if (!(text instanceof Y.XmlText)) {
    words.push(word);
    return body.insert(0, [paragraph(word)]);
  }
  const all = text.toJSON();
  const cut = random.below(all.length + 1);
  body.doc?.transact(() => {
    switch (random.weighted({ type: 8, erase: 1, add: 3, remove: 1.5, rebuild: 1.5, split: 1 })) {
      case 'type':
        words.push(word);
        return text.insert(cut, word);
      case 'erase':
        return text.delete(cut, Math.min(3, all.length - cut));
      case 'add':
        words.push(word);
        return body.insert(at, [paragraph(word)]);
      case 'remove':
        return body.delete(at);
      case 'rebuild':
        body.delete(at);
        return body.insert(at, [paragraph(all)]);
      case 'split':
        text.delete(cut, all.length - cut);
        return body.insert(at + 1, [paragraph(all.slice(cut))]);
    }
  });
}

function textOf(body: Y.XmlFragment): string {
  return body
    .toArray()
    .map((element) => (element instanceof Y.XmlElement ? element.get(0) : undefined))
    .map((text) => (text instanceof Y.XmlText ? text.toJSON() : ''))
    .join('\n');
}

function runNarrative(random: Random, counts: { words: number; removed: number; listed: number }) {
  const start = narrativeStart();
  const [noor, bram, fatma] = [0, 0, 0].map(() => openNarrative(newDoc(random, start)));
  if (noor === undefined || bram === undefined || fatma === undefined) throw new Error('Nobody.');
  const absence = watchNarrativeAbsence(noor, sides);
  const words: string[] = [];
  for (let count = random.between(1, 20); count > 0; count -= 1) {
    writeAtRandom(noor.body, random, words);
    writeAtRandom(bram.body, random, []);
    writeAtRandom(fatma.body, random, []);
  }
  const before = textOf(noor.body);
  const mine = words.filter((word) => before.includes(word));
  receive(noor.doc, [bram.doc, fatma.doc]);
  const clashes = absence.comeBack();
  const after = textOf(noor.body);
  const kept = clashes.map((clash) => (clash.kind === 'paragraphRemoved' ? clash.words : ''));
  for (const word of mine) {
    const isThere = after.includes(word) || kept.some((lost) => lost.includes(word));
    // The text of both is in the message: a word that falls between them is the fault we look for.
    if (!isThere) throw new Error(`${word} is gone from: ${before}\n---\n${after}`);
  }
  for (const lost of kept) expect(after).not.toContain(lost);
  counts.words += mine.length;
  counts.removed += mine.filter((word) => !after.includes(word)).length;
  counts.listed += kept.length;
}

const NOTES = ['shape:een', 'shape:twee', 'shape:drie', 'shape:vier'];

function boardStart(): Uint8Array {
  const board = openBoard(new Y.Doc());
  for (const id of NOTES) {
    const props = { richText: 'leeg', color: 'geel' };
    writeRecord(board, { id, typeName: 'shape', type: 'note', x: 0, y: 0, rotation: 0, props });
  }
  return Y.encodeStateAsUpdate(board.doc);
}

type Part = 'pos' | 'richText' | 'color';

/** One edit on a board; remembers which part of which note it touched last. */
function editBoard(records: Y.Map<unknown>, random: Random, touched: Set<string>): void {
  const id = random.pick(NOTES) ?? '';
  const record = records.get(id);
  if (!(record instanceof Y.Map)) return;
  if (random.chance(0.12)) return records.delete(id);
  const part: Part = random.weighted({ pos: 2, richText: 2, color: 1 });
  touched.add(`${id} ${part}`);
  if (part === 'pos') record.set('pos', [random.below(9), random.below(9), 0]);
  else record.get('props').set(part, random.pick(['een', 'twee', 'drie']));
}

function partNow(records: Y.Map<unknown>, key: string): unknown {
  const [id = '', part = ''] = key.split(' ');
  const record = records.get(id);
  if (!(record instanceof Y.Map)) return undefined;
  return part === 'pos' ? record.get('pos') : record.get('props').get(part);
}

function runBoard(random: Random): readonly Clash[] {
  const start = boardStart();
  const [noor, server] = [0, 0].map(() => openBoard(newDoc(random, start)));
  if (noor === undefined || server === undefined) throw new Error('Nobody is here.');
  const absence = watchBoardAbsence(noor, sides);
  const [mine, theirs] = [new Set<string>(), new Set<string>()];
  for (let count = random.between(1, 8); count > 0; count -= 1) {
    editBoard(noor.records, random, mine);
    editBoard(server.records, random, theirs);
  }
  const had = noor.records.toJSON();
  const isGone = (id: string) => had[id] !== undefined && !server.records.has(id);
  const touchedIds = new Set([...mine].map((key) => key.split(' ')[0] ?? ''));
  const removed = [...touchedIds].filter(isGone);
  const twice = [...mine]
    .filter((key) => theirs.has(key) && partNow(server.records, key) !== undefined)
    .filter((key) => partNow(noor.records, key) !== undefined)
    .filter(
      (key) =>
        JSON.stringify(partNow(noor.records, key)) !== JSON.stringify(partNow(server.records, key)),
    );
  receive(noor.doc, [server.doc]);
  const clashes = absence.comeBack();
  const listed = clashes.flatMap((clash) => {
    if (clash.kind !== 'noteChangedTwice') return [];
    return clash.parts.map(({ path }) => `${clash.recordId} ${path.at(-1)}`);
  });
  expect(listed.toSorted()).toEqual(twice.toSorted());
  const gone = clashes.flatMap((clash) => (clash.kind === 'noteRemoved' ? [clash] : []));
  expect(gone.map(({ recordId }) => recordId as string).toSorted()).toEqual(removed.toSorted());
  for (const { recordId, mine: record } of gone) expect(record).toEqual(had[recordId]);
  return clashes;
}
