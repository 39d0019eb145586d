/** A node that was made by naming it in the text belongs to the step that put its chip there: undo takes
 *  both back, redo brings both again. */
import { reverseStep, type Act, type NodeId, type TreeStep } from '@meemaak/model';
import type { TreeDocument, UndoHistory } from '@meemaak/model';
import type { Editor } from '@tiptap/core';
import type { UndoManager } from 'yjs';
import { inOneStep } from './one-step.ts';
import { undoManagerOf } from './tools.ts';

/** The tree in which it was made, and what of the own work can be undone there. */
export interface Made {
  readonly nodeId: NodeId;
  readonly tree: TreeDocument;
  readonly history: UndoHistory;
  readonly act: Act;
}

interface Tie extends Made {
  /** What the last act did to the node: made it, or took it away again. */
  readonly step: TreeStep;
}

type UndoStep = UndoManager['undoStack'][number];

const ties = new WeakMap<UndoStep, Tie>();
const heard = new WeakSet<UndoManager>();

/** Performs `insert`, which puts a chip in the text, as one step together with the making of its node. */
export function insertMade(editor: Editor, made: Made, insert: () => void): void {
  inOneStep(editor, insert);
  const manager = undoManagerOf(editor);
  const item = manager?.undoStack.at(-1);
  if (manager === undefined || item === undefined) return;
  ties.set(item, { ...made, step: { kind: 'created', nodeId: made.nodeId } });
  if (heard.has(manager)) return;
  heard.add(manager);
  manager.on('stack-item-popped', ({ stackItem, type }) => {
    const tie = ties.get(stackItem);
    // The opposite of what was popped is on the other pile by now.
    const opposite = (type === 'undo' ? manager.redoStack : manager.undoStack).at(-1);
    if (tie === undefined || opposite === undefined) return;
    const next = type === 'undo' ? takeAway(editor, tie) : bringBack(tie);
    if (next !== undefined) ties.set(opposite, next);
  });
}

/** undefined: the node stays, for somebody names it elsewhere in the text, or it is gone already. */
function takeAway(editor: Editor, tie: Tie): Tie | undefined {
  if (isNamed(editor, tie.nodeId)) return undefined;
  const outcome = reverseStep(tie.tree, tie.step, tie.act);
  if (!outcome.ok) return undefined;
  tie.history.forget(tie.nodeId);
  return { ...tie, step: outcome.value };
}

function bringBack(tie: Tie): Tie | undefined {
  const outcome = reverseStep(tie.tree, tie.step, tie.act);
  if (!outcome.ok) return undefined;
  const step: TreeStep = { kind: 'created', nodeId: tie.nodeId };
  tie.history.record(step);
  return { ...tie, step };
}

function isNamed(editor: Editor, nodeId: NodeId): boolean {
  let found = false;
  editor.state.doc.descendants((node) => {
    if (node.type.name === 'nodeChip' && node.attrs['ref'] === nodeId) found = true;
    return !found;
  });
  return found;
}
