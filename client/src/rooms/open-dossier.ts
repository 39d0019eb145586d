/** Opens a dossier: four documents with one client id, one socket, one presence. */
import {
  DOCUMENT_NAMES,
  TreeIndex,
  can,
  openBoard,
  openNarrative,
  openTree,
  type Action,
  type DocumentName,
  type Party,
} from '@meemaak/model';
import { syncPath, type DossierView, type ParticipantView } from '@meemaak/protocol';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { AbsenceLog } from './absence-log.ts';
import { forgetDeviceCopy } from './device-copy.ts';
import type { DeviceWork } from './device-work.ts';
import { DocumentLine, copyAddress } from './document-line.ts';
import type { DossierRoom, SaveState, Watchable } from './dossier-room.ts';
import { DossierSocket } from './dossier-socket.ts';
import { askToKeepStorage } from './keep-storage.ts';
import { LineChooser } from './line-chooser.ts';
import type { ParkedWork } from './parked-work.ts';
import { watchPeople } from './people.ts';
import { PollSocket } from './poll-socket.ts';
import { isSameSaveState, summariseSaving } from './save-state.ts';
import { WatchedValue } from './watched-value.ts';

export interface OpenDossier {
  readonly room: DossierRoom;
  /** False once this device turns out not to keep a copy: work is then in this window only. */
  readonly keepsCopy: Watchable<boolean>;
  /** Where work done without a line met that of others. */
  readonly absence: AbsenceLog;
  /** Since when there is work here that is not on the server, in ms UTC. */
  readonly unsavedSince: Watchable<number | undefined>;
  /** What this device holds, as it is now. */
  readonly work: () => DeviceWork;
  /** Work of a life of the dossier before this one; it waits until its person chooses. */
  readonly parked: Watchable<readonly ParkedWork[]>;
  readonly discardParked: (parked: ParkedWork) => Promise<void>;
  /** Is there anything on this device, also of other windows, that is not on the server? */
  readonly holdsUnsaved: () => Promise<boolean>;
  /** Closes the dossier and removes its copies from this device. */
  readonly forget: () => Promise<void>;
}

type PerDocument<Value> = Readonly<Record<DocumentName, Value>>;

export function openDossier(view: DossierView, me: ParticipantView): OpenDossier {
  const { dossierId, generation } = view;
  const { participantId } = me;
  const docs = createDocs();
  const awareness = new Awareness(docs.tree);
  const chooser = new LineChooser({
    webSocket: () => new WebSocket(syncAddress(view)),
    requests: () => new PollSocket(dossierId),
  });
  const socket = new DossierSocket(() => chooser.open());
  const keepsCopy = new WatchedValue(true);
  const lines = mapDocuments(
    (document) =>
      new DocumentLine({
        document,
        doc: docs[document],
        dossierId,
        generation,
        me,
        socket,
        onCopyBroken: () => keepsCopy.set(false),
        ...(document === 'tree' ? { awareness } : {}),
      }),
  );
  const followed = mapDocuments((document) => ({
    doc: docs[document],
    saving: lines[document].saving,
  }));
  const absence = new AbsenceLog({ participantId, dossierId, generation }, followed);
  const { isSlow } = chooser;
  const room = createRoom({ view, me, docs, awareness, socket, lines, isSlow, absence });
  // What was done here before must be known before anything of others comes in.
  const open = async () => {
    await absence.ready;
    for (const line of Object.values(lines)) void line.open();
  };
  void open();
  const forget = async () => {
    room.close();
    await absence.forget();
    await Promise.all(
      DOCUMENT_NAMES.map((document) => forgetDeviceCopy(copyAddress(view, document, me))),
    );
  };
  const workOf = (document: DocumentName) => ({
    doc: docs[document],
    unsaved: lines[document].unsaved.get(),
  });
  const work = () => mapDocuments(workOf);
  const unsavedSince = watchUnsavedSince(lines);
  askWhenAlone(room.saveState);
  return { room, keepsCopy, absence, unsavedSince, work, ...watchParked(view, me), forget };
}

/** What this device still holds of earlier lives of the dossier, and of earlier sign-ins. */
function watchParked(
  { dossierId, generation }: DossierView,
  { participantId, name }: ParticipantView,
): Pick<OpenDossier, 'parked' | 'discardParked' | 'holdsUnsaved'> {
  const now = { dossierId, participantId, generation, name };
  const parked = new WatchedValue<readonly ParkedWork[]>([]);
  // Nobody waits for it at the opening.
  const part = import('./parked-work.ts');
  const look = async () => parked.set(await (await part).findParkedWork(now));
  // What could not be fetched now is looked for at the next opening.
  look().catch(() => {});
  const discardParked = async ({ life }: ParkedWork) => {
    await (await part).removeLife(life);
    await look();
  };
  const holdsUnsaved = () =>
    part.then(
      ({ holdsUnsavedWork }) => holdsUnsavedWork(now),
      // Not known: who leaves had better be warned.
      () => true,
    );
  return { parked, discardParked, holdsUnsaved };
}

