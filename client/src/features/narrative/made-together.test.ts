import { UndoHistory, createNode, openTree, type NodeId, type ParticipantId } from '@meemaak/model';
import type { Editor } from '@tiptap/core';
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import {
  bindCopy,
  bindText,
  closeEditors,
  exchange,
  paragraph,
} from '../../testing/bound-editors.ts';
import { insertMade, type Made } from './made-together.ts';

const STRATEN = 'schone-straten' as NodeId;

afterEach(closeEditors);

test('undo of a chip takes the node along that was made with it, and redo brings both again', () => {
  const { editor } = bindText([paragraph('Wij willen ')]);
  const made = makeNode();
  insertMade(editor, made, () => putChip(editor, STRATEN));
  editor.commands.insertContent(' samen');
  editor.commands.undo();
  expect([isThere(made), chips(editor)]).toEqual([true, 1]);
  for (let round = 0; round < 3; round += 1) {
    editor.commands.undo();
    expect([isThere(made), chips(editor)]).toEqual([false, 0]);
    expect(made.history.canUndo).toBe(false);
    editor.commands.redo();
    expect([isThere(made), chips(editor)]).toEqual([true, 1]);
    expect(made.history.canUndo).toBe(true);
  }
  expect(editor.getText()).toContain('Wij willen ');
});

test('a node that a colleague names too stays when its maker takes back the chip', () => {
  const mine = bindText([paragraph('Wij willen '), paragraph('En ook ')]);
  const made = makeNode();
  insertMade(mine.editor, made, () => putChip(mine.editor, STRATEN));
  const theirs = bindCopy(mine);
  theirs.editor.commands.focus('end');
  putChip(theirs.editor, STRATEN);
  exchange(mine, theirs);
  mine.editor.commands.undo();
  expect([isThere(made), chips(mine.editor)]).toEqual([true, 1]);
});

test('undo of a chip of a node that was there before leaves the tree alone', () => {
  const { editor } = bindText([paragraph('Wij willen ')]);
  const made = makeNode();
  putChip(editor, STRATEN);
  editor.commands.undo();
  expect([isThere(made), chips(editor)]).toEqual([true, 0]);
});

test('what was taken back in the tree meanwhile is no hindrance to undo in the text', () => {
  const { editor } = bindText([paragraph('Wij willen ')]);
  const made = makeNode();
  insertMade(editor, made, () => putChip(editor, STRATEN));
  made.history.undo(made.tree, made.act);
  editor.commands.undo();
  expect([isThere(made), chips(editor)]).toEqual([false, 0]);
  editor.commands.redo();
  expect(chips(editor)).toBe(1);
});

function makeNode(): Made {
  const tree = openTree(new Y.Doc());
  const history = new UndoHistory();
  const act = { by: 'participant-1' as ParticipantId, origin: 'test' };
  const facts = { nodeId: STRATEN, kind: 'effect', title: 'Schone straten' } as const;
  const outcome = createNode(tree, { ...facts, owner: null, parentId: null }, act);
  if (!outcome.ok) throw new Error('Not made.');
  history.record(outcome.value);
  return { nodeId: STRATEN, tree, history, act };
}

function putChip(editor: Editor, ref: NodeId): void {
  const { to } = editor.state.selection;
  editor.commands.insertContentAt(to, { type: 'nodeChip', attrs: { ref } });
}

function chips(editor: Editor): number {
  let count = 0;
  editor.state.doc.descendants((node) => {
    if (node.type.name === 'nodeChip') count += 1;
  });
  return count;
}

function isThere({ tree }: Made): boolean {
  return !tree.arch.has(STRATEN);
}
