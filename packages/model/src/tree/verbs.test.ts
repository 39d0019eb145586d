/** Each verb proves, in one table: it does what it says, undo and redo bring back what was shown
 *  (also from a step that went through JSON), and it converges with a colleague's edit meanwhile. */
import { openTreeCopy, syncDocs, treeLines, treeSeed, type TreeCopy } from '@meemaak/test-kit';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { BatchId, IndicatorId, NodeId, ParticipantId, PartyId } from '../ids.ts';
import type { Indicator } from '../indicator/indicator.ts';
import { addIndicator } from '../indicator/measure.ts';
import type { Outcome } from '../refusal.ts';
import { indentNode, moveNode, moveNodeDown, moveNodeUp, outdentNode } from './move.ts';
import type { Act, TreeRefusal, TreeStep } from './step.ts';
import { reverseStep } from './undo.ts';
import {
  archiveNode,
  createNode,
  renameNode,
  restoreBatch,
  setNodeKind,
  setNodeOwner,
} from './verbs.ts';

const id = (name: string) => name as NodeId;
const act: Act = { by: 'fatma' as ParticipantId, origin: 'fatma' };
const batchId = 'batch-1' as BatchId;

const seed = treeSeed({
  wonen: { bouwen: {}, isoleren: { glas: {}, daken: {} }, verkopen: {} },
  buurt: { samen: {} },
});

type Verb = (copy: TreeCopy) => Outcome<TreeStep, TreeRefusal>;

function done(outcome: Outcome<TreeStep, TreeRefusal>): TreeStep {
  if (!outcome.ok) throw new Error(`Refused: ${outcome.refusal.kind}.`);
  return outcome.value;
}

const newNode = { nodeId: id('new-1'), kind: 'effect', title: 'nieuw', owner: null } as const;
const indicator: Indicator = {
  indicatorId: 'indicator-1' as IndicatorId,
  name: 'Wachttijd',
  unit: 'maanden',
  direction: 'down',
  baseline: { value: 30, year: 2026 },
  target: { value: 24, year: 2030 },
  targetGroup: 'starters',
  source: 'corporatie',
  holder: 'het-dak' as PartyId,
  risk: '',
  yearly: [],
};

const verbs: readonly { name: string; verb: Verb; first?: Verb; shows: readonly string[] }[] = [
  {
    name: 'createNode puts a new node last under a parent',
    verb: ({ tree }) => createNode(tree, { ...newNode, parentId: id('buurt') }, act),
    shows: ['buurt', '  samen', '  nieuw'],
  },
  {
    name: 'createNode puts a new node first with afterId null',
    verb: ({ tree }) => createNode(tree, { ...newNode, parentId: null, afterId: null }, act),
    shows: ['nieuw', 'wonen'],
  },
  {
    name: 'createNode puts a new node right after another',
    verb: ({ tree }) =>
      createNode(tree, { ...newNode, parentId: id('wonen'), afterId: id('bouwen') }, act),
    shows: ['  bouwen', '  nieuw', '  isoleren'],
  },
  {
    name: 'renameNode gives another title, on one line',
    verb: ({ tree }) => renameNode(tree, { nodeId: id('samen'), title: ' samen\n eten 🍲 ' }, act),
    shows: ['buurt', '  samen  eten 🍲'],
  },
  {
    name: 'setNodeKind sets the kind and leaves the rest',
    verb: ({ tree }) => setNodeKind(tree, { nodeId: id('samen'), kind: 'performance' }, act),
    shows: ['buurt', '  samen'],
  },
  {
    name: 'setNodeOwner sets the owner and leaves the rest',
    verb: ({ tree }) =>
      setNodeOwner(tree, { nodeId: id('samen'), owner: 'het-dak' as PartyId }, act),
    shows: ['buurt', '  samen'],
  },
  {
    name: 'moveNode takes the node with everything under it',
    verb: ({ tree }) => moveNode(tree, { nodeId: id('isoleren'), parentId: id('buurt') }, act),
    shows: ['buurt', '  samen', '  isoleren', '    glas', '    daken'],
  },
  {
    name: 'moveNode puts a node elsewhere among its siblings',
    verb: ({ tree }) =>
      moveNode(tree, { nodeId: id('bouwen'), parentId: id('wonen'), afterId: id('isoleren') }, act),
    shows: ['wonen', '  isoleren', '    glas', '    daken', '  bouwen', '  verkopen'],
  },
  {
    name: 'moveNodeUp swaps with the sibling above',
    verb: ({ tree, index }) => moveNodeUp(tree, index, id('isoleren'), act),
    shows: ['wonen', '  isoleren', '    glas', '    daken', '  bouwen'],
  },
  {
    name: 'moveNodeDown swaps with the sibling below',
    verb: ({ tree, index }) => moveNodeDown(tree, index, id('bouwen'), act),
    shows: ['wonen', '  isoleren', '    glas', '    daken', '  bouwen', '  verkopen'],
  },
  {
    name: 'indentNode makes it the last child of the sibling above',
    verb: ({ tree, index }) => indentNode(tree, index, id('verkopen'), act),
    shows: ['    daken', '    verkopen', 'buurt'],
  },
  {
    name: 'outdentNode makes it the next sibling of its parent',
    verb: ({ tree, index }) => outdentNode(tree, index, id('glas'), act),
    shows: ['  isoleren', '    daken', '  glas', '  verkopen'],
  },
  {
    name: 'archiveNode hides the node with everything under it',
    verb: ({ tree, index }) =>
      archiveNode(tree, index, { nodeId: id('isoleren'), batchId, at: 5 }, act),
    shows: ['wonen', '  bouwen', '  verkopen', 'buurt'],
  },
  {
    name: 'restoreBatch brings back all that went together',
    first: ({ tree, index }) =>
      archiveNode(tree, index, { nodeId: id('wonen'), batchId, at: 5 }, act),
    verb: ({ tree }) => restoreBatch(tree, batchId, act),
    shows: ['wonen', '  bouwen', '  isoleren', '    glas', '    daken', '  verkopen', 'buurt'],
  },
  {
    name: 'addIndicator adds a measured quantity',
    verb: ({ tree }) => addIndicator(tree, id('samen'), indicator, act),
    shows: ['buurt', '  samen'],
  },
];

