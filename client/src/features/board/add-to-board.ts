/** Putting things on the canvas without a pointer: new nodes with their card, notes, and the cards of
 *  nodes that have none. */
import type { CardShape } from '@meemaak/canvas-binding';
import {
  CARD_SHAPE_TYPE,
  CARD_SIZE,
  createNode,
  layoutTree,
  newId,
  type Box,
  type NodeId,
  type NodeKind,
  type Outcome,
  type Point,
  type TreeNode,
  type TreeRefusal,
} from '@meemaak/model';
import { createShapeId, type Editor, type TLShapePartial } from 'tldraw';
import type { DossierRoom } from '../../rooms/dossier-room.ts';
import { treeHistory } from '../../view/undo.ts';
import { BOARD_ORIGIN } from './board-origin.ts';
import { cardShapeId } from './card-id.ts';
import { contains, overlaps } from './clear-room.ts';
import { centreInView, clearView, fitInView } from './clear-view.ts';
import { freePlace, placeBeside, placesAmong } from './free-place.ts';
import { plainBox } from './plain-box.ts';
import { actIn } from '../../view/act.ts';

const NOTE_PX = 200;

export interface NewCard {
  readonly kind: NodeKind;
  readonly title: string;
  readonly parent: TreeNode | undefined;
}

/** A new node under `parent` and its card beside the parent's, open for its title. */
export function addNodeCard(
  editor: Editor,
  room: DossierRoom,
  { kind, title, parent }: NewCard,
): Outcome<unknown, TreeRefusal> {
  const nodeId = newId<NodeId>();
  const { partyId } = room.me;
  const outcome = createNode(
    room.tree,
    { nodeId, kind, title, owner: partyId, parentId: parent?.nodeId ?? null },
    actIn(room, BOARD_ORIGIN),
  );
  if (!outcome.ok) return outcome;
  treeHistory(room).record(outcome.value);
  editor.markHistoryStoppingPoint('add a card');
  const beside = parent && cardBoxes(editor, [parent.nodeId]).get(parent.nodeId);
  const place = beside ? placeBeside(beside, boxesOnPage(editor)) : placeInView(editor, CARD_SIZE);
  const id = cardShapeId(nodeId);
  editor.createShape(cardPartial(editor, nodeId, place));
  bringIntoView(editor, id);
  editor.select(id);
  editor.setEditingShape(id);
  return outcome;
}

/** What a new node of this kind may hang under, given what is chosen. */
export function parentFor(kind: NodeKind, chosen: TreeNode | undefined): TreeNode | undefined {
  if (chosen === undefined) return undefined;
  if (kind === 'effect' || kind === 'performance') {
    return chosen.kind === 'effect' ? chosen : undefined;
  }
  return chosen.kind === 'activity' ? undefined : chosen;
}

/** A note in the middle of the view, open for its words. */
export function addNote(editor: Editor): void {
  const id = createShapeId();
  const place = placeInView(editor, { w: NOTE_PX, h: NOTE_PX });
  editor.markHistoryStoppingPoint('add a note');
  editor.createShape({ id, type: 'note', ...place, parentId: editor.getCurrentPageId() });
  bringIntoView(editor, id);
  editor.select(id);
  editor.setEditingShape(id);
  editor.focus();
}

/** The nodes without a card, parents before children. */
export function nodesWithoutCard(
  rows: readonly TreeNode[],
  hasCard: (nodeId: NodeId) => boolean,
): readonly NodeId[] {
  return rows.filter(({ nodeId }) => !hasCard(nodeId)).map(({ nodeId }) => nodeId);
}

/** Puts cards for these nodes on the board in one step: on an empty board drawn as the tree, else
 *  beside their parents. */
export function placeCards(
  editor: Editor,
  { treeIndex }: DossierRoom,
  nodeIds: readonly NodeId[],
): void {
  const isEmpty = editor.getCurrentPageShapeIds().size === 0;
  const wanted = nodeIds.map((nodeId) => ({
    nodeId,
    parentId: treeIndex.node(nodeId)?.parentId ?? null,
  }));
  const allIds = treeIndex.rows().map(({ nodeId }) => nodeId);
  const places: ReadonlyMap<NodeId, Point> = isEmpty
    ? layoutTree(treeIndex, CARD_SIZE)
    : placesAmong(wanted, cardBoxes(editor, allIds), boxesOnPage(editor));
  const shapes = nodeIds.flatMap((nodeId) => {
    const place = places.get(nodeId);
    return place === undefined ? [] : [cardPartial(editor, nodeId, place)];
  });
  editor.markHistoryStoppingPoint('put cards on the board');
  editor.createShapes(shapes);
  fitInView(editor, { animation: { duration: editor.options.animationMediumMs } });
}

function cardPartial(editor: Editor, nodeId: NodeId, { x, y }: Point): TLShapePartial<CardShape> {
  return {
    id: cardShapeId(nodeId),
    type: CARD_SHAPE_TYPE,
    x,
    y,
    // Not in whatever frame lies there: that would cut off what sticks out.
    parentId: editor.getCurrentPageId(),
    props: { nodeId, ...CARD_SIZE },
  };
}

function cardBoxes(editor: Editor, nodeIds: readonly NodeId[]): Map<NodeId, Box> {
  const boxes = new Map<NodeId, Box>();
  for (const nodeId of nodeIds) {
    const bounds = editor.getShapePageBounds(cardShapeId(nodeId));
    if (bounds !== undefined) boxes.set(nodeId, plainBox(bounds));
  }
  return boxes;
}

function boxesOnPage(editor: Editor): readonly Box[] {
  return editor.getCurrentPageShapes().flatMap((shape) => {
    const bounds = editor.getShapePageBounds(shape);
    return bounds === undefined ? [] : [plainBox(bounds)];
  });
}

function placeInView(editor: Editor, size: { w: number; h: number }): Point {
  const { x, y, width, height } = clearView(editor);
  const start = { x: x + (width - size.w) / 2, y: y + (height - size.h) / 2 };
  return freePlace(start, size, boxesOnPage(editor));
}

/** Pans to a node's card. */
export function showCard(editor: Editor, nodeId: NodeId): void {
  const bounds = editor.getShapePageBounds(cardShapeId(nodeId));
  if (bounds === undefined) return;
  centreInView(editor, plainBox(bounds), {
    animation: { duration: editor.options.animationMediumMs },
  });
}

/** Is any of a node's card where it can be seen? Undefined when it has none. */
export function isCardInSight(editor: Editor, nodeId: NodeId): boolean | undefined {
  const bounds = editor.getShapePageBounds(cardShapeId(nodeId));
  if (bounds === undefined) return undefined;
  // What is outside the canvas needs no measuring of what covers it.
  return (
    editor.getViewportPageBounds().collides(bounds) && overlaps(clearView(editor), plainBox(bounds))
  );
}

function bringIntoView(editor: Editor, id: ReturnType<typeof createShapeId>): void {
  const bounds = editor.getShapePageBounds(id);
  if (bounds === undefined) return;
  const box = plainBox(bounds);
  if (!contains(clearView(editor), box)) centreInView(editor, box);
}
