import { openBoard, seedBoardRecords, seedUpdate, type DocumentName } from '@meemaak/model';
import {
  handMadeUpdate,
  letters,
  nestedJson,
  nestedList,
  type HandMadeContent,
} from '@meemaak/test-kit';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { anyClient } from '../../testing/allowance.ts';
import { admitUpdate } from './admission.ts';

function openDocument(document: DocumentName): Y.Doc {
  const doc = new Y.Doc();
  const seed =
    document === 'board'
      ? seedUpdate('board', (seeded) => seedBoardRecords(openBoard(seeded)))
      : seedUpdate(document);
  Y.applyUpdate(doc, seed);
  return doc;
}

/** The update that `edit` makes on a copy of the document. */
function updateOf(doc: Y.Doc, edit: (copy: Y.Doc) => void): Uint8Array {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  const before = Y.encodeStateVector(copy);
  edit(copy);
  return Y.encodeStateAsUpdate(copy, before);
}

function paragraph(words: string): Y.XmlElement {
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(words)]);
  return element;
}

function contentsNested(levels: number): [string, HandMadeContent][] {
  return Object.entries({ ...nestedJson(levels), any: nestedList(levels) });
}

/** varUints as lib0 writes them. */
function varUints(...values: number[]): Uint8Array {
  const bytes: number[] = [];
  for (let value of values) {
    while (value > 127) {
      bytes.push(128 + (value % 128));
      value = Math.floor(value / 128);
    }
    bytes.push(value);
  }
  return new Uint8Array(bytes);
}

const kindOf = (doc: Y.Doc, document: DocumentName, update: Uint8Array) => {
  const admitted = admitUpdate(doc, document, update, anyClient());
  return admitted.ok ? 'admitted' : admitted.refusal.kind;
};