describe('every verb', () => {
  for (const { name, verb, first, shows } of verbs) {
    it(`${name}; undo, redo, JSON and a colleague's edit leave no trace of trouble`, () => {
      const mine = openTreeCopy(seed);
      if (first !== undefined) done(first(mine));
      const theirs = openTreeCopy(Y.encodeStateAsUpdate(mine.doc));
      const before = mine.index.rows();

      const step = done(verb(mine));
      const after = mine.index.rows();
      expect(treeLines(mine.index).join('\n')).toContain(shows.join('\n'));
      expect(after).not.toEqual(before);

      const stepFromJson: TreeStep = JSON.parse(JSON.stringify(step));
      const undone = done(reverseStep(mine.tree, stepFromJson, act));
      expect(mine.index.rows()).toEqual(before);
      const redone = done(reverseStep(mine.tree, undone, act));
      expect(mine.index.rows()).toEqual(after);
      const undoneAgain = done(reverseStep(mine.tree, redone, act));
      expect(mine.index.rows()).toEqual(before);

      done(reverseStep(mine.tree, undoneAgain, act));
      done(renameNode(theirs.tree, { nodeId: id('buurt'), title: 'onze buurt' }, act));
      syncDocs(mine.doc, theirs.doc);
      expect(mine.index.rows()).toEqual(theirs.index.rows());
      expect(mine.index.node(id('buurt'))?.title).toBe('onze buurt');
      expect(openTreeCopy(Y.encodeStateAsUpdate(mine.doc)).index.rows()).toEqual(mine.index.rows());
    });
  }
});

