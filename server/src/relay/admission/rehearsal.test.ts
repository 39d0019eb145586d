import { Random, handMadeUpdate, letters, type HandMadeItem, type ItemId } from '@meemaak/test-kit';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { rehearse } from './rehearsal.ts';

const SEED = 20_261_123;

function rehearsedSteps(doc: Y.Doc, update: Uint8Array): number | string {
  const rehearsed = rehearse(doc, Y.decodeUpdate(update).structs, Infinity, () => {});
  return rehearsed.kind === 'done' ? rehearsed.steps : rehearsed.kind;
}

/** How many items Yjs looks at for conflicts while it applies this: it puts each in two sets. */
function lookedAt(doc: Y.Doc, update: Uint8Array): number {
  let added = 0;
  const Usual = globalThis.Set;
  globalThis.Set = class<Value> extends Usual<Value> {
    override add(value: Value): this {
      if (value instanceof Y.Item) added += 1;
      return super.add(value);
    }
  };
  try {
    Y.applyUpdate(doc, update);
  } finally {
    globalThis.Set = Usual;
  }
  return added / 2;
}

function openPeer(clientId: number): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  return doc;
}

function editAtRandom(doc: Y.Doc, random: Random): void {
  const text = doc.getText('text');
  const at = random.below(text.length + 1);
  if (random.chance(0.6)) text.insert(at, 'abcdefgh'.slice(0, random.between(1, 8)));
  else if (random.chance(0.7)) text.delete(at, Math.min(random.between(1, 5), text.length - at));
  else text.format(at, Math.min(4, text.length - at), { bold: random.chance(0.5) ? true : null });
}

describe('a rehearsal', () => {
  it(`[T19] counts exactly the items that Yjs will look at, for people who merge (seed ${SEED})`, () => {
    const random = new Random(SEED);
    const counts = { updates: 0, steps: 0, walks: 0 };
    for (let round = 0; round < 60; round += 1) {
      const server = openPeer(1);
      const peers = [9, 5, 30, 2].map(openPeer);
      for (let turn = 0; turn < 60; turn += 1) {
        const peer = random.pick(peers) ?? server;
        for (let edit = random.between(1, 12); edit > 0; edit -= 1) editAtRandom(peer, random);
        if (random.chance(0.5)) continue;
        const update = Y.encodeStateAsUpdate(peer, Y.encodeStateVector(server));
        const steps = rehearsedSteps(server, update);
        expect(steps).toBe(lookedAt(server, update));
        counts.updates += 1;
        counts.steps += Number(steps);
        if (steps !== 0) counts.walks += 1;
        if (random.chance(0.5)) Y.applyUpdate(peer, Y.encodeStateAsUpdate(server));
      }
      const whole = Y.encodeStateAsUpdate(server);
      expect(rehearsedSteps(new Y.Doc(), whole)).toBe(lookedAt(new Y.Doc(), whole));
    }
    expect(counts.updates).toBeGreaterThan(1_000);
    expect(counts.walks).toBeGreaterThan(300);
    expect(counts.steps).toBeGreaterThan(2_000);
  });

  it(`[T19] counts exactly also what no editor writes: items that point anywhere (seed ${SEED})`, () => {
    const random = new Random(SEED);
    const counts = { steps: 0, gaps: 0, done: 0 };
    for (let round = 0; round < 400; round += 1) {
      const server = openPeer(1);
      for (let send = 0; send < 6; send += 1) {
        const update = pointAnywhere(server, random);
        const steps = rehearsedSteps(server, update);
        const looked = lookedAt(server, update);
        const waits = server.store.pendingStructs !== null;
        expect(steps).toBe(waits ? 'gap' : looked);
        counts[waits ? 'gaps' : 'done'] += 1;
        counts.steps += looked;
        if (waits) break;
      }
    }
    expect(counts.done).toBeGreaterThan(500);
    expect(counts.gaps).toBeGreaterThan(20);
    expect(counts.steps).toBeGreaterThan(10_000);
  });

  it('[T19] counts the way back to the oldest value of a key', () => {
    const items = Array.from({ length: 50 }, (_, at): HandMadeItem =>
      at === 0
        ? { parent: 'map', key: 'key', content: letters('a') }
        : // Before the one before: with a right neighbour, without a left one.
          { rightOrigin: [7, at - 1], content: letters('a') },
    );
    // The chain is walked to link each in: 0 + 0 + 1 + 2 + … + 48.
    const update = handMadeUpdate({ client: 7, clock: 0, items });
    expect(rehearsedSteps(new Y.Doc(), update)).toBe((48 * 49) / 2);
  });
});

/** Up to four clients with runs of letters, each leaning on random letters of the same text, or on
 *  those of another client in the same update. Sometimes a client begins with what is known. */
function pointAnywhere(doc: Y.Doc, random: Random): Uint8Array {
  const everybody = [3, 8, 21, 34];
  const writers = everybody.slice(0, random.between(1, 4));
  const known = everybody.filter((client) => Y.getState(doc.store, client) > 0);
  const others = random.chance(0.3)
    ? everybody.filter((client) => writers.includes(client))
    : known;
  const rows = writers.map((client) => {
    const end = Y.getState(doc.store, client);
    const from = random.chance(0.3) ? random.below(end + 1) : end;
    let clock = from;
    const pick = (): ItemId | undefined => {
      const other = random.pick(others) ?? client;
      const reach = other === client ? clock : Y.getState(doc.store, other) + 2;
      return reach === 0 || random.chance(0.25) ? undefined : [other, random.below(reach)];
    };
    const items = Array.from({ length: random.between(1, 12) }, () => {
      const [origin, rightOrigin] = [pick(), pick()];
      const content = letters('abcde'.slice(0, random.between(1, 5)));
      clock += content.bytes.length - 1;
      return { origin, rightOrigin, parent: 'text', content };
    });
    return { client, clock: from, items };
  });
  return handMadeUpdate(...rows);
}