describe('admission', () => {
  it('lets in what an editor writes', () => {
    const doc = openDocument('narrative');
    const typed = updateOf(doc, (copy) => {
      copy.getXmlFragment('body').insert(0, [paragraph('Goede buren')]);
    });
    expect(kindOf(doc, 'narrative', typed)).toBe('admitted');
    Y.applyUpdate(doc, typed);
    const deleted = updateOf(doc, (copy) => copy.getXmlFragment('body').delete(0, 1));
    expect(kindOf(doc, 'narrative', deleted)).toBe('admitted');
  });

  it('lets the same update in twice, and one that brings nothing', () => {
    const doc = openDocument('tree');
    const update = updateOf(doc, (copy) => copy.getMap('pos').set('a', { p: '' }));
    Y.applyUpdate(doc, update);
    expect(kindOf(doc, 'tree', update)).toBe('admitted');
    expect(kindOf(doc, 'tree', Y.encodeStateAsUpdate(new Y.Doc()))).toBe('admitted');
  });

  it('[X06] refuses every cut of an update before the document is touched', () => {
    const doc = openDocument('narrative');
    const update = updateOf(doc, (copy) => {
      copy.getXmlFragment('body').insert(0, [paragraph('Een zin over de straat')]);
    });
    const state = Y.encodeStateAsUpdate(doc);
    let refused = 0;
    for (let cut = 0; cut < update.length; cut += 1) {
      if (kindOf(doc, 'narrative', update.subarray(0, cut)) !== 'admitted') refused += 1;
    }
    expect(refused).toBe(update.length);
    expect(Y.encodeStateAsUpdate(doc)).toEqual(state);
  });

  it('[X02] refuses a claim of 33 million structs without believing it', () => {
    const doc = openDocument('narrative');
    const startedAt = performance.now();
    for (let time = 0; time < 200; time += 1) {
      expect(kindOf(doc, 'narrative', varUints(1, 33_500_000, 7, 0))).toBe('malformed');
    }
    // Unguarded, one such message costs half a second.
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  it('[X03] calls an update that leans on what is missing a gap', () => {
    const doc = openDocument('narrative');
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
    const updates: Uint8Array[] = [];
    copy.on('update', (update: Uint8Array) => updates.push(update));
    const body = copy.getXmlFragment('body');
    body.insert(0, [paragraph('eerst')]);
    body.insert(1, [paragraph('dan')]);
    body.delete(0, 1);
    const [first, second, third] = updates;
    if (first === undefined || second === undefined || third === undefined)
      throw new Error('three');
    expect(kindOf(doc, 'narrative', second)).toBe('gap');
    expect(kindOf(doc, 'narrative', third)).toBe('gap');
    Y.applyUpdate(doc, first);
    expect(kindOf(doc, 'narrative', second)).toBe('admitted');
  });

  it('[T18] refuses clocks and collected runs that would use up the numbers', () => {
    const doc = openDocument('narrative');
    // one client, one struct, client 7, clock 0, a collected run (info 0) of 2^50
    expect(kindOf(doc, 'narrative', varUints(1, 1, 7, 0, 0, 2 ** 50, 0))).toBe('clockOutOfRange');
    expect(kindOf(doc, 'narrative', varUints(1, 1, 7, 0, 0, 2 ** 30, 0))).toBe('clockOutOfRange');
  });

  it('[T21] refuses roots that this document does not have', () => {
    const doc = openDocument('narrative');
    const root = updateOf(doc, (copy) => copy.getMap('cellar').set('a', 1));
    expect(kindOf(doc, 'narrative', root)).toBe('foreignRoot');
    const talk = openDocument('talk');
    const words = updateOf(talk, (copy) => copy.getMap('threads').set('a', 1));
    expect(kindOf(talk, 'talk', words)).toBe('foreignRoot');
  });

  it('[T24] refuses to let anybody rewrite or delete what the server says of the document', () => {
    const doc = openDocument('narrative');
    const fresh = updateOf(doc, (copy) => copy.getMap('meta').set('owner', 'me'));
    const rewritten = updateOf(doc, (copy) => copy.getMap('meta').set('schema', 99));
    const deleted = updateOf(doc, (copy) => copy.getMap('meta').delete('generation'));
    for (const update of [fresh, rewritten, deleted]) {
      expect(kindOf(doc, 'narrative', update)).toBe('serverWritten');
    }
  });

  it('[T21] refuses documents within documents', () => {
    const doc = openDocument('board');
    const update = updateOf(doc, (copy) => copy.getMap('records').set('x', new Y.Doc()));
    expect(kindOf(doc, 'board', update)).toBe('subdocument');
  });

  it('[X05] refuses types nested deeper than anything real, in one update or bit by bit', () => {
    const doc = openDocument('board');
    const nest = (levels: number) => (copy: Y.Doc) => {
      let map: Y.Map<unknown> = copy.getMap('records');
      while (map.get('in') instanceof Y.Map) map = map.get('in') as Y.Map<unknown>;
      for (let level = 0; level < levels; level += 1) {
        const inner = new Y.Map<unknown>();
        map.set('in', inner);
        map = inner;
      }
    };
    expect(kindOf(doc, 'board', updateOf(doc, nest(200)))).toBe('tooDeep');
    let depth = 0;
    for (;;) {
      const update = updateOf(doc, nest(10));
      if (kindOf(doc, 'board', update) !== 'admitted') break;
      Y.applyUpdate(doc, update);
      depth += 10;
    }
    expect(depth).toBe(60);
  });

  for (const levels of [65, 2_000, 6_000, 100_000]) {
    it(`[T21] [X05] refuses a plain value ${levels} levels deep, in every kind of content that has one`, () => {
      const doc = openDocument('tree');
      // What is too deep to be read at all is called malformed; where that begins, the stack says.
      const refusals = levels < 1_000 ? ['tooDeep'] : ['tooDeep', 'malformed'];
      for (const [kind, content] of contentsNested(levels)) {
        const item = { parent: 'nodes', key: 'deep', content };
        const update = handMadeUpdate({ client: 7, clock: 0, items: [item] });
        expect(refusals, kind).toContain(kindOf(doc, 'tree', update));
      }
    });
  }

  it('[T21] lets in a plain value 64 levels deep, and a wide one', () => {
    const doc = openDocument('tree');
    for (const [kind, content] of contentsNested(64)) {
      const item = { parent: 'nodes', key: 'deep', content };
      const update = handMadeUpdate({ client: 7, clock: 0, items: [item] });
      expect(kindOf(doc, 'tree', update), kind).toBe('admitted');
    }
    const wide = Array.from({ length: 50_000 }, (_, at) => ({ at, bytes: new Uint8Array(2) }));
    const update = updateOf(doc, (copy) => copy.getMap('nodes').set('wide', wide));
    expect(kindOf(doc, 'tree', update)).toBe('admitted');
  });

  it('[T19] refuses two rows of one client: Yjs would apply only the last of them', () => {
    const doc = openDocument('tree');
    const row = {
      client: 7,
      clock: 0,
      items: [{ parent: 'nodes', key: 'a', content: letters('a') }],
    };
    expect(kindOf(doc, 'tree', handMadeUpdate(row, row))).toBe('malformed');
    expect(kindOf(doc, 'tree', handMadeUpdate(row, { ...row, client: 8 }, row))).toBe('malformed');
  });

  it('[T21] calls deleting what nobody wrote yet a gap, so that it never waits for future work', () => {
    const doc = openDocument('narrative');
    // no structs; one client in the deletions: client 7, one range, from 0, 2^35 long
    expect(kindOf(doc, 'narrative', varUints(0, 1, 7, 1, 0, 2 ** 35))).toBe('gap');
    expect(kindOf(doc, 'narrative', varUints(0, 1, 7, 1, 0, 2 ** 45))).toBe('deletesTheFuture');
  });

  it('[T40] never throws, whatever the bytes (seed 20261123)', () => {
    const doc = openDocument('narrative');
    const good = updateOf(doc, (copy) => {
      copy.getXmlFragment('body').insert(0, [paragraph('Wij kennen onze buren'), paragraph('ja')]);
    });
    let state = 20_261_123;
    const random = (below: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state % below;
    };
    const counts = new Map<string, number>();
    for (let round = 0; round < 20_000; round += 1) {
      const bytes = good.slice(0, 1 + random(good.length));
      for (let flips = random(4); flips >= 0; flips -= 1) bytes[random(bytes.length)] = random(256);
      const kind = kindOf(doc, 'narrative', bytes);
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    expect(counts.get('malformed')).toBeGreaterThan(1_000);
    expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(20_000);
  });

  it('lets in a whole state, which tells again what the document has', () => {
    const doc = openDocument('tree');
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
    copy.getMap('pos').set('a', 1);
    copy.getMap('pos').delete('a');
    expect(kindOf(doc, 'tree', Y.encodeStateAsUpdate(copy))).toBe('admitted');
  });

  it('[T19] takes deletions in the order in which Yjs writes them only: told twice, each is a walk', () => {
    const doc = openDocument('tree');
    doc.getMap('pos').set('a', 'x');
    const { clientID } = doc;
    const ranges = (...clocks: number[]) =>
      varUints(0, 1, clientID, clocks.length, ...clocks.flatMap((clock) => [clock, 1]));
    expect(kindOf(doc, 'tree', ranges(0))).toBe('admitted');
    expect(kindOf(doc, 'tree', ranges(0, 0))).toBe('malformed');
  });

  it('[T19] takes so many structs at once and no more', () => {
    const doc = openDocument('tree');
    const collected = (count: number) =>
      new Uint8Array([
        ...varUints(1, count, 9, 0),
        ...Array.from({ length: count }, () => [0, 1]).flat(),
        0,
      ]);
    expect(kindOf(doc, 'tree', collected(100))).toBe('admitted');
    expect(kindOf(doc, 'tree', collected(250_001))).toBe('tooManyStructs');
  });
});
