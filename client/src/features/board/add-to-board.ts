/** Putting things on the canvas without a pointer: new nodes with their card, notes, and the cards of
 *  nodes that have none. */
import {
  CARD_SHAPE_TYPE,
  CARD_SIZE,
  createNode,
  layoutTree,
  newId,
  type NodeId,
  type NodeKind,
  type Outcome,
  type PartyId,
  type TreeNode,
  type TreeRefusal,
} from '@meemaak/model';
import { createShapeId, type Editor, type TLShapePartial } from 'tldraw';
import type { DossierRoom } from '../../rooms/dossier-room.ts';
import { cardShapeId } from './card-id.ts';

const GAP_PX = 40;

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
  const act = { by: room.me.participantId, origin: addNodeCard };
  const owner = ownerFor(kind, room);
  const outcome = createNode(
    room.tree,
    { nodeId, kind, title, owner, parentId: parent?.nodeId ?? null },
    act,
  );
  if (!outcome.ok) return outcome;
  editor.markHistoryStoppingPoint('add a card');
  const { x, y } = placeBeside(editor, parent);
  const id = cardShapeId(nodeId);
  editor.createShape({ id, type: CARD_SHAPE_TYPE, x, y, props: { nodeId, ...CARD_SIZE } });
  bringIntoView(editor, id);
  editor.select(id);
  editor.setEditingShape(id);
  return outcome;
}

/** Effects are the municipality's to answer for; what a party does is its own. */
function ownerFor(kind: NodeKind, { me, view }: DossierRoom): PartyId | null {
  if (kind !== 'effect') return me.partyId;
  return view.parties.find((party) => party.kind === 'municipality')?.partyId ?? null;
}

/** What a new node of this kind may hang under, given what is chosen. */
export function parentFor(kind: NodeKind, chosen: TreeNode | undefined): TreeNode | undefined {
  if (chosen === undefined) return undefined;
  if (kind === 'effect' || kind === 'performance') {
    return chosen.kind === 'effect' ? chosen : undefined;
  }
  return chosen.kind === 'activity' ? undefined : chosen;
}

function placeBeside(editor: Editor, parent: TreeNode | undefined): { x: number; y: number } {
  const bounds = parent && editor.getShapePageBounds(cardShapeId(parent.nodeId));
  if (!bounds) {
    const { center } = editor.getViewportPageBounds();
    return freePlace(editor, center.x - CARD_SIZE.w / 2, center.y - CARD_SIZE.h / 2);
  }
  return freePlace(editor, bounds.maxX + 2 * GAP_PX, bounds.y);
}

/** Straight down from here, the first place that nothing lies on. */
function freePlace(editor: Editor, x: number, y: number): { x: number; y: number } {
  const taken = editor.getCurrentPageShapes().flatMap((shape) => {
    const bounds = shape.type === 'frame' ? undefined : editor.getShapePageBounds(shape);
    return bounds === undefined ? [] : [bounds];
  });
  let top = y;
  for (let turn = 0; turn < 100; turn += 1) {
    const lowest = taken
      .filter((box) => box.x < x + CARD_SIZE.w && box.maxX > x)
      .find((box) => box.y < top + CARD_SIZE.h && box.maxY > top);
    if (lowest === undefined) break;
    top = lowest.maxY + GAP_PX / 2;
  }
  return { x, y: top };
}

/** A note in the middle of the view, open for its words. */
export function addNote(editor: Editor): void {
  const id = createShapeId();
  const { center } = editor.getViewportPageBounds();
  const { x, y } = freePlace(editor, center.x - 100, center.y - 100);
  editor.markHistoryStoppingPoint('add a note');
  editor.createShape({ id, type: 'note', x, y });
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

/** Puts cards for these nodes under what is there, drawn as the tree; one step to undo. */
export function placeCards(editor: Editor, room: DossierRoom, nodeIds: readonly NodeId[]): void {
  const places = layoutTree(room.treeIndex, CARD_SIZE);
  const drawn = nodeIds.flatMap((nodeId) => {
    const place = places.get(nodeId);
    return place === undefined ? [] : [{ nodeId, place }];
  });
  if (drawn.length === 0) return;
  const present = editor.getCurrentPageBounds();
  const left = Math.min(...drawn.map(({ place }) => place.x));
  const top = Math.min(...drawn.map(({ place }) => place.y));
  const [dx, dy] = present ? [present.x - left, present.maxY + 3 * GAP_PX - top] : [0, 0];
  const shapes = drawn.map(({ nodeId, place }): TLShapePartial => {
    const { x, y, w, h } = place;
    const id = cardShapeId(nodeId);
    return { id, type: CARD_SHAPE_TYPE, x: x + dx, y: y + dy, props: { nodeId, w, h } };
  });
  editor.markHistoryStoppingPoint('put cards on the board');
  editor.createShapes(shapes);
  editor.zoomToFit({ animation: { duration: editor.options.animationMediumMs } });
}

/** Pans to a node's card. */
export function showCard(editor: Editor, nodeId: NodeId): void {
  const bounds = editor.getShapePageBounds(cardShapeId(nodeId));
  if (bounds === undefined) return;
  editor.centerOnPoint(bounds.center, {
    animation: { duration: editor.options.animationMediumMs },
  });
}

function bringIntoView(editor: Editor, id: ReturnType<typeof createShapeId>): void {
  const bounds = editor.getShapePageBounds(id);
  if (bounds !== undefined && !editor.getViewportPageBounds().contains(bounds)) {
    editor.centerOnPoint(bounds.center);
  }
}
