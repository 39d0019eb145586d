/** The copy of one document on this device, and the mark that says it holds unsaved work.
 *
 *  y-indexeddb tells nothing when the browser has no room, no permission or no database [F26];
 *  so we look first, listen to the database itself, and go on in memory when it fails. */
import type { DocumentName, DossierId, ParticipantId } from '@meemaak/model';
import { IndexeddbPersistence, clearDocument } from 'y-indexeddb';
import type * as Y from 'yjs';

const UNSAVED_KEY = 'unsaved';
/** A browser that takes longer than this to open a database gets no copy to start from. */
const PATIENCE_MS = 3_000;

export interface CopyAddress {
  readonly participantId: ParticipantId;
  readonly dossierId: DossierId;
  readonly document: DocumentName;
  /** The life of the document on the server; a restored backup begins another one. */
  readonly generation: number;
}

/** Two people on one computer never share a copy, nor two lives of one document. */
export function copyName(address: CopyAddress): string {
  const { participantId, dossierId, document, generation } = address;
  return `meemaak/${dossierId}/${document}/${generation}/${participantId}`;
}

export interface DeviceCopy {
  /** Work in it that was not yet on the server when it was last open. */
  readonly hadUnsaved: boolean;
  markUnsaved(isUnsaved: boolean): void;
  close(): void;
}

/** Loads the copy into `doc` and keeps it up to date. Undefined: this device cannot keep one.
 *  `onBroken` is called once when it stops being kept later on. */
export async function openDeviceCopy(
  address: CopyAddress,
  doc: Y.Doc,
  onBroken: () => void,
): Promise<DeviceCopy | undefined> {
  const name = copyName(address);
  if (!(await canOpen(name))) return undefined;
  const persistence = new IndexeddbPersistence(name, doc);
  await Promise.race([persistence.whenSynced, wait(PATIENCE_MS)]);
  if (persistence.db === null) {
    void persistence.destroy();
    return undefined;
  }
  let isKept = true;
  const letGo = (): void => {
    isKept = false;
    void persistence.destroy();
  };
  const giveUp = (): void => {
    if (isKept) onBroken();
    letGo();
  };
  // No room, or the browser threw our data away.
  persistence.db.addEventListener('abort', giveUp);
  persistence.db.addEventListener('close', giveUp);
  // Somebody leaves in another window and clears the copy: let go, so that they can.
  persistence.db.addEventListener('versionchange', letGo);
  const hadUnsaved = (await persistence.get(UNSAVED_KEY).catch(() => 0)) === 1;
  return {
    hadUnsaved,
    markUnsaved: (isUnsaved) => {
      if (isKept) void persistence.set(UNSAVED_KEY, isUnsaved ? 1 : 0).catch(giveUp);
    },
    close: letGo,
  };
}

/** Removes the copy: somebody else may sit at this computer next. */
export async function forgetDeviceCopy(address: CopyAddress): Promise<void> {
  if (!('indexedDB' in globalThis)) return;
  await Promise.race([clearDocument(copyName(address)).catch(() => undefined), wait(PATIENCE_MS)]);
}

/** Opens and closes the database once: y-indexeddb would leave a failure unhandled. */
function canOpen(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MS, false);
    try {
      const request = indexedDB.open(name);
      // y-indexeddb makes its stores when it finds none; leave no empty database behind for it.
      request.addEventListener('upgradeneeded', () => {
        request.result.createObjectStore('updates', { autoIncrement: true });
        request.result.createObjectStore('custom');
      });
      request.addEventListener('success', () => {
        request.result.close();
        resolve(true);
      });
      request.addEventListener('error', () => resolve(false));
    } catch {
      resolve(false);
    }
  });
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
