/** From stored bytes to a live document, and the proof that bytes lead there. */
import type { RoomAddress } from '@meemaak/protocol';
import * as Y from 'yjs';
import { logEvent } from '../../log.ts';
import { newLiveDocument } from './live-document.ts';
import { rehearse } from '../admission/rehearsal.ts';
import type { LoadedDocument, LoadedUpdate, UpdateReader } from './update-log.ts';

export interface BuiltDocument {
  readonly doc: Y.Doc;
  /** How many of the updates are in it; less than all when one does not fit. */
  readonly appliedCount: number;
}

/** Applies stored updates up to the first that does not fit. One that throws has been applied in
 *  part by then, so the document is built anew without it. */
export function buildDocument(updates: readonly LoadedUpdate[]): BuiltDocument {
  const doc = newLiveDocument();
  let appliedCount = 0;
  try {
    for (const { bytes } of updates) {
      Y.applyUpdate(doc, bytes);
      const { pendingStructs, pendingDs } = doc.store;
      if (pendingStructs !== null || pendingDs !== null) throw new Error('It leans on nothing.');
      appliedCount += 1;
    }
    return { doc, appliedCount };
  } catch {
    doc.destroy();
    return buildDocument(updates.slice(0, appliedCount));
  }
}

/** A document as it is on disk, and as it came to life. */
export interface OpenedDocument extends BuiltDocument {
  readonly loaded: LoadedDocument;
}

/** Builds what is stored. A snapshot may be as it was stored and still be of no use: then from the one
 *  before it. */
export function openStored(address: RoomAddress, log: UpdateReader): OpenedDocument {
  let loaded = log.load(address);
  let built = buildDocument(loaded.updates);
  while (built.appliedCount === 0 && loaded.startSeq > 0) {
    logEvent('snapshot.notReadable', { ...address, seq: loaded.startSeq });
    loaded = log.load(address, loaded.startSeq);
    built = buildDocument(loaded.updates);
  }
  return { loaded, ...built };
}

/** Could all that was ever stored be read? */
export function isWhole({ loaded, appliedCount }: OpenedDocument): boolean {
  return !loaded.damaged && appliedCount === loaded.updates.length;
}

/** The whole state of `doc`, as a snapshot that was seen to give it back, and what that costs; undefined
 *  when it costs more than `mostSteps`. Throws when the state cannot be written or read: then the
 *  updates that led to it must stay. */
export function proveState(doc: Y.Doc, mostSteps = Infinity): LoadedUpdate | undefined {
  const bytes = Y.encodeStateAsUpdate(doc);
  const steps = countSteps(bytes, mostSteps);
  if (steps > mostSteps) return undefined;
  const { doc: again, appliedCount } = buildDocument([{ bytes, steps }]);
  const isSame =
    appliedCount === 1 && isEqual(Y.encodeStateVector(again), Y.encodeStateVector(doc));
  again.destroy();
  if (!isSame) throw new Error('The state of the document cannot be read back.');
  return { bytes, steps };
}

/** How far Yjs walks to build a document from this state (see `rehearsal`): everybody who opens it
 *  pays that. Counts no further than just beyond `mostSteps`. */
export function countSteps(state: Uint8Array, mostSteps = Infinity): number {
  const { structs } = Y.decodeUpdate(state);
  const rehearsed = rehearse(new Y.Doc(), structs, mostSteps, () => {});
  return rehearsed.kind === 'done' ? rehearsed.steps : mostSteps + 1;
}

function isEqual(some: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(some, other) === 0;
}
