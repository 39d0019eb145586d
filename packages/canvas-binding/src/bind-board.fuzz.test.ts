/** Two or three people with real editors work on one board at random, over a bad wire. Prints what
 *  was generated. `npm test` runs 20 seeds, `npm run test:fuzz board 500` more; FUZZ_SEED shifts. */
import { placeCard, type NodeId } from '@meemaak/model';
import { Random, Wire, createDocs, syncDocs } from '@meemaak/test-kit';
import {
  createShapeId,
  isShapeId,
  toRichText,
  type TLDefaultColorStyle,
  type TLRecord,
  type TLShape,
  type TLShapeId,
} from 'tldraw';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { boardSeed, createHeadlessStore, createPerson, type Person } from './headless-editor.ts';
import { BoardProjection } from './project.ts';
import { repairRecords } from './repair.ts';
import { crashOf, drawIdsAsUsual, drawIdsFrom } from './tldraw-inside.ts';
import * as Y from 'yjs';

const seedCount = Number(process.env['FUZZ_SEEDS'] ?? 20);
const firstSeed = Number(process.env['FUZZ_SEED'] ?? 1);
const editCount = 250;
/** Of the test clock. */
const FRAME_MS = 16;

/** `passTime` lets a moment go by, in which others' work may arrive. */
type Edit = (person: Person, random: Random, passTime: () => void) => boolean;

/** How often each edit is tried. An edit says whether it found something to do. */
const weights = {
  create: 6,
  createFrame: 2,
  placeCard: 2,
  move: 10,
  drag: 4,
  recolour: 6,
  resize: 3,
  rotate: 2,
  write: 3,
  setMeta: 1,
  reorder: 3,
  delete: 4,
  reparent: 7,
  group: 3,
  ungroup: 1.5,
  duplicate: 1.5,
  drawArrow: 4,
  retieArrow: 2,
  undo: 6,
  redo: 3,
  goOffline: 1.5,
  goOnline: 2,
};
type EditName = keyof typeof weights;

