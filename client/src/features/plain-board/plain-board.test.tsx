import { nl } from '@meemaak/messages';
import {
  CARD_SIZE,
  archiveNode,
  placeCard,
  renameNode,
  seedBoardRecords,
  writeRecord,
  type BatchId,
} from '@meemaak/model';
import { act } from 'react';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { DossierRoom } from '../../rooms/dossier-room.ts';
import { getSelection } from '../../view/selection.ts';
import {
  clearPage,
  idOf,
  others,
  preparePage,
  roomWith,
  showInRoom,
} from '../../testing/test-room.tsx';
import { PlainBoard } from './plain-board.tsx';

/** As the server names a picture. */
const STORED = '0123456789abcdef'.repeat(4);

beforeAll(preparePage);
afterEach(clearPage);

const show = (room: DossierRoom): HTMLElement => showInRoom(room, <PlainBoard />);

/** Two effects with a card, a frame with a note in it, a stroke, and a form without words. */
function roomWithBoard(): DossierRoom {
  const { room } = roomWith({}, ['Buren kennen elkaar', 'Wonen is betaalbaar']);
  seedBoardRecords(room.board);
  // The second effect lies above the first: the tree decides who is told first.
  placeCard(room.board, { ...at('Buren kennen elkaar'), x: 0, y: 400, index: 'a1' }, 'seed');
  placeCard(room.board, { ...at('Wonen is betaalbaar'), x: 0, y: 0, index: 'a2' }, 'seed');
  put(room, 'frame', 'frame', { w: 400, h: 300, name: 'Wat bewoners zeggen' }, 700);
  put(
    room,
    'note',
    'note',
    { richText: words('Ik ken niemand'), color: 'yellow' },
    20,
    'shape:frame',
  );
  put(room, 'form', 'geo', { w: 50, h: 50, geo: 'star' }, 1_100);
  const segments = [{ type: 'free', path: 'AAAAAAAAAABASgBCgEcAyQ==', dim: 2 }];
  put(room, 'stroke', 'draw', { segments, scaleX: 1, scaleY: 1 }, 1_200);
  return room;
}

function at(title: string) {
  return { nodeId: idOf(title), ...CARD_SIZE };
}

function words(text: string) {
  return { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] };
}

function put(
  { board }: DossierRoom,
  id: string,
  type: string,
  props: Record<string, unknown>,
  y: number,
  parentId = 'page:page',
): void {
  const place = { x: 0, y, rotation: 0, parentId, index: `a3${id.length}` };
  const meta = {};
  writeRecord(board, {
    id: `shape:${id}`,
    typeName: 'shape',
    type,
    opacity: 1,
    ...place,
    props,
    meta,
  });
}

const told = (face: HTMLElement) => [...face.querySelectorAll('li')].map(textOf);
const textOf = (element: Element) => element.textContent.replaceAll(/\s+/g, ' ').trim();

/** Waits until it is so. */
const shows = (check: () => void) => act(() => vi.waitFor(check));

function openList(face: HTMLElement): void {
  const choice = [...face.querySelectorAll('input')].at(-1);
  act(() => choice?.click());
}

describe('the plain board', () => {
  it('[X10] tells every element with its kind, words and whereabouts, effects before what is noted', () => {
    const face = show(roomWithBoard());
    expect(told(face)).toEqual([
      'effectBuren kennen elkaarGemeentelinks',
      'effectWonen is betaalbaarGemeentelinksboven',
      'Wat bewoners zeggen',
      'Notitie, in kader “Wat bewoners zeggen”: Ik ken niemand',
      'Vorm, linksonder:',
      'Pennenstreek, linksonder',
    ]);
  });

  it('reads as a list too, and says how much has no words', () => {
    const face = show(roomWithBoard());
    openList(face);
    expect(told(face)).toEqual([
      'effectBuren kennen elkaarGemeente',
      'effectWonen is betaalbaarGemeente',
      expect.stringMatching(/^Kader · .*Wat bewoners zeggen$/),
      'NotitieIk ken niemand',
    ]);
    expect(face.textContent).toContain('ook 2 streken, vormen of lijnen zonder woorden');
  });

  it('chooses a node for all faces, and takes the choice back', () => {
    const face = show(roomWithBoard());
    const card = face.querySelector<HTMLButtonElement>('li button');
    act(() => card?.click());
    expect(getSelection()).toEqual({ nodeId: idOf('Buren kennen elkaar'), chosenOn: 'board' });
    expect(card?.getAttribute('aria-pressed')).toBe('true');
    act(() => card?.click());
    expect(getSelection().nodeId).toBeUndefined();
  });

  it('follows a new title at once, and an archived node leaves', async () => {
    const room = roomWithBoard();
    const face = show(room);
    const nodeId = idOf('Buren kennen elkaar');
    act(() => {
      renameNode(room.tree, { nodeId, title: 'Buren helpen elkaar' }, others);
    });
    expect(face.textContent).toContain('Buren helpen elkaar');
    const batch = { nodeId, batchId: 'weg-ermee' as BatchId, at: 1 };
    act(() => {
      archiveNode(room.tree, room.treeIndex, batch, others);
    });
    await shows(() => expect(told(face)).toHaveLength(5));
    expect(face.textContent).not.toContain('Buren helpen elkaar');
  });

  it('shows what somebody else puts down', async () => {
    const room = roomWithBoard();
    const face = show(room);
    act(() => put(room, 'new', 'note', { richText: words('Een bankje bij de deur') }, 1_500));
    await shows(() => expect(face.textContent).toContain('Een bankje bij de deur'));
  });

  it('[T31] shows pictures of our own server only', () => {
    const room = roomWithBoard();
    const sources = [
      `asset:${STORED}`,
      'https://elders.example/pixel.png',
      'data:image/png;base64,AA',
    ];
    for (const [turn, src] of sources.entries()) {
      const id = `asset:${turn}`;
      writeRecord(room.board, { id, typeName: 'asset', type: 'image', props: { src }, meta: {} });
      put(
        room,
        `picture${turn}`,
        'image',
        { w: 10, h: 10, assetId: id, altText: 'De straat' },
        turn,
      );
    }
    const face = show(room);
    const pictures = [...face.querySelectorAll('img')].map((image) => image.getAttribute('src'));
    expect(pictures).toEqual([`/api/dossiers/proef/assets/${STORED}`]);
    expect(face.textContent).toContain(nl.board.pictureElsewhere);
  });

  it('counts what it cannot read, and says when there is nothing', () => {
    const room = roomWithBoard();
    room.board.records.set('shape:broken', 'not a record');
    expect(show(room).textContent).toContain('Iets op het bord kon niet worden gelezen');
    expect(show(roomWith({}).room).textContent).toContain(nl.board.empty);
  });
});
