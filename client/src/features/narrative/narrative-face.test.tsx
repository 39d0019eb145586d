import { nl } from '@meemaak/messages';
import {
  SCHEMA_NUMBERS,
  TreeIndex,
  createNode,
  openBoard,
  openNarrative,
  openTree,
  seedUpdate,
  type NodeId,
  type ParticipantId,
} from '@meemaak/model';
import { writeNarrative } from '@meemaak/narrative';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { IntlProvider } from 'use-intl';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { DocumentState, DossierRoom } from '../../rooms/dossier-room.ts';
import { RoomContext } from '../../rooms/use-room.tsx';
import { WatchedValue } from '../../rooms/watched-value.ts';
import { getSelection, selectNode } from '../../view/selection.ts';
import { undoOfferOf } from '../../view/undo.ts';
import { NarrativeFace } from './narrative-face.tsx';

const EFFECT = 'effect-buren' as NodeId;
const roots: Root[] = [];

beforeAll(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
});

afterEach(() => {
  act(() => roots.splice(0).forEach((root) => root.unmount()));
  selectNode(undefined, undefined);
});

test('while the text is on its way it says so, and nothing can be typed', () => {
  const { room, narrativeState } = roomWith({ loaded: false });
  const face = show(room);
  expect(face.querySelector('output')?.textContent).toBe(nl.narrative.loading);
  expect(face.querySelector('[contenteditable]')).toBeNull();
  act(() => narrativeState.set({ loaded: true, mayWrite: true, damaged: false }));
  expect(textOf(face).getAttribute('contenteditable')).toBe('true');
  expect(textOf(face).getAttribute('role')).toBe('textbox');
});

test('who may only read gets a text with headings and lists, and no tools', () => {
  const face = show(roomWith({ mayWrite: false }).room);
  expect(textOf(face).getAttribute('contenteditable')).toBe('false');
  expect(textOf(face).getAttribute('role')).toBe('article');
  expect(face.querySelector('[role=toolbar]')).toBeNull();
  expect(face.querySelector('.node-chip')?.getAttribute('tabindex')).toBe('0');
});

test('a damaged text is read only, with a notice', () => {
  const face = show(roomWith({ damaged: true }).room);
  expect(face.textContent).toContain(nl.narrative.damaged);
  expect(textOf(face).getAttribute('contenteditable')).toBe('false');
});

test('[F36] a text of which nothing came is said to be unreadable, and is not waited for', () => {
  const face = show(roomWith({ loaded: false, damaged: true }).room);
  expect(face.textContent).toContain(nl.narrative.unreadable);
  expect(face.textContent).not.toContain(nl.narrative.loading);
});

test('[F27] a text of a newer schema shows its words and a notice, also when it rises later', () => {
  const { room } = roomWith({});
  const face = show(room);
  expect(textOf(face).getAttribute('contenteditable')).toBe('true');
  const newer = SCHEMA_NUMBERS.narrative + 1;
  act(() => {
    room.narrative.doc.getMap('meta').set('schema', newer);
  });
  expect(face.querySelector('[contenteditable]')).toBeNull();
  expect(face.textContent).toContain(nl.narrative.newerSchema);
  expect(face.textContent).toContain('Buren kennen elkaar');
  const again = show(room);
  expect(again.querySelector('[contenteditable]')).toBeNull();
  expect(again.textContent).toContain(nl.narrative.newerSchema);
});

test('a text with something foreign in it opens again by itself once that is taken out', () => {
  const { room } = roomWith({});
  const face = show(room);
  const { doc, body } = room.narrative;
  act(() => doc.transact(() => body.push([new Y.XmlElement('tableOfTheFuture')]), 'wire'));
  expect(face.querySelector('[contenteditable]')).toBeNull();
  expect(face.textContent).toContain('Buren kennen elkaar');
  act(() => doc.transact(() => body.delete(body.length - 1), 'wire'));
  expect(textOf(face).getAttribute('contenteditable')).toBe('true');
});

