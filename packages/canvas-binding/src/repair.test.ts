import { createShapeId, type TLRecord } from 'tldraw';
import { describe, expect, it } from 'vitest';
import { Random } from '@meemaak/test-kit';
import { hangAt, repairRecords, type Repairs } from './repair.ts';

/** As little of a shape as repair looks at. */
function shape(id: string, parent = 'page:page', index = 'a1', type = 'frame', x = 0): TLRecord {
  const parentId = parent.includes(':') ? parent : createShapeId(parent);
  const place = { x, y: 0, rotation: 0 };
  return {
    typeName: 'shape',
    id: createShapeId(id),
    type,
    parentId,
    index,
    ...place,
  } as unknown as TLRecord;
}

function tie(id: string, from: string, to: string, terminal = 'start'): TLRecord {
  const ends = { fromId: createShapeId(from), toId: createShapeId(to) };
  return {
    typeName: 'binding',
    type: 'arrow',
    id: `binding:${id}`,
    ...ends,
    props: { terminal },
  } as unknown as TLRecord;
}

function repair(...records: readonly TLRecord[]): Repairs {
  return repairRecords(new Map(records.map((record) => [record.id, record])));
}

function placingOf(repairs: Repairs, id: string) {
  return repairs.placings.get(createShapeId(id));
}

describe('what two people made together', () => {
  it('is left alone when it is sound', () => {
    const repairs = repair(shape('b'), shape('a', 'b'), shape('c', 'b', 'a2'));
    expect(repairs.placings.size + repairs.hiddenIds.size).toBe(0);
  });

  it('breaks a circle at its smallest id, and leaves what hangs in it', () => {
    const repairs = repair(
      shape('m', 'k', 'a1'),
      shape('k', 'z', 'a2'),
      shape('z', 'm', 'a3'),
      shape('inside', 'z', 'a4'),
    );
    expect([...repairs.placings]).toEqual([
      [createShapeId('k'), { parentId: 'page:page', index: 'a2', within: undefined }],
    ]);
  });

  it('breaks a frame out of itself', () => {
    expect(placingOf(repair(shape('a', 'a')), 'a')?.parentId).toBe('page:page');
  });

  it('puts what has lost its parent on the page', () => {
    const repairs = repair(
      shape('a', 'gone'),
      shape('b', 'page:other', 'a2'),
      shape('c', 'a', 'a3'),
    );
    expect(placingOf(repairs, 'a')?.parentId).toBe('page:page');
    expect(placingOf(repairs, 'b')?.parentId).toBe('page:page');
    expect(placingOf(repairs, 'c')).toBeUndefined();
  });

  it('[X05] nests no deeper than 64, however deep it is written', () => {
    const deep = Array.from({ length: 5_000 }, (_, at) =>
      shape(String(at), at === 0 ? 'page:page' : String(at - 1), `a${at % 9}V`),
    );
    const repairs = repair(...deep);
    const onPage = [...repairs.placings].filter(([, { parentId }]) => parentId === 'page:page');
    expect(onPage.map(([id]) => id).toSorted()).toEqual(
      Array.from({ length: Math.floor(4_999 / 64) }, (_, at) =>
        createShapeId(String((at + 1) * 64)),
      ).toSorted(),
    );
  });

  it('gives one of two the same place in the order, and the others a place just above', () => {
    const repairs = repair(
      shape('a', 'page:page', 'a1'),
      shape('b', 'page:page', 'a1'),
      shape('c', 'page:page', 'a1'),
      shape('next', 'page:page', 'a2'),
      shape('inside', 'a', 'a1'),
    );
    expect(placingOf(repairs, 'a')).toBeUndefined();
    expect(placingOf(repairs, 'inside')).toBeUndefined();
    const indexes = ['b', 'c'].map((id) => placingOf(repairs, id)?.index ?? '');
    expect(new Set(indexes).size).toBe(2);
    for (const index of indexes) {
      expect(index > 'a1' && index < 'a11').toBe(true);
      expect(index.endsWith('0')).toBe(false);
    }
  });

  it('gives a place that is free, also when the first choice is taken', () => {
    const taken = placingOf(repair(shape('a'), shape('b')), 'b')?.index ?? '';
    const repairs = repair(shape('a'), shape('b'), shape('c', 'page:page', taken));
    expect(placingOf(repairs, 'c')).toBeUndefined();
    expect(placingOf(repairs, 'b')?.index.startsWith(taken)).toBe(true);
    expect(placingOf(repairs, 'b')?.index).not.toBe(taken);
  });

  it('does not draw a group of one or none, and leaves its member where it lies', () => {
    const repairs = repair(
      shape('frame', 'page:page', 'a1', 'frame', 1000),
      shape('outer', 'frame', 'a5', 'group', 100),
      shape('inner', 'outer', 'a1', 'group', 10),
      shape('member', 'inner', 'a1', 'geo', 1),
      shape('empty', 'outer', 'a2', 'group'),
      shape('full', 'page:page', 'a2', 'group'),
      shape('one', 'full', 'a1', 'geo'),
      shape('two', 'full', 'a2', 'geo'),
    );
    const hidden = ['empty', 'inner', 'outer'].map((id) => createShapeId(id));
    expect([...repairs.hiddenIds].toSorted()).toEqual(hidden);
    expect(hangAt(shape('member', 'inner', 'a1', 'geo', 1), placingOf(repairs, 'member'))).toEqual(
      shape('member', 'frame', 'a5', 'geo', 111),
    );
    expect(repairs.placings.size).toBe(1);
  });

  it('draws no tie with a missing end, from what is no arrow, or to an arrow', () => {
    const arrows = [
      shape('arrow', 'page:page', 'a1', 'arrow'),
      shape('other', 'page:page', 'a2', 'arrow'),
    ];
    const repairs = repair(
      ...arrows,
      shape('box', 'page:page', 'a3', 'geo'),
      shape('empty', 'page:page', 'a4', 'group'),
      tie('sound', 'arrow', 'box'),
      tie('no-start', 'gone', 'box', 'end'),
      tie('no-end', 'arrow', 'gone', 'end'),
      tie('hidden-end', 'arrow', 'empty', 'end'),
      tie('from-box', 'box', 'arrow', 'end'),
      tie('to-arrow', 'arrow', 'other', 'end'),
    );
    const drawn = [...repairs.hiddenIds].filter((id) => id === 'binding:sound');
    expect(drawn).toEqual([]);
    expect(repairs.hiddenIds.size).toBe(1 + 5);
  });

  it('draws the tie with the smallest id when one end is tied twice', () => {
    const repairs = repair(
      shape('arrow', 'page:page', 'a1', 'arrow'),
      shape('box', 'page:page', 'a2', 'geo'),
      tie('c', 'arrow', 'box'),
      tie('a', 'arrow', 'box'),
      tie('b', 'arrow', 'box'),
      tie('other-end', 'arrow', 'box', 'end'),
    );
    expect([...repairs.hiddenIds].toSorted()).toEqual(['binding:b', 'binding:c']);
  });
});

