import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { openBoard, seedBoardRecords, type BoardDocument } from '../documents/board-document.ts';
import { seedUpdate } from '../documents/document-meta.ts';
import type { NodeId } from '../ids.ts';
import { cardRecordId, nodeIdOfCard, placeCard } from './card.ts';
import { readElements } from './read-elements.ts';

const nodeId = 'effect-buren' as NodeId;
const placing = { nodeId, x: 10, y: 20, w: 240, h: 120, index: 'a1' };

function openSeeded(): BoardDocument {
  const doc = new Y.Doc();
  Y.applyUpdate(
    doc,
    seedUpdate('board', (seeded) => seedBoardRecords(openBoard(seeded))),
  );
  return openBoard(doc);
}

describe('a card', () => {
  it('has an id that follows from the node, and back', () => {
    expect(cardRecordId(nodeId)).toBe('shape:card-effect-buren');
    expect(nodeIdOfCard(cardRecordId(nodeId))).toBe(nodeId);
    for (const other of ['shape:effect-buren', 'shape:card-', 'shape:card-a/b', 'page:page', '']) {
      expect(nodeIdOfCard(other)).toBeUndefined();
    }
  });

  it('lies where it was placed, with nothing of the node but its id', () => {
    const board = openSeeded();
    const origins: unknown[] = [];
    board.doc.on('afterTransaction', ({ origin }) => origins.push(origin));
    expect(placeCard(board, placing, 'me')).toEqual({ ok: true, value: cardRecordId(nodeId) });
    expect(origins).toEqual(['me']);
    expect(readElements(board).elements).toMatchObject([
      { kind: 'card', nodeId, place: { x: 10, y: 20, rotation: 0 }, width: 240, height: 120 },
    ]);
  });

  it('is not placed twice by one person', () => {
    const board = openSeeded();
    placeCard(board, placing, 'me');
    expect(placeCard(board, { ...placing, x: 500 }, 'me')).toEqual({
      ok: false,
      refusal: { kind: 'cardIsThere', recordId: cardRecordId(nodeId) },
    });
    expect(readElements(board).elements).toMatchObject([{ place: { x: 10 } }]);
  });

  it('is one card when two people place the same node without knowing of each other', () => {
    const [a, b] = [openSeeded(), openSeeded()];
    placeCard(a, placing, 'a');
    placeCard(b, { ...placing, x: 500 }, 'b');
    const [updateA, updateB] = [Y.encodeStateAsUpdate(a.doc), Y.encodeStateAsUpdate(b.doc)];
    Y.applyUpdate(a.doc, updateB);
    Y.applyUpdate(b.doc, updateA);
    expect(readElements(a).elements).toHaveLength(1);
    expect(readElements(b)).toEqual(readElements(a));
  });
});
