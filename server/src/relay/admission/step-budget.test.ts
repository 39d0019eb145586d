import { seedExampleDossier } from '@meemaak/example-dossier';
import { openNarrative, type DocumentName } from '@meemaak/model';
import { Random, handMadeUpdate, letters, type HandMadeItem } from '@meemaak/test-kit';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { anyClient } from '../../testing/allowance.ts';
import { admitUpdate } from './admission.ts';
import { MOST_STEPS_OF_ALL, StepBudget } from './step-budget.ts';
import { cutUpdate } from '../cutting.ts';
import { countSteps } from '../storage/stored-document.ts';

const SEED = 20_261_123;

const judge = (doc: Y.Doc, document: DocumentName, update: Uint8Array, mostSteps?: number) => {
  const admitted = admitUpdate(doc, document, update, anyClient(mostSteps));
  return admitted.ok ? admitted.value.steps : admitted.refusal.kind;
};

/** A document of the board's with a text or a list in it: what an attacker may write. */
function openVictim(length: number): Y.Doc {
  const doc = new Y.Doc();
  const root: HandMadeItem = { parent: 'records', key: 'a', content: { kind: 7, bytes: [2] } };
  const base: HandMadeItem = { parent: [900, 0], content: letters('x'.repeat(length)) };
  Y.applyUpdate(doc, handMadeUpdate({ client: 900, clock: 0, items: [root, base] }));
  return doc;
}

/** Each stands before a later letter of the text, and after nothing. */
const scattered = (from: number, count: number): HandMadeItem[] =>
  Array.from({ length: count }, (_, at) => ({
    rightOrigin: [900, 1 + from + at],
    content: letters('y'),
  }));

describe('the steps that an update may cost', () => {
  it('[T19] are too few for small updates that make Yjs look at everything for each item', () => {
    const doc = openVictim(4_000);
    for (const count of [1_000, 4_000]) {
      const update = handMadeUpdate({ client: 5, clock: 0, items: scattered(0, count) });
      expect(update.byteLength).toBeLessThan(50_000);
      expect(judge(doc, 'board', update)).toBe('tooManySteps');
    }
  });

  it('[T19] are too few for a long chain of values before each other under one key', () => {
    const items = Array.from({ length: 1_000 }, (_, at): HandMadeItem =>
      at === 0
        ? { parent: 'records', key: 'a', content: letters('a') }
        : { rightOrigin: [5, at - 1], content: letters('a') },
    );
    const update = handMadeUpdate({ client: 5, clock: 0, items });
    expect(judge(new Y.Doc(), 'board', update)).toBe('tooManySteps');
  });

  it('[T19] add up over many small updates, and typing at one moment stays possible', () => {
    const doc = openVictim(8_000);
    const budget = new StepBudget();
    let spent = 0;
    let frames = 0;
    let steps: number | string = 0;
    for (; frames < 7_000; frames += 1) {
      const items = scattered(7_000 - frames, 1);
      const update = handMadeUpdate({ client: 5, clock: frames, items });
      steps = judge(doc, 'board', update, budget.allowed('p-attacker', spent));
      if (typeof steps === 'string') break;
      budget.note('p-attacker', spent, steps);
      spent += steps;
      Y.applyUpdate(doc, update);
    }
    expect(steps).toBe('tooManySteps');
    expect(frames).toBeGreaterThan(100);
    expect(spent).toBeLessThanOrEqual(MOST_STEPS_OF_ALL + 50_000);
    // Nor does whoever opens it walk more than that.
    expect(countSteps(Y.encodeStateAsUpdate(doc))).toBeLessThan(2 * MOST_STEPS_OF_ALL);

    const peers = [11, 12].map((client) => copyOf(doc, client));
    for (const peer of peers) {
      const before = Y.encodeStateVector(peer);
      const text = peer.getMap('records').get('a');
      if (text instanceof Y.Text) text.insert(4_000, 'samen');
      const typed = Y.encodeStateAsUpdate(peer, before);
      expect(judge(doc, 'board', typed, budget.allowed('p-honest', spent))).toBeTypeOf('number');
      Y.applyUpdate(doc, typed);
    }
  });
});

function copyOf(doc: Y.Doc, clientId: number): Y.Doc {
  const copy = new Y.Doc();
  copy.clientID = clientId;
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

/** The document and what three people each made of it without the others, one after another, in pieces as
 *  the relay takes them. */
function mergeThree(
  start: (doc: Y.Doc) => void,
  work: (copy: Y.Doc, random: Random) => void,
): (number | string)[] {
  const doc = new Y.Doc();
  doc.clientID = 2;
  start(doc);
  const random = new Random(SEED);
  const updates = [10, 20, 30].map((clientId) => {
    const copy = copyOf(doc, clientId);
    work(copy, random);
    return Y.encodeStateAsUpdate(copy, Y.encodeStateVector(doc));
  });
  return updates.map((update) => {
    const cut = cutUpdate(update, Y.decodeStateVector(Y.encodeStateVector(doc)), Infinity);
    if (cut.kind !== 'cut') return cut.kind;
    let steps = 0;
    for (const piece of cut.pieces) {
      const more = judge(doc, 'narrative', piece);
      if (typeof more === 'string') return more;
      steps += more;
      Y.applyUpdate(doc, piece);
    }
    return steps;
  });
}

const firstWords = (doc: Y.Doc): Y.XmlText => {
  const paragraph = openNarrative(doc).body.get(0);
  const words = paragraph instanceof Y.XmlElement ? paragraph.get(0) : undefined;
  if (!(words instanceof Y.XmlText)) throw new Error('No words.');
  return words;
};

function startWithWords(doc: Y.Doc): void {
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText('ab')]);
  openNarrative(doc).body.insert(0, [paragraph]);
}