const edits: Record<Exclude<EditName, 'goOffline' | 'goOnline'>, Edit> = {
  create: ({ editor }, random) => {
    const type = random.pick(['geo', 'note', 'text'] as const) ?? 'geo';
    editor.createShape({ id: createShapeId(random.id()), type, ...anyPoint(random) });
    return true;
  },
  createFrame: ({ editor }, random) => {
    const id = createShapeId(random.id());
    editor.createShape({ id, type: 'frame', ...anyPoint(random), props: { w: 300, h: 300 } });
    return true;
  },
  placeCard: ({ board }, random) => {
    // Few nodes, so that several people place the same one.
    const nodeId = `node-${random.below(6)}` as NodeId;
    const place = { nodeId, ...anyPoint(random), w: 200, h: 100, index: 'a1' };
    return placeCard(board, place, 'tree').ok;
  },
  move: (person, random) =>
    changeOne(person, random, (shape) => ({ ...shape, ...anyPoint(random) })),
  drag: ({ editor }, random, passTime) => {
    const shape = random.pick(editor.getCurrentPageShapes());
    if (shape === undefined) return false;
    for (let step = 1; step <= 6; step += 1) {
      editor.updateShape({ id: shape.id, type: shape.type, x: shape.x + step * 9 });
      passTime();
    }
    return true;
  },
  recolour: ({ editor }, random) => {
    const shape = random.pick(editor.getCurrentPageShapes().filter((any) => 'color' in any.props));
    const color = random.pick<TLDefaultColorStyle>(['red', 'green', 'blue', 'violet']);
    if (shape === undefined || color === undefined) return false;
    editor.store.update(shape.id, (any) => ({ ...any, props: { ...any.props, color } }) as TLShape);
    return true;
  },
  resize: ({ editor }, random) => {
    const shape = random.pick(editor.getCurrentPageShapes().filter((any) => 'w' in any.props));
    if (shape === undefined) return false;
    editor.resizeShape(shape.id, { x: 0.5 + random.next(), y: 0.5 + random.next() });
    return true;
  },
  rotate: (person, random) =>
    changeOne(person, random, (shape) => ({ ...shape, rotation: random.next() * 6 })),
  write: ({ editor }, random) => {
    const shape = random.pick(editor.getCurrentPageShapes().filter(({ type }) => type === 'note'));
    if (shape === undefined) return false;
    const richText = toRichText(`samen ${random.digits(8)}`);
    editor.updateShape({ id: shape.id, type: 'note', props: { richText } });
    return true;
  },
  setMeta: (person, random) =>
    changeOne(person, random, (shape) => ({
      ...shape,
      meta: { ...shape.meta, [`key-${random.below(3)}`]: random.below(9) },
    })),
  reorder: ({ editor }, random) => {
    const shape = random.pick(editor.getCurrentPageShapes());
    if (shape === undefined) return false;
    if (random.chance(0.5)) editor.bringToFront([shape.id]);
    else editor.sendBackward([shape.id]);
    return true;
  },
  delete: ({ editor }, random) => {
    const shape = random.pick(editor.getCurrentPageShapes());
    if (shape === undefined) return false;
    editor.deleteShapes([shape.id]);
    return true;
  },
  reparent: ({ editor }, random) => {
    const shape = random.pick(editor.getCurrentPageShapes());
    const frames = editor.getCurrentPageShapes().filter(({ type }) => type === 'frame');
    const parentId = random.pick([editor.getCurrentPageId(), ...frames.map(({ id }) => id)]);
    if (shape === undefined || parentId === undefined) return false;
    // What the person sees is a tree, and tldraw keeps it one. Circles come from two people.
    if (isShapeId(parentId) && isWithin(editor.getShape(parentId), shape.id)) return false;
    editor.reparentShapes([shape.id], parentId);
    return true;

    function isWithin(inner: TLShape | undefined, outerId: TLShapeId): boolean {
      if (inner === undefined) return false;
      return inner.id === outerId || isWithin(editor.getShapeParent(inner), outerId);
    }
  },
  group: ({ editor }, random) => {
    const siblings = editor.getCurrentPageShapes().filter(({ type }) => type !== 'arrow');
    const some = siblings.filter(() => random.chance(3 / Math.max(3, siblings.length)));
    if (some.length < 2) return false;
    editor.groupShapes(some, { groupId: createShapeId(random.id()) });
    return true;
  },
  ungroup: ({ editor }, random) => {
    const group = random.pick(editor.getCurrentPageShapes().filter(({ type }) => type === 'group'));
    if (group === undefined) return false;
    editor.ungroupShapes([group]);
    return true;
  },
  duplicate: ({ editor }, random) => {
    const shape = random.pick(editor.getCurrentPageShapes());
    if (shape === undefined) return false;
    editor.duplicateShapes([shape.id], { x: 20, y: 20 });
    return true;
  },
  drawArrow: (person, random) => {
    const id = createShapeId(random.id());
    person.editor.createShape({ id, type: 'arrow', ...anyPoint(random) });
    const isTied = tieArrow(person, random, id, 'start');
    return tieArrow(person, random, id, 'end') || isTied;
  },
  retieArrow: (person, random) => {
    const { editor } = person;
    const arrow = random.pick(editor.getCurrentPageShapes().filter(({ type }) => type === 'arrow'));
    if (arrow === undefined) return false;
    const terminal = random.pick(['start', 'end'] as const) ?? 'start';
    const ties = editor.getBindingsFromShape(arrow, 'arrow');
    editor.deleteBindings(ties.filter(({ props }) => props.terminal === terminal));
    return tieArrow(person, random, arrow.id, terminal);
  },
  undo: ({ editor }) => {
    const could = editor.getCanUndo();
    editor.undo();
    return could;
  },
  redo: ({ editor }, random) => {
    if (!editor.getCanRedo()) {
      editor.undo();
      vi.advanceTimersByTime(random.below(100));
    }
    const could = editor.getCanRedo();
    editor.redo();
    return could;
  },
};

