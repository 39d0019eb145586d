import { nl } from '@meemaak/messages';
import {
  TreeIndex,
  createNode,
  openBoard,
  openNarrative,
  openTree,
  renameNode,
  seedUpdate,
  type DossierId,
  type NodeId,
  type ParticipantId,
  type Party,
  type PartyId,
} from '@meemaak/model';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { IntlProvider } from 'use-intl';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { DocumentState, DossierRoom, PresentPerson } from '../../rooms/dossier-room.ts';
import { RoomContext } from '../../rooms/use-room.tsx';
import { WatchedValue } from '../../rooms/watched-value.ts';
import { getSelection, selectNode } from '../../view/selection.ts';
import { TreeFace } from './tree-face.tsx';

const others = { by: 'p-fatma' as ParticipantId, origin: 'others' };
const parties: readonly Party[] = [
  {
    partyId: 'merendonk' as PartyId,
    name: 'Gemeente Merendonk',
    shortName: 'Gemeente',
    kind: 'municipality',
    colour: 'blue',
  },
  {
    partyId: 'het-dak' as PartyId,
    name: 'Corporatie Het Dak',
    shortName: 'Het Dak',
    kind: 'housing-corporation',
    colour: 'orange',
  },
];
const roots: Root[] = [];

beforeAll(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
});

afterEach(() => {
  act(() => roots.splice(0).forEach((root) => root.unmount()));
  selectNode(undefined, undefined);
  localStorage.clear();
});

interface Opened {
  readonly room: DossierRoom;
  readonly people: WatchedValue<readonly PresentPerson[]>;
  readonly shown: object[];
}

function roomWith(state: Partial<DocumentState>, titles: readonly string[] = []): Opened {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seedUpdate('tree'), 'server');
  const tree = openTree(doc);
  for (const title of titles) {
    createNode(
      tree,
      {
        nodeId: idOf(title),
        kind: 'effect',
        title,
        owner: parties[0]?.partyId ?? null,
        parentId: null,
      },
      others,
    );
  }
  const people = new WatchedValue<readonly PresentPerson[]>([]);
  const shown: object[] = [];
  const documentState = new WatchedValue<DocumentState>({
    loaded: true,
    mayWrite: true,
    damaged: false,
    ...state,
  });
  const dossierId = 'proef' as DossierId;
  const me = {
    participantId: 'p-sem' as ParticipantId,
    name: 'Sem',
    partyId: 'het-dak' as PartyId,
    right: 'edit',
  } as const;
  const room: DossierRoom = {
    view: { dossierId, title: 'Proef', parties, me },
    me,
    partiesById: new Map(parties.map((party) => [party.partyId, party])),
    may: () => true,
    narrative: openNarrative(new Y.Doc()),
    tree,
    board: openBoard(new Y.Doc()),
    awareness: new Awareness(doc),
    treeIndex: new TreeIndex(tree),
    documentState: () => documentState,
    saveState: new WatchedValue({ kind: 'saved' }),
    people,
    show: (presence) => shown.push(presence),
    close: () => {},
  };
  return { room, people, shown };
}

const idOf = (title: string): NodeId =>
  `node-${title.toLowerCase().replaceAll(' ', '-')}` as NodeId;

function show(room: DossierRoom): HTMLElement {
  const place = document.body.appendChild(document.createElement('div'));
  const root = createRoot(place);
  roots.push(root);
  act(() => {
    root.render(
      <IntlProvider locale="nl" messages={nl} timeZone="Europe/Amsterdam">
        <RoomContext value={room}>
          <TreeFace />
        </RoomContext>
      </IntlProvider>,
    );
  });
  return place;
}

const rowsOf = (face: HTMLElement) => [...face.querySelectorAll<HTMLElement>('tbody tr')];
const titleOf = (row: Element | null) => row?.querySelector('.tree-row-title')?.textContent;
const outline = (room: DossierRoom) =>
  room.treeIndex.rows().map(({ level, kind, title }) => `${'-'.repeat(level)} ${kind} ${title}`);

function rowOf(face: HTMLElement, title: string): HTMLElement {
  const row = rowsOf(face).find((candidate) => titleOf(candidate) === title);
  if (row === undefined) throw new Error(`There is no row “${title}”.`);
  return row;
}

function press(key: string, held: KeyboardEventInit = {}): void {
  act(() => {
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...held }),
    );
  });
}