const refusals: readonly {
  name: string;
  first?: Verb;
  verb: Verb;
  kind: TreeRefusal['kind'];
}[] = [
  {
    name: 'a node under itself',
    verb: ({ tree }) => moveNode(tree, { nodeId: id('wonen'), parentId: id('wonen') }, act),
    kind: 'wouldContainItself',
  },
  {
    name: 'a node under its own descendant',
    verb: ({ tree }) => moveNode(tree, { nodeId: id('wonen'), parentId: id('glas') }, act),
    kind: 'wouldContainItself',
  },
  {
    name: 'moving what is not there',
    verb: ({ tree }) => moveNode(tree, { nodeId: id('nobody'), parentId: null }, act),
    kind: 'nodeIsGone',
  },
  {
    name: 'moving under what is not there',
    verb: ({ tree }) => moveNode(tree, { nodeId: id('glas'), parentId: id('nobody') }, act),
    kind: 'parentIsGone',
  },
  {
    name: 'creating what exists',
    verb: ({ tree }) => createNode(tree, { ...newNode, nodeId: id('glas'), parentId: null }, act),
    kind: 'nodeExists',
  },
  {
    name: 'creating under what is archived',
    first: ({ tree, index }) =>
      archiveNode(tree, index, { nodeId: id('buurt'), batchId, at: 1 }, act),
    verb: ({ tree }) => createNode(tree, { ...newNode, parentId: id('buurt') }, act),
    kind: 'parentIsGone',
  },
  {
    name: 'a title of a page',
    verb: ({ tree }) => renameNode(tree, { nodeId: id('glas'), title: 'x'.repeat(301) }, act),
    kind: 'titleTooLong',
  },
  {
    name: 'renaming what is not there',
    verb: ({ tree }) => renameNode(tree, { nodeId: id('nobody'), title: 'x' }, act),
    kind: 'nodeIsGone',
  },
  {
    name: 'moving the first up',
    verb: ({ tree, index }) => moveNodeUp(tree, index, id('wonen'), act),
    kind: 'alreadyFirst',
  },
  {
    name: 'moving the last down',
    verb: ({ tree, index }) => moveNodeDown(tree, index, id('buurt'), act),
    kind: 'alreadyLast',
  },
  {
    name: 'indenting under nothing',
    verb: ({ tree, index }) => indentNode(tree, index, id('wonen'), act),
    kind: 'nothingAbove',
  },
  {
    name: 'outdenting from the top',
    verb: ({ tree, index }) => outdentNode(tree, index, id('wonen'), act),
    kind: 'alreadyAtTop',
  },
  {
    name: 'restoring what was not archived',
    verb: ({ tree }) => restoreBatch(tree, batchId, act),
    kind: 'batchIsGone',
  },
  {
    name: 'the same indicator twice',
    first: ({ tree }) => addIndicator(tree, id('glas'), indicator, act),
    verb: ({ tree }) => addIndicator(tree, id('glas'), indicator, act),
    kind: 'indicatorExists',
  },
];

describe('a verb refuses', () => {
  for (const { name, first, verb, kind } of refusals) {
    it(`${name}: ${kind}, and writes nothing`, () => {
      const copy = openTreeCopy(seed);
      if (first !== undefined) done(first(copy));
      const state = Y.encodeStateAsUpdate(copy.doc);
      expect(verb(copy)).toMatchObject({ ok: false, refusal: { kind } });
      expect(Y.encodeStateAsUpdate(copy.doc)).toEqual(state);
    });
  }
});

describe('creating in a row', () => {
  it('[invariant 9] keeps what each person types together, in the order they typed it', () => {
    const together = openTreeCopy(seed);
    const names = ['fatma', 'gerrit', 'noor'];
    for (const name of names) {
      const { doc, tree } = openTreeCopy(seed);
      let afterId = id('bouwen');
      for (let count = 1; count <= 6; count += 1) {
        const nodeId = id(`${name}-${count}`);
        const node = { ...newNode, nodeId, title: nodeId, parentId: id('wonen'), afterId };
        done(createNode(tree, node, act));
        afterId = nodeId;
      }
      Y.applyUpdate(together.doc, Y.encodeStateAsUpdate(doc));
    }
    const order = together.index.node(id('wonen'))?.childIds.join() ?? '';
    for (const name of names) {
      expect(order).toContain([1, 2, 3, 4, 5, 6].map((count) => `${name}-${count}`).join());
    }
  });
});

describe('renaming', () => {
  it('[X12] keeps both when two people change different words of one title', () => {
    const mine = openTreeCopy(seed);
    done(renameNode(mine.tree, { nodeId: id('samen'), title: 'Grip op schulden' }, act));
    const theirs = openTreeCopy(Y.encodeStateAsUpdate(mine.doc));
    done(renameNode(mine.tree, { nodeId: id('samen'), title: 'Meer grip op schulden' }, act));
    done(renameNode(theirs.tree, { nodeId: id('samen'), title: 'Grip op geldzorgen' }, act));
    syncDocs(mine.doc, theirs.doc);
    expect(mine.index.node(id('samen'))?.title).toBe('Meer grip op geldzorgen');
  });

  it('never cuts an emoji in half', () => {
    const titles = [
      '👩‍🌾 tuin',
      '👩 tuin',
      '👨 tuin',
      'tuin 🌿',
      'tuin 🌻',
      '🌿',
      '🌻🌿',
      '',
      'half \uD83C',
    ];
    const mine = openTreeCopy(seed);
    const theirs = openTreeCopy(seed);
    for (const title of titles) {
      done(renameNode(mine.tree, { nodeId: id('glas'), title }, act));
      syncDocs(mine.doc, theirs.doc);
      expect(mine.index.node(id('glas'))?.title).toBe(title.toWellFormed());
      expect(theirs.index.node(id('glas'))?.title).toBe(title.toWellFormed());
    }
  });
});