function anyPoint(random: Random) {
  return { x: random.below(800), y: random.below(600) };
}

function changeOne({ editor }: Person, random: Random, change: (shape: TLShape) => TLShape) {
  const shape = random.pick(editor.getCurrentPageShapes());
  if (shape === undefined) return false;
  editor.updateShape(change(shape));
  return true;
}

function tieArrow(
  { editor }: Person,
  random: Random,
  fromId: TLShapeId,
  terminal: 'start' | 'end',
): boolean {
  const target = random.pick(editor.getCurrentPageShapes().filter(({ type }) => type !== 'arrow'));
  if (
    target === undefined ||
    !editor.canBindShapes({ fromShape: 'arrow', toShape: target, binding: 'arrow' })
  ) {
    return false;
  }
  const props = { terminal, isPrecise: random.chance(0.5) };
  editor.createBinding({ type: 'arrow', fromId, toId: target.id, props });
  return true;
}

beforeAll(async () => {
  vi.useFakeTimers({ now: 0 });
  // As in a browser: the store tells at the next frame, not at once as tldraw does under test.
  Reflect.set(globalThis, '__FORCE_RAF_IN_TESTS__', true);
  // tldraw does some things once in a process (draws ids, starts its clock of frames). What a seed
  // does must not depend on whether it is the first.
  await runSeed(new Random(0), newTotals());
}, 60_000);

afterAll(() => {
  Reflect.deleteProperty(globalThis, '__FORCE_RAF_IN_TESTS__');
  drawIdsAsUsual();
  vi.useRealTimers();
});

describe('a board that several people edit at once', () => {
  it(
    `[X12] [X19] is the same for everybody and what the document says, ${seedCount} times`,
    { timeout: 60_000 + seedCount * 30_000 },
    async () => {
      const totals = newTotals();
      for (let at = 0; at < seedCount; at += 1) {
        const seed = firstSeed + at;
        try {
          await runSeed(new Random(seed), totals);
        } catch (cause) {
          throw new Error(`Seed ${seed}; repeat with FUZZ_SEED=${seed}.`, { cause });
        }
      }
      console.log(`seeds ${firstSeed} to ${firstSeed + seedCount - 1}`);
      console.log(JSON.stringify(totals, null, 1));
      if (seedCount < 20) return;
      for (const count of Object.values(totals.edits)) expect(count).toBeGreaterThan(0);
      const { edits: _edits, auditFound: _found, leftWaiting: _waiting, ...others } = totals;
      for (const count of Object.values(others)) expect(count).toBeGreaterThan(0);
      expect(totals.auditFound).toBe(0);
    },
  );
});

type Totals = ReturnType<typeof newTotals>;

function newTotals() {
  const none = Object.fromEntries(Object.keys(weights).map((name) => [name, 0]));
  return {
    edits: none as Record<EditName, number>,
    nothingToDo: 0,
    delivered: 0,
    outOfOrder: 0,
    duplicated: 0,
    /** Documents in which Yjs kept updates waiting that were complete. Rare; see seed 993. */
    leftWaiting: 0,
    recordsAtEnd: 0,
    repairedAtEnd: 0,
    hiddenAtEnd: 0,
    /** Records that an audit had to put right at the end. The projection should not need it. */
    auditFound: 0,
  };
}

async function runSeed(random: Random, totals: Totals): Promise<void> {
  let idCount = 0;
  drawIdsFrom(() => `${random.digits(8)}${(idCount += 1)}`);
  const docs = createDocs(2 + (random.seed % 2), random, boardSeed());
  const wire = new Wire(docs, random);
  const people = docs.map((doc) => createPerson(doc));
  for (let edit = 0; edit < editCount; edit += 1) {
    editAtRandom(people, wire, random, totals);
    letTimePass(wire, random);
    for (const person of people) expectSound(person);
    // What the binding put off to the next turn has its turn.
    await Promise.resolve();
  }
  settle(people, wire, totals);
  await Promise.resolve();
  compare(people, totals);
  for (const person of people) person.leave();
  restUntilNextFrame();
  totals.delivered += wire.counts.delivered;
  totals.outOfOrder += wire.counts.outOfOrder;
  totals.duplicated += wire.counts.duplicated;
}