function type(text: string): void {
  const field = document.activeElement;
  if (!(field instanceof HTMLInputElement)) throw new Error('No title is open.');
  act(() => {
    // React listens to the native setter, as a browser's typing does.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

function clickButton(face: HTMLElement, name: string): void {
  const button = [...face.querySelectorAll('button')].find(
    (candidate) => (candidate.getAttribute('aria-label') ?? candidate.textContent) === name,
  );
  if (button === undefined) throw new Error(`There is no button “${name}”.`);
  act(() => button.click());
}

describe('the tree face', () => {
  it('[A02] lets one build a whole tree with the keyboard alone', () => {
    const { room } = roomWith({});
    const face = show(room);
    expect(face.textContent).toContain(nl.tree.empty);
    clickButton(face, nl.tree.addEffect);
    type('Buren kennen elkaar');
    press('Tab');
    type('Huurders als gastheer');
    press('Tab');
    type('Koffie met nieuwe buren');
    press('Enter');
    type('Rondje door de straat');
    press('Escape');
    expect(outline(room)).toEqual([
      '- effect Buren kennen elkaar',
      '-- performance Huurders als gastheer',
      '--- activity Koffie met nieuwe buren',
      '--- activity Rondje door de straat',
    ]);
    expect(titleOf(document.activeElement)).toBe('Rondje door de straat');
    press('ArrowUp', { altKey: true });
    press('ArrowLeft', { altKey: true });
    press('F2');
    type('Rondje met de sleutel');
    press('Enter');
    expect(outline(room)).toEqual([
      '- effect Buren kennen elkaar',
      '-- performance Huurders als gastheer',
      '--- activity Koffie met nieuwe buren',
      '-- activity Rondje met de sleutel',
    ]);
    press('Enter');
    press('Escape');
    expect(outline(room)).toHaveLength(4);
  });

  it('tells assistive technology where each row stands', () => {
    const { room } = roomWith({}, ['Een', 'Twee']);
    const face = show(room);
    rowOf(face, 'Een').focus();
    press('Insert');
    type('Onder een');
    press('Escape');
    const row = rowOf(face, 'Onder een');
    expect(row.getAttribute('aria-level')).toBe('2');
    expect(row.getAttribute('aria-posinset')).toBe('1');
    expect(row.getAttribute('aria-setsize')).toBe('1');
    expect(rowOf(face, 'Een').getAttribute('aria-expanded')).toBe('true');
    expect(rowOf(face, 'Twee').hasAttribute('aria-expanded')).toBe(false);
    expect(face.querySelectorAll('tbody tr[tabindex="0"]')).toHaveLength(1);
    expect(row.getAttribute('aria-selected')).toBe('true');
    expect(getSelection()).toEqual({ nodeId: row.id.slice('tree-row-'.length), chosenOn: 'tree' });
  });

  it('folds with the arrows, walks and finds by letter', () => {
    const { room } = roomWith({}, ['Aap', 'Beer', 'Cavia']);
    const face = show(room);
    rowOf(face, 'Aap').focus();
    press('Insert');
    type('Klein');
    press('Escape');
    press('ArrowLeft');
    expect(titleOf(document.activeElement)).toBe('Aap');
    press('ArrowLeft');
    expect(rowsOf(face).map(titleOf)).toEqual(['Aap', 'Beer', 'Cavia']);
    press('End');
    expect(titleOf(document.activeElement)).toBe('Cavia');
    press('b');
    expect(titleOf(document.activeElement)).toBe('Beer');
    press('Home');
    press('ArrowRight');
    press('ArrowRight');
    expect(titleOf(document.activeElement)).toBe('Klein');
  });

  it('archives with an undo in words, and brings back from the archive', () => {
    const { room } = roomWith({}, ['Een', 'Twee']);
    const face = show(room);
    rowOf(face, 'Een').focus();
    press('Delete');
    expect(rowsOf(face).map(titleOf)).toEqual(['Twee']);
    expect(titleOf(document.activeElement)).toBe('Twee');
    expect(face.querySelector('[role=status]')?.textContent).toContain('“Een” is gearchiveerd');
    clickButton(face, nl.tree.takeBack);
    expect(rowsOf(face).map(titleOf)).toEqual(['Een', 'Twee']);
    rowOf(face, 'Twee').focus();
    press('Delete');
    clickButton(face, 'Zet “Twee” terug');
    expect(rowsOf(face).map(titleOf)).toEqual(['Een', 'Twee']);
  });

  it('undoes a title that was typed letter by letter in one step, and does it again', () => {
    const { room } = roomWith({}, ['Een']);
    const face = show(room);
    rowOf(face, 'Een').focus();
    press('F2');
    for (const text of ['Eens', 'Eens ', 'Eens worden']) type(text);
    press('Enter');
    press('z', { ctrlKey: true });
    expect(rowsOf(face).map(titleOf)).toEqual(['Een']);
    press('y', { ctrlKey: true });
    expect(rowsOf(face).map(titleOf)).toEqual(['Eens worden']);
  });

  it('gives the old title back on Escape', () => {
    const { room } = roomWith({}, ['Een']);
    const face = show(room);
    rowOf(face, 'Een').focus();
    press('F2');
    type('Iets anders');
    press('Escape');
    expect(rowsOf(face).map(titleOf)).toEqual(['Een']);
  });

  it('[A11] keeps the focus in its row when others add, rename and archive around it', () => {
    const { room } = roomWith({}, ['Een', 'Twee']);
    const face = show(room);
    rowOf(face, 'Twee').focus();
    act(() => {
      createNode(
        room.tree,
        {
          nodeId: idOf('Nul'),
          kind: 'effect',
          title: 'Nul',
          owner: null,
          parentId: null,
          afterId: null,
        },
        others,
      );
      renameNode(room.tree, { nodeId: idOf('Een'), title: 'Eén' }, others);
    });
    expect(rowsOf(face).map(titleOf)).toEqual(['Nul', 'Eén', 'Twee']);
    expect(titleOf(document.activeElement)).toBe('Twee');
  });

  it('keeps both when somebody else writes in the same title', () => {
    const { room } = roomWith({}, ['Grip op schulden']);
    const face = show(room);
    rowOf(face, 'Grip op schulden').focus();
    press('F2');
    type('Grip op geldzorgen');
    act(() => {
      renameNode(
        room.tree,
        { nodeId: idOf('Grip op schulden'), title: 'Meer grip op geldzorgen' },
        others,
      );
    });
    const field = document.activeElement;
    expect(field instanceof HTMLInputElement && field.value).toBe('Meer grip op geldzorgen');
    type('Meer grip op geldzorgen thuis');
    press('Enter');
    expect(rowsOf(face).map(titleOf)).toEqual(['Meer grip op geldzorgen thuis']);
  });

  it('says in words why something cannot be', () => {
    const { room } = roomWith({}, ['Een']);
    const face = show(room);
    rowOf(face, 'Een').focus();
    press('ArrowRight', { altKey: true });
    expect(face.querySelector('[role=status]')?.textContent).toContain(
      nl.tree.refusals.nothingAbove,
    );
    press('ArrowLeft', { altKey: true });
    expect(face.querySelector('[role=status]')?.textContent).toContain(
      nl.tree.refusals.alreadyAtTop,
    );
  });

  it('shows who is at a node and who is typing there', () => {
    const { room, people, shown } = roomWith({}, ['Een']);
    const face = show(room);
    const fatma: PresentPerson = {
      clientId: 7,
      isMe: false,
      face: 'tree',
      selectedNodeId: idOf('Een'),
      editingNodeId: undefined,
      participant: {
        participantId: 'p-fatma' as ParticipantId,
        name: 'Fatma',
        partyId: 'merendonk' as PartyId,
        partyShortName: 'Gemeente',
        colour: 'blue',
      },
    };
    act(() => people.set([fatma]));
    expect(face.textContent).toContain('Fatma is hier');
    act(() => people.set([{ ...fatma, editingNodeId: idOf('Een') }]));
    expect(face.textContent).toContain('Fatma typt');
    rowOf(face, 'Een').focus();
    press('F2');
    expect(shown).toContainEqual({ editingNodeId: idOf('Een') });
    press('Enter');
    expect(shown.at(-1)).toEqual({ editingNodeId: undefined });
  });

  it('offers a reader nothing to change, and says so', () => {
    const { room } = roomWith({ mayWrite: false }, ['Een']);
    const face = show(room);
    expect(face.textContent).toContain(nl.tree.readOnly);
    expect(face.querySelector('[popovertarget]')).toBeNull();
    rowOf(face, 'Een').focus();
    for (const key of ['Enter', 'Insert', 'F2', 'Delete']) press(key);
    expect(face.querySelector('input')).toBeNull();
    expect(outline(room)).toEqual(['- effect Een']);
  });

  it('says that it is loading, empty or damaged', () => {
    expect(show(roomWith({ loaded: false }).room).textContent).toContain(nl.tree.loading);
    expect(show(roomWith({ mayWrite: false }).room).textContent).toContain(nl.tree.emptyReadOnly);
    const damaged = show(roomWith({ damaged: true }, ['Een']).room);
    expect(damaged.textContent).toContain(nl.tree.damaged);
    expect(rowsOf(damaged)).toHaveLength(1);
  });
});
