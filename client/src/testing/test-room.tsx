/** An open dossier on real documents and no server, for tests of what is on the screen. */
import { nl } from '@meemaak/messages';
import {
  TreeIndex,
  createNode,
  openBoard,
  openNarrative,
  openTree,
  seedUpdate,
  type DossierId,
  type NodeId,
  type ParticipantId,
  type Party,
  type PartyId,
} from '@meemaak/model';
import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { IntlProvider } from 'use-intl';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { DocumentState, DossierRoom, PresentPerson } from '../rooms/dossier-room.ts';
import { RoomContext } from '../rooms/use-room.tsx';
import { WatchedValue } from '../rooms/watched-value.ts';
import { selectNode } from '../view/selection.ts';

export const others = { by: 'p-fatma' as ParticipantId, origin: 'others' };
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

/** Before all tests. */
export function preparePage(): void {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
}

/** After each test. */
export function clearPage(): void {
  act(() => roots.splice(0).forEach((root) => root.unmount()));
  document.body.replaceChildren();
  selectNode(undefined, undefined);
  localStorage.clear();
}

export interface Opened {
  readonly room: DossierRoom;
  readonly people: WatchedValue<readonly PresentPerson[]>;
  readonly shown: object[];
}

export function roomWith(state: Partial<DocumentState>, titles: readonly string[] = []): Opened {
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
    view: { dossierId, title: 'Proef', generation: 1, parties, me },
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
    isSlowLine: new WatchedValue(false),
    people,
    show: (presence) => shown.push(presence),
    close: () => {},
  };
  return { room, people, shown };
}

export const idOf = (title: string): NodeId =>
  `node-${title.toLowerCase().replaceAll(' ', '-')}` as NodeId;

/** Puts a part of the screen on the page. */
export function showInRoom(room: DossierRoom, part: ReactNode): HTMLElement {
  const place = document.body.appendChild(document.createElement('div'));
  const root = createRoot(place);
  roots.push(root);
  act(() => {
    root.render(
      <IntlProvider locale="nl" messages={nl} timeZone="Europe/Amsterdam">
        <RoomContext value={room}>{part}</RoomContext>
      </IntlProvider>,
    );
  });
  return place;
}