/** Whatever is still asked for comes, and every seed begins between the same frames. */
function restUntilNextFrame(): void {
  vi.advanceTimersByTime(3_000);
  vi.advanceTimersByTime(FRAME_MS - (Date.now() % FRAME_MS));
}

function editAtRandom(people: readonly Person[], wire: Wire, random: Random, totals: Totals): void {
  const person = random.pick(people);
  if (person === undefined) throw new Error('Nobody is here.');
  const name = random.weighted(weights);
  if (name === 'goOffline') wire.goOffline(person.doc);
  else if (name === 'goOnline') wire.goOnline(person.doc);
  else {
    if (name !== 'undo' && name !== 'redo') person.editor.markHistoryStoppingPoint(name);
    if (!edits[name](person, random, () => letTimePass(wire, random))) {
      totals.nothingToDo += 1;
      return;
    }
  }
  totals.edits[name] += 1;
}

/** Often less than a frame or a write takes, so that work of others meets what is still in the hand. */
function letTimePass(wire: Wire, random: Random): void {
  vi.advanceTimersByTime(random.below(random.chance(0.5) ? 12 : 60));
  for (let letters = random.below(4); letters > 0; letters -= 1) wire.deliverOne();
}

/** At no moment may anybody's canvas hold what tldraw would trip over. */
function expectSound({ store }: Person): void {
  const records = new Map<string, TLRecord>();
  for (const record of store.allRecords()) records.set(record.id, record);
  const { placings, hiddenIds } = repairRecords(records);
  expect(placings.size + hiddenIds.size).toBe(0);
}

/** Everybody comes online and lets go; what is written then arrives too. */
function settle(people: readonly Person[], wire: Wire, totals: Totals): void {
  for (const { binding } of people) binding.flush();
  wire.deliverAll();
  for (const { binding } of people) binding.flush();
  wire.deliverAll();
  // All letters are there, and Yjs may still have left two waiting for each other (seed 993). As
  // when a real client comes online, everybody says what they have and gets what they lack.
  for (const { doc } of people) if (doc.store.pendingStructs !== null) totals.leftWaiting += 1;
  for (const { doc: one } of people) for (const { doc: other } of people) syncDocs(one, other);
}

function compare(people: readonly Person[], totals: Totals): void {
  const [first] = people;
  if (first === undefined) throw new Error('Nobody is here.');
  const projection = new BoardProjection(first.board, createHeadlessStore(), (_id, slots) => slots);
  projection.refreshAll();
  const expected = canonical(projection.shownIds().map((id) => projection.shown(id)));
  for (const { store, editor, binding } of people) {
    expect(canonical(Object.values(store.serialize('document')))).toEqual(expected);
    expect(crashOf(editor)).toBeNull();
    totals.auditFound += binding.audit();
  }
  totals.recordsAtEnd += first.board.records.size;
  totals.hiddenAtEnd += first.board.records.size - projection.shownIds().length;
  const shapes = first.editor.getCurrentPageShapes();
  const raw = first.board.records;
  totals.repairedAtEnd += shapes.filter(({ id, index, parentId }) => {
    const record = raw.get(id);
    if (!(record instanceof Y.Map)) return true;
    return record.get('index') !== index || record.get('parentId') !== parentId;
  }).length;
}

/** The same text for the same board, whatever the order in which it came about. */
function canonical(records: readonly unknown[]): string[] {
  return records.map((record) => JSON.stringify(sortKeys(record))).toSorted();
}

function sortKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sortKeys);
  const entries = Object.entries(value).map(([key, inner]) => [key, sortKeys(inner)] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