test('the toolbar is one stop for Tab; arrows, Home and End walk along it', () => {
  const face = show(roomWith({}).room);
  const toolbar = face.querySelector<HTMLElement>('[role=toolbar]');
  const stops = () => [...(toolbar?.querySelectorAll('button[tabindex="0"]') ?? [])];
  const press = (key: string) =>
    act(() => {
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    });
  expect(stops()).toHaveLength(1);
  toolbar?.querySelector<HTMLElement>('[data-tool=undo]')?.focus();
  for (const [key, tool] of [
    ['ArrowRight', 'redo'],
    ['End', 'find'],
    ['ArrowRight', 'undo'],
    ['ArrowLeft', 'find'],
    ['Home', 'undo'],
  ] as const) {
    press(key);
    expect(document.activeElement?.getAttribute('data-tool')).toBe(tool);
    expect(stops()).toEqual([document.activeElement]);
  }
});

test('tools say what they are, what they do now, and whether they can', () => {
  const { room } = roomWith({});
  const face = show(room);
  const tool = (name: string) => face.querySelector<HTMLElement>(`[data-tool=${name}]`);
  expect(tool('undo')?.getAttribute('aria-disabled')).toBe('true');
  expect(tool('quote')?.getAttribute('aria-label')).toBe(nl.narrative.tools.quote);
  expect(tool('quote')?.getAttribute('aria-pressed')).toBe('false');
  act(() => tool('quote')?.click());
  expect(tool('quote')?.getAttribute('aria-pressed')).toBe('true');
  expect(tool('undo')?.getAttribute('aria-disabled')).toBe('false');
  expect(textOf(face).querySelector('blockquote')).not.toBeNull();
});

test('an empty text invites to write without writing', () => {
  const { room } = roomWith({}, null);
  const before = Y.encodeStateAsUpdate(room.narrative.doc);
  const face = show(room);
  expect(face.textContent).toContain(nl.narrative.placeholder);
  expect(Y.encodeStateAsUpdate(room.narrative.doc)).toEqual(before);
});

test('a click on a chip chooses its node everywhere, and choosing it elsewhere shows here', () => {
  const face = show(roomWith({}).room);
  const chip = face.querySelector<HTMLElement>('.node-chip');
  expect(chip?.getAttribute('aria-label')).toBe('effect: Buren kennen elkaar');
  expect(chip?.getAttribute('aria-pressed')).toBe('false');
  act(() => chip?.click());
  expect(getSelection()).toEqual({ nodeId: EFFECT, chosenOn: 'narrative' });
  expect(chip?.getAttribute('aria-pressed')).toBe('true');
  act(() => selectNode(undefined, 'tree'));
  expect(chip?.getAttribute('aria-pressed')).toBe('false');
  act(() => selectNode(EFFECT, 'tree'));
  expect(chip?.getAttribute('aria-pressed')).toBe('true');
});

test('the contents follow the headings while somebody writes them', async () => {
  const { room } = roomWith({});
  const face = show(room);
  const entries = () =>
    [...face.querySelectorAll('.narrative-contents-link')].map((link) => link.textContent);
  // Fetched after the text.
  await vi.waitFor(() => expect(entries()).toEqual(['Ons plan', 'Wie wat doet']));
  act(() => {
    const added = new Y.XmlElement('heading');
    room.narrative.doc.transact(() => {
      room.narrative.body.push([added]);
      added.insert(0, [new Y.XmlText('Hoe we leren')]);
    }, 'wire');
  });
  await vi.waitFor(() => expect(entries()).toEqual(['Ons plan', 'Wie wat doet', 'Hoe we leren']));
});

