import { describe, expect, it } from 'vitest';
import { openTreeCopy, treeSeed } from '@meemaak/test-kit';
import type { NodeId, ParticipantId } from '../ids.ts';
import { indentNode, moveNode, moveNodeAs, moveNodeDown, outdentNode } from './move.ts';
import { NODE_KINDS, type NodeKind } from './node.ts';
import { kindsUnder, mayHangUnder } from './placement.ts';
import type { Act } from './step.ts';
import { UndoHistory } from './undo.ts';
import { createNode, setNodeKind } from './verbs.ts';

const id = (name: string) => name as NodeId;
const act: Act = { by: 'fatma' as ParticipantId, origin: 'fatma' };

/** An effect with a performance that has an activity; beside it an empty effect. */
function openBranch() {
  const copy = openTreeCopy(treeSeed({ wonen: {}, buurt: {} }));
  const add = (nodeId: string, kind: NodeKind, parentId: string | null) => {
    const node = { nodeId: id(nodeId), kind, title: nodeId, owner: null };
    return createNode(
      copy.tree,
      { ...node, parentId: parentId === null ? null : id(parentId) },
      act,
    );
  };
  add('isoleren', 'performance', 'wonen');
  add('glas', 'activity', 'isoleren');
  return { ...copy, add };
}

describe('what may hang under what', () => {
  it('reads from what changes to what is done', () => {
    const table = [null, ...NODE_KINDS].map((parent) => [parent, kindsUnder(parent)]);
    expect(table).toEqual([
      [null, ['effect', 'performance', 'activity']],
      ['effect', ['effect', 'performance']],
      ['performance', ['activity']],
      ['activity', []],
    ]);
    expect(mayHangUnder('activity', 'effect')).toBe(false);
  });

  it('is asked of a new node, and says what would fit', () => {
    const { add, index } = openBranch();
    expect(add('flyers', 'activity', 'buurt')).toEqual({
      ok: false,
      refusal: {
        kind: 'doesNotFitThere',
        nodeId: 'flyers',
        nodeKind: 'activity',
        parentId: 'buurt',
        parentKind: 'effect',
        fittingKinds: ['effect', 'performance'],
      },
    });
    expect(add('flyers', 'activity', 'glas')).toMatchObject({ refusal: { fittingKinds: [] } });
    expect(add('flyers', 'activity', null).ok).toBe(true);
    expect(index.node(id('flyers'))?.level).toBe(1);
  });

  it('is asked of a move, with all that hangs under the node', () => {
    const { tree, index, add } = openBranch();
    add('flyers', 'activity', null);
    add('feest', 'performance', 'buurt');
    const refused = (outcome: unknown, fittingKinds: readonly NodeKind[]) =>
      expect(outcome).toMatchObject({
        ok: false,
        refusal: { kind: 'doesNotFitThere', fittingKinds },
      });
    refused(moveNode(tree, { nodeId: id('glas'), parentId: id('buurt') }, act), [
      'effect',
      'performance',
    ]);
    // What hangs under it would have no place under an activity.
    refused(moveNode(tree, { nodeId: id('wonen'), parentId: id('feest') }, act), []);
    refused(outdentNode(tree, index, id('glas'), act), ['effect', 'performance']);
    refused(indentNode(tree, index, id('flyers'), act), ['effect', 'performance']);
    expect(moveNode(tree, { nodeId: id('isoleren'), parentId: id('buurt') }, act).ok).toBe(true);
  });

  it('leaves what two people brought about together where it is, to be put right in any way', () => {
    const { tree, index, add } = openBranch();
    add('verf', 'activity', 'isoleren');
    // Somebody else made it an effect meanwhile.
    tree.doc.transact(() => {
      const record = tree.nodes.get('isoleren');
      (record as { set: (key: string, value: unknown) => void }).set('kind', 'activity');
    });
    expect(moveNodeDown(tree, index, id('glas'), act).ok).toBe(true);
    expect(outdentNode(tree, index, id('isoleren'), act).ok).toBe(true);
    expect(setNodeKind(tree, { nodeId: id('isoleren'), kind: 'performance' }, act).ok).toBe(true);
  });

  it('is asked of another kind: where the node hangs, and for what hangs under it', () => {
    const { tree } = openBranch();
    expect(setNodeKind(tree, { nodeId: id('glas'), kind: 'effect' }, act)).toMatchObject({
      refusal: { kind: 'doesNotFitThere', parentKind: 'performance', fittingKinds: ['activity'] },
    });
    expect(setNodeKind(tree, { nodeId: id('isoleren'), kind: 'effect' }, act)).toMatchObject({
      refusal: { kind: 'holdsWhatDoesNotFit', nodeKind: 'effect', childKind: 'activity' },
    });
    expect(setNodeKind(tree, { nodeId: id('buurt'), kind: 'activity' }, act).ok).toBe(true);
  });

  it('is kept by a move that makes it another kind, in one step', () => {
    const { tree, index } = openBranch();
    const history = new UndoHistory();
    const done = moveNodeAs(
      tree,
      { nodeId: id('glas'), kind: 'performance', parentId: id('buurt') },
      act,
    );
    if (!done.ok) throw new Error('Refused.');
    history.record(done.value);
    expect(index.node(id('glas'))).toMatchObject({ kind: 'performance', parentId: 'buurt' });
    expect(history.undo(tree, act).ok).toBe(true);
    expect(index.node(id('glas'))).toMatchObject({ kind: 'activity', parentId: 'isoleren' });
    expect(history.redo(tree, act).ok).toBe(true);
    expect(index.node(id('glas'))).toMatchObject({ kind: 'performance', parentId: 'buurt' });
    expect(history.canRedo).toBe(false);
  });

  it('is not asked when somebody takes back what they did', () => {
    const { tree } = openBranch();
    const history = new UndoHistory();
    const done = setNodeKind(tree, { nodeId: id('buurt'), kind: 'activity' }, act);
    if (!done.ok) throw new Error('Refused.');
    history.record(done.value);
    expect(history.undo(tree, act).ok).toBe(true);
    expect(history.redo(tree, act).ok).toBe(true);
  });
});