describe('the steps in a document that has had its share', () => {
  it('[T19] are enough for everybody, and grow back within a day', () => {
    const clock = { now: 0 };
    const budget = new StepBudget(() => clock.now);
    const spent = MOST_STEPS_OF_ALL;
    expect(budget.allowed('p-1', spent)).toBe(5_000);
    for (let time = 0; time < 9; time += 1) budget.note('p-1', spent, 5_000);
    budget.note('p-1', spent, 4_000);
    expect(budget.allowed('p-1', spent)).toBe(1_000);
    expect(budget.allowed('p-2', spent)).toBe(5_000);
    clock.now += 12 * 60 * 60 * 1_000;
    expect(budget.allowed('p-1', spent)).toBe(5_000);
  });

  it('count what goes beyond the share only', () => {
    const budget = new StepBudget(() => 0);
    budget.note('p-1', MOST_STEPS_OF_ALL - 100_000, 99_000);
    expect(budget.allowed('p-1', MOST_STEPS_OF_ALL)).toBe(5_000);
    budget.note('p-1', MOST_STEPS_OF_ALL - 1_000, 50_000);
    expect(budget.allowed('p-1', MOST_STEPS_OF_ALL)).toBe(1_000);
  });
});

describe('honest work is never refused for its steps', () => {
  it('10,000 paragraphs, each put before the one before: none', () => {
    const doc = new Y.Doc();
    const { body } = openNarrative(doc);
    for (let at = 0; at < 10_000; at += 1) body.insert(0, [new Y.XmlElement('paragraph')]);
    expect(judge(new Y.Doc(), 'narrative', Y.encodeStateAsUpdate(doc))).toBe(0);
  });

  it('three people who typed 20,000 letters each at one spot: two', () => {
    const steps = mergeThree(startWithWords, (copy) => {
      for (let at = 0; at < 20_000; at += 1) firstWords(copy).insert(1 + at, 'x');
    });
    expect(steps).toEqual([0, 1, 2]);
  });

  it(`who also took every tenth letter back: some 4,000 and 7,000 (seed ${SEED})`, () => {
    const steps = mergeThree(startWithWords, (copy, random) => {
      const words = firstWords(copy);
      for (let typed = 0, at = 1; typed < 20_000; typed += 1) {
        words.insert(at, 'x');
        if (random.chance(0.1)) words.delete(at, 1);
        else at += 1;
      }
    });
    expect(steps[0]).toBe(0);
    expect(steps[1]).toBeGreaterThan(3_000);
    expect(steps[2]).toBeGreaterThan(6_000);
    expect(steps[2]).toBeLessThan(9_000);
  });

  it('three people who put 300 paragraphs each on top of each other at one spot: 180,000, in pieces', () => {
    const steps = mergeThree(
      (doc) => [0, 1].forEach(() => startWithWords(doc)),
      (copy) => {
        for (let at = 0; at < 300; at += 1) {
          openNarrative(copy).body.insert(1, [new Y.XmlElement('paragraph')]);
        }
      },
    );
    expect(steps).toEqual([0, 90_000, 180_000]);
  });

  it('a paste of 5,000 paragraphs with words and marks: none', () => {
    const doc = new Y.Doc();
    startWithWords(doc);
    const copy = copyOf(doc, 10);
    const pasted = Array.from({ length: 5_000 }, (_, at) => {
      const paragraph = new Y.XmlElement('paragraph');
      const words = new Y.XmlText(`Zin ${at} over de straat.`);
      words.format(0, 3, { bold: true });
      paragraph.insert(0, [words]);
      return paragraph;
    });
    openNarrative(copy).body.insert(1, pasted);
    const update = Y.encodeStateAsUpdate(copy, Y.encodeStateVector(doc));
    expect(judge(doc, 'narrative', update)).toBe(0);
  });

  it('two people who dragged 200 cards for ten seconds without each other: one walk along each card', () => {
    const doc = new Y.Doc();
    const cards = Array.from({ length: 200 }, (_, at) => `card-${at}`);
    doc.transact(() => cards.forEach((id) => doc.getMap('records').set(id, 0)));
    const updates = [10, 20].map((clientId) => {
      const copy = copyOf(doc, clientId);
      for (let frame = 0; frame < 100; frame += 1) {
        copy.transact(() => cards.forEach((id) => copy.getMap('records').set(id, frame)));
      }
      return Y.encodeStateAsUpdate(copy, Y.encodeStateVector(doc));
    });
    const steps = updates.map((update) => {
      const count = judge(doc, 'board', update);
      Y.applyUpdate(doc, update);
      return count;
    });
    expect(steps).toEqual([0, 20_000]);
  });

  it('the whole example dossier: none', () => {
    for (const update of Object.values(seedExampleDossier())) {
      expect(countSteps(update)).toBe(0);
    }
  });
});