test('the text is described by its keys, which stand on the screen too; a reader has none', async () => {
  const face = show(roomWith({}).room);
  // Fetched after the text.
  await vi.waitFor(() => expect(face.querySelector('summary')?.textContent).toBe('Toetsen'));
  const described = document.getElementById(
    textOf(face).getAttribute('aria-describedby') ?? 'nothing',
  );
  for (const words of ['Alt+F10', 'Ctrl+K', '@', 'Escape en dan Tab', 'uit de tekst']) {
    expect(described?.textContent).toContain(words);
    expect(face.querySelector('details dl')?.textContent).toContain(words);
  }
  const reading = show(roomWith({ mayWrite: false }).room);
  expect(textOf(reading).hasAttribute('aria-describedby')).toBe(false);
  expect(reading.querySelector('summary')).toBeNull();
});

test('undo that comes from the toolbar or a menu takes back what was written here', () => {
  const { room } = roomWith({});
  const face = show(room);
  act(() => face.querySelector<HTMLElement>('[data-tool=quote]')?.click());
  expect(textOf(face).querySelector('blockquote')).not.toBeNull();
  act(() => undoOfferOf(room, 'narrative')?.undo());
  expect(textOf(face).querySelector('blockquote')).toBeNull();
  act(() => undoOfferOf(room, 'narrative')?.redo());
  expect(textOf(face).querySelector('blockquote')).not.toBeNull();
  expect(undoOfferOf(roomWith({ mayWrite: false }).room, 'narrative')).toBeUndefined();
});

function show(room: DossierRoom): HTMLElement {
  const place = document.createElement('div');
  document.body.replaceChildren(place);
  const root = createRoot(place);
  roots.push(root);
  act(() =>
    root.render(
      <IntlProvider locale="nl" messages={nl} timeZone="Europe/Amsterdam">
        <RoomContext.Provider value={room}>
          <NarrativeFace />
        </RoomContext.Provider>
      </IntlProvider>,
    ),
  );
  return place;
}

function textOf(face: HTMLElement): HTMLElement {
  const text = face.querySelector<HTMLElement>('.narrative-text');
  if (text === null) throw new Error('There is no text.');
  return text;
}

const story = {
  type: 'doc',
  content: [
    heading('Ons plan'),
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'Wij willen: ' },
        { type: 'nodeChip', attrs: { ref: EFFECT } },
      ],
    },
    heading('Wie wat doet'),
  ],
};

function heading(text: string) {
  return { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text }] };
}

function roomWith(state: Partial<DocumentState>, text: object | null = story) {
  const doc = new Y.Doc();
  Y.applyUpdate(
    doc,
    seedUpdate('narrative', (fresh) => {
      if (text !== null) writeNarrative(openNarrative(fresh).body, text);
    }),
  );
  const tree = openTree(new Y.Doc());
  const title = 'Buren kennen elkaar';
  const making = { by: 'participant-1' as ParticipantId, origin: 'test' };
  createNode(tree, { nodeId: EFFECT, kind: 'effect', title, owner: null, parentId: null }, making);
  const ready: DocumentState = { loaded: true, mayWrite: true, damaged: false };
  const narrativeState = new WatchedValue<DocumentState>({ ...ready, ...state });
  const otherState = new WatchedValue(ready);
  const me = {
    participantId: making.by,
    name: 'Anja',
    partyId: 'party-1',
    right: 'edit',
  } as DossierRoom['me'];
  const room: DossierRoom = {
    view: {
      dossierId: 'dossier-1',
      title: 'Dossier',
      parties: [],
      me,
    } as unknown as DossierRoom['view'],
    me,
    partiesById: new Map(),
    may: () => true,
    narrative: openNarrative(doc),
    tree,
    board: openBoard(new Y.Doc()),
    awareness: new Awareness(tree.doc),
    treeIndex: new TreeIndex(tree),
    documentState: (document) => (document === 'narrative' ? narrativeState : otherState),
    saveState: new WatchedValue({ kind: 'saved' }),
    isSlowLine: new WatchedValue(false),
    people: new WatchedValue([]),
    show: () => undefined,
    close: () => undefined,
  };
  return { room, narrativeState };
}
