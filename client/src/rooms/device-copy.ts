/** The copy of one document on this device, and the mark that says which work in it is not yet on the
 *  server. Each window marks its own work: what one has sent does not make the other's saved [F23]. */
import type { DocumentName, DossierId, ParticipantId } from '@meemaak/model';
import * as Y from 'yjs';
import { openCopyStore, removeCopy, type CopyStore, type StoredCopy } from './copy-store.ts';
import { readUnsaved, unsavedKey, type Unsaved, type UnsavedMark } from './unsaved.ts';

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

/** What is kept about the copy itself: the name its person goes by. */
const OWNER = 'owner';

/** Under which name its person was here last; undefined in copies of before we kept it. */
export function readOwner({ marks }: StoredCopy): string | undefined {
  const owner = marks.get(OWNER);
  return typeof owner === 'string' ? owner : undefined;
}

export interface DeviceCopy {
  /** Work in it that was not yet on the server when it was last open. */
  readonly unsaved: Unsaved;
  /** How the work of this window stands that is not on the server; undefined: all of it is there, and
   *  so is what the copy held when it was opened. */
  mark(mark: UnsavedMark | undefined): void;
  close(): void;
}

/** Loads the copy into `doc` and keeps it up to date, as that of somebody of this name. Undefined: this
 *  device cannot keep one. `onBroken` is called once when it stops being kept later on. */
export async function openDeviceCopy(
  address: CopyAddress,
  owner: string,
  doc: Y.Doc,
  onBroken: () => void,
): Promise<DeviceCopy | undefined> {
  const store = await openCopyStore(copyName(address), onBroken);
  if (store === undefined) return undefined;
  applyCopy(doc, store.stored, store);
  if (readOwner(store.stored) !== owner) store.setMark(OWNER, owner);
  const keep = (update: Uint8Array, origin: unknown): void => {
    if (origin !== store) store.append(update);
  };
  doc.on('update', keep);
  return {
    unsaved: readUnsaved(store.stored.marks),
    mark: (mark) => markCopy(store, doc.clientID, mark),
    close: () => {
      doc.off('update', keep);
      store.close();
    },
  };
}

/** Puts a copy into a document, as nobody's edits. */
export function applyCopy(doc: Y.Doc, { updates }: StoredCopy, origin: unknown): void {
  const apply = (): void => {
    for (const update of updates) Y.applyUpdate(doc, update, origin);
  };
  // Not local: whoever follows what this person does must not take it for that.
  Y.transact(doc, apply, origin, false);
}

/** Removes the copy: somebody else may sit at this computer next. */
export async function forgetDeviceCopy(address: CopyAddress): Promise<void> {
  await removeCopy(copyName(address));
}

function markCopy(store: CopyStore, clientId: number, mark: UnsavedMark | undefined): void {
  store.setMark(unsavedKey(clientId), mark);
  if (mark !== undefined) return;
  // What other windows left here went to the server with ours, unless they went on meanwhile.
  for (const [key, known] of store.stored.marks) {
    if (key !== OWNER) store.dropMark(key, known);
  }
}
