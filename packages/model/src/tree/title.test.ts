import { openTreeCopy, syncDocs, treeSeed } from '@meemaak/test-kit';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { IndicatorId, NodeId, ParticipantId } from '../ids.ts';
import { MAX_INDICATOR_TEXT_LENGTH } from '../indicator/indicator.ts';
import { addIndicator } from '../indicator/measure.ts';
import { MAX_TITLE_LENGTH, cutText, readTitle } from './title.ts';
import { reverseStep } from './undo.ts';
import { renameNode } from './verbs.ts';

const nodeId = 'wonen' as NodeId;
const act = { by: 'fatma' as ParticipantId, origin: 'fatma' };
const seed = treeSeed({ wonen: {} });

describe('a title', () => {
  it('is cut at its longest, never inside a pair', () => {
    expect(cutText('abcd', 4)).toBe('abcd');
    expect(cutText('abcde', 4)).toBe('abcd');
    expect(cutText('abc💥', 4)).toBe('abc');
    expect(cutText('ab💥c', 4)).toBe('ab💥');
    expect(readTitle('z'.repeat(1_000)).length).toBe(MAX_TITLE_LENGTH);
  });

  it('reads the same as all of its text, however it was written', () => {
    const { doc } = openTreeCopy();
    const text = doc.getText('title');
    for (const [at, piece] of ['wonen', 'samen ', '💥', ' oud'].entries()) text.insert(at, piece);
    text.delete(2, 3);
    expect(readTitle(text)).toBe(text.toJSON());
    for (const value of [null, 7, {}, new Y.Map(), new Y.Text('nowhere yet')]) {
      expect(readTitle(value)).toBe('');
    }
  });

  it('[X12] [T21] keeps a colleague’s words when two people shorten one that is far too long', () => {
    const mine = openTreeCopy(seed);
    titleOf(mine.tree.nodes).insert(5, ` ${'en nog iets '.repeat(1_000)}`);
    const theirs = openTreeCopy(Y.encodeStateAsUpdate(mine.doc));
    const shown = mine.index.node(nodeId)?.title ?? '';
    renameNode(mine.tree, { nodeId, title: shown.replace('wonen', 'huren') }, act);
    renameNode(theirs.tree, { nodeId, title: shown.slice(0, 20) }, act);
    syncDocs(mine.doc, theirs.doc);
    expect(mine.index.node(nodeId)?.title).toBe('huren en nog iets en');
    expect(titleOf(theirs.tree.nodes).toJSON()).toBe('huren en nog iets en');
  });

  it('[T21] goes back, when undone, to what could be seen of it', () => {
    const { tree, index } = openTreeCopy(seed);
    titleOf(tree.nodes).insert(5, 'x'.repeat(1_000));
    const shown = index.node(nodeId)?.title;
    const renamed = renameNode(tree, { nodeId, title: 'kort' }, act);
    if (!renamed.ok) throw new Error(`Refused: ${renamed.refusal.kind}.`);
    expect(reverseStep(tree, renamed.value, act).ok).toBe(true);
    expect(index.node(nodeId)?.title).toBe(shown);
    expect(titleOf(tree.nodes).length).toBe(MAX_TITLE_LENGTH);
  });

  it('is no longer at an indicator than it can be read there', () => {
    const { tree } = openTreeCopy(seed);
    const [name, limit] = ['n'.repeat(MAX_INDICATOR_TEXT_LENGTH + 1), MAX_INDICATOR_TEXT_LENGTH];
    const outcome = addIndicator(tree, nodeId, { ...blank, name }, act);
    const refusal = { kind: 'indicatorTextTooLong', length: limit + 1, limit };
    expect(outcome).toEqual({ ok: false, refusal });
    expect(addIndicator(tree, nodeId, { ...blank, name: name.slice(1) }, act).ok).toBe(true);
  });
});

const blank = {
  indicatorId: 'indicator-1' as IndicatorId,
  name: '',
  unit: '',
  direction: 'up',
  baseline: null,
  target: null,
  targetGroup: '',
  source: '',
  holder: null,
  risk: '',
  yearly: [],
} as const;

function titleOf(nodes: Y.Map<unknown>): Y.Text {
  const record = nodes.get(nodeId);
  const title = record instanceof Y.Map ? record.get('title') : undefined;
  if (!(title instanceof Y.Text)) throw new Error('There is no title.');
  return title;
}
