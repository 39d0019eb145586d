/** Follows the documents of one dossier through absences of this device.
 *
 *      line lost ─▶ leave     synced again ─▶ comeBack ─▶ clashes ─▶ list, store
 *      all acknowledged ─▶ settle */
import {
  clashId,
  openBoard,
  openNarrative,
  openTree,
  readClash,
  watchBoardAbsence,
  watchNarrativeAbsence,
  watchTreeAbsence,
  type Absence,
  type AbsenceOptions,
  type Clash,
  type DocumentName,
} from '@meemaak/model';
import { WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';
import type { AbsenceStore, StoredAbsence } from './absence-store.ts';
import type { Watchable } from './dossier-room.ts';
import type { ChannelSaving } from './save-state.ts';

/** `talk` is written by the server only: nobody works in it without a line. */
type WrittenDocument = Exclude<DocumentName, 'talk'>;
const WRITTEN: readonly WrittenDocument[] = ['narrative', 'tree', 'board'];

const watchers: Record<WrittenDocument, (doc: Y.Doc, options: AbsenceOptions) => Absence> = {
  narrative: (doc, options) => watchNarrativeAbsence(openNarrative(doc), options),
  tree: (doc, options) => watchTreeAbsence(openTree(doc), options),
  board: (doc, options) => watchBoardAbsence(openBoard(doc), options),
};

export interface FollowedLine {
  readonly doc: Y.Doc;
  readonly saving: Watchable<ChannelSaving>;
}

export interface AbsenceKeeping {
  readonly store: AbsenceStore;
  readonly onClashes: (clashes: readonly Clash[]) => void;
}

/** Those that this build can read. */
export function readClashes(stored: readonly unknown[]): readonly Clash[] {
  return stored.map(readClash).filter((clash) => clash !== undefined);
}

/** `work`: what was done before this page. Until the returned function is called. */
export function watchAbsences(
  lines: Readonly<Record<DocumentName, FollowedLine>>,
  work: StoredAbsence['work'],
  keeping: AbsenceKeeping,
): () => void {
  const stops = WRITTEN.map((document) => {
    const { doc, saving } = lines[document];
    const absence = watchers[document](doc, {
      isMine: ({ local, origin }) => local && !(origin instanceof WebsocketProvider),
      isTheirs: ({ origin }) => origin instanceof WebsocketProvider,
      onWork: (keys) => {
        // With a line it is acknowledged in a moment; that is no absence.
        if (saving.get().phase !== 'open') keeping.store.keepWork(document, keys);
      },
    });
    absence.recall(work[document] ?? []);
    const stop = follow(document, absence, saving, keeping);
    return () => {
      stop();
      absence.destroy();
    };
  });
  return () => {
    for (const stop of stops) stop();
  };
}

function follow(
  document: WrittenDocument,
  absence: Absence,
  saving: Watchable<ChannelSaving>,
  { store, onClashes }: AbsenceKeeping,
): () => void {
  let before = saving.get();
  // All had come in before anybody watched.
  if (before.synced) absence.comeBack();
  return saving.subscribe(() => {
    const after = saving.get();
    if (before.phase === 'open' && after.phase !== 'open') {
      absence.leave();
      store.keepWork(document, absence.work);
    }
    if (after.synced && !before.synced) {
      const clashes = absence.comeBack();
      store.keepClashes(new Map(clashes.map((clash) => [clashId(clash), clash])));
      onClashes(clashes);
    }
    // Also what an earlier page had no time to put away.
    const isAgreed = after.synced && !after.dirty;
    if (isAgreed && (before.dirty || !before.synced)) {
      store.forgetWork(document, absence.work);
      absence.settle();
    }
    before = after;
  });
}