it('[X19] repairs the same way in whatever order the records come, and the result needs no repair', () => {
  let repaired = 0;
  for (let seed = 1; seed <= 300; seed += 1) {
    const random = new Random(seed);
    const records = anyRecords(random);
    const repairs = repair(...records);
    const shuffled = records.toSorted(() => random.next() - 0.5);
    const again = repair(...shuffled);
    expect(new Map(again.placings)).toEqual(new Map(repairs.placings));
    expect(again.hiddenIds).toEqual(repairs.hiddenIds);
    const nothing = repair(...asDrawn(records, repairs));
    expect(nothing.placings.size + nothing.hiddenIds.size, `seed ${seed}`).toBe(0);
    repaired += repairs.placings.size + repairs.hiddenIds.size;
  }
  expect(repaired).toBeGreaterThan(1_000);
});

function asDrawn(records: readonly TLRecord[], { hiddenIds, placings }: Repairs): TLRecord[] {
  const shown = records.filter(({ id }) => !hiddenIds.has(id));
  return shown.map((record) => hangAt(record, placings.get(record.id)));
}

function anyRecords(random: Random): TLRecord[] {
  const names = Array.from({ length: 2 + random.below(12) }, (_, at) => `s${at}`);
  const name = () => random.pick([...names, 'gone']) ?? '';
  const shapes = names.map((id) => {
    const parent = random.chance(0.4) ? 'page:page' : name();
    const type = random.pick(['frame', 'group', 'geo', 'arrow']);
    return shape(id, parent, random.pick(['a1', 'a2', 'a3']), type);
  });
  const ties = names.map((id) => tie(id, name(), name(), random.pick(['start', 'end'])));
  return [...shapes, ...ties];
}