function watchUnsavedSince(lines: PerDocument<DocumentLine>): WatchedValue<number | undefined> {
  const since = new WatchedValue<number | undefined>(undefined);
  const read = () => {
    const times = Object.values(lines).flatMap(({ unsaved }) => unsaved.get().sinceAt ?? []);
    since.set(times.length === 0 ? undefined : Math.min(...times));
  };
  for (const { unsaved } of Object.values(lines)) unsaved.subscribe(read);
  return since;
}

/** Once there is work that is nowhere but here, the browser should keep it. */
function askWhenAlone(saveState: Watchable<SaveState>): void {
  const stop = saveState.subscribe(() => {
    const state = saveState.get();
    if (state.kind !== 'offline' || !state.unsaved) return;
    stop();
    void askToKeepStorage();
  });
}

interface RoomParts {
  readonly view: DossierView;
  readonly me: ParticipantView;
  readonly docs: PerDocument<Y.Doc>;
  readonly awareness: Awareness;
  readonly socket: DossierSocket;
  readonly lines: PerDocument<DocumentLine>;
  readonly isSlow: Watchable<boolean>;
  readonly absence: AbsenceLog;
}

function createRoom(parts: RoomParts): DossierRoom {
  const { view, me, docs, awareness, socket, lines, isSlow, absence } = parts;
  const tree = openTree(docs.tree);
  const treeIndex = new TreeIndex(tree);
  const partiesById = new Map<string, Party>(view.parties.map((party) => [party.partyId, party]));
  return {
    view,
    me,
    partiesById,
    may: (action) => can(me.right, action) && isOpenFor(action, lines),
    narrative: openNarrative(docs.narrative),
    tree,
    board: openBoard(docs.board),
    awareness,
    treeIndex,
    documentState: (document) => lines[document].state,
    saveState: watchSaving(lines),
    isSlowLine: isSlow,
    people: watchPeople(awareness, { participant: me, party: partiesById.get(me.partyId) }),
    show: (presence) => awareness.setLocalState({ ...awareness.getLocalState(), ...presence }),
    close() {
      absence.close();
      for (const line of Object.values(lines)) line.close();
      socket.close();
      treeIndex.destroy();
      awareness.destroy();
      for (const doc of Object.values(docs)) doc.destroy();
    },
  };
}

function mapDocuments<Value>(create: (document: DocumentName) => Value): PerDocument<Value> {
  return {
    narrative: create('narrative'),
    tree: create('tree'),
    board: create('board'),
    talk: create('talk'),
  };
}

/** One client id for all: the server binds it to this connection, and presence of one document
 *  (a caret in the narrative) can travel on the awareness of another. New for every page, or two
 *  tabs would write as one and never agree again [F23]. */
function createDocs(): PerDocument<Y.Doc> {
  const clientId = new Y.Doc().clientID;
  return mapDocuments(() => {
    const doc = new Y.Doc();
    doc.clientID = clientId;
    return doc;
  });
}

function syncAddress({ dossierId }: DossierView): string {
  const address = new URL(syncPath(dossierId), location.href);
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return address.href;
}

/** The document an action writes, besides what the right says about it. */
const writtenDocuments: Record<Action, DocumentName | undefined> = {
  'dossier.read': undefined,
  'narrative.edit': 'narrative',
  'tree.edit': 'tree',
  'board.edit': 'board',
  'talk.write': undefined,
  'asset.add': 'board',
  'dossier.facilitate': undefined,
};

/** A document can be closed for writing to somebody whose right allows it: damaged, or not yet there. */
function isOpenFor(action: Action, lines: PerDocument<DocumentLine>): boolean {
  const document = writtenDocuments[action];
  return document === undefined || lines[document].state.get().mayWrite;
}

function watchSaving(lines: PerDocument<DocumentLine>): WatchedValue<SaveState> {
  const read = () => summariseSaving(mapDocuments((document) => lines[document].saving.get()));
  const saveState = new WatchedValue(read());
  for (const line of Object.values(lines)) {
    line.saving.subscribe(() => {
      const next = read();
      if (!isSameSaveState(next, saveState.get())) saveState.set(next);
    });
  }
  return saveState;
}

const openDossiers = new Map<string, OpenDossier>();

/** The open dossier of this page: asking again gives the same one, so that a render may ask. */
export function openDossierOnce(view: DossierView, me: ParticipantView): OpenDossier {
  const key = `${view.dossierId}/${me.participantId}`;
  const known = openDossiers.get(key);
  if (known !== undefined) return known;
  const opened = openDossier(view, me);
  openDossiers.set(key, opened);
  return opened;
}
