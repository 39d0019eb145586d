/** The messages of y-protocols that the relay itself says. */
import { KEEP_ALIVE_MESSAGE, encodeSyncMessage, type SyncKind } from '@meemaak/protocol';
import * as Y from 'yjs';
import { Parcel } from './parcel.ts';

/** "What do you have? I have this." Without a live document: what is known of it. */
export function askParcel(doc: Y.Doc | undefined, known: Uint8Array = NOTHING): Parcel {
  return syncParcel('step1', doc === undefined ? known : Y.encodeStateVector(doc));
}

/** "This is what you lack." Throws on bytes that are no state vector. */
export function answerParcel(doc: Y.Doc, stateVector: Uint8Array): Parcel {
  return syncParcel('step2', Y.encodeStateAsUpdate(doc, stateVector));
}

/** "This is what you lack." */
export function syncedParcel(missing: Uint8Array): Parcel {
  return syncParcel('step2', missing);
}

/** "That was all of it." */
export const answeredParcel = syncParcel('step2', new Uint8Array([0, 0]));

export function updateParcel(update: Uint8Array): Parcel {
  return syncParcel('update', update);
}

/** "Nobody shows anything", and so also: "I am here." */
export const emptyPresenceParcel = new Parcel(KEEP_ALIVE_MESSAGE);

/** The state vector of a document without anything in it. */
const NOTHING = new Uint8Array([0]);

export function isNothing(stateVector: Uint8Array): boolean {
  return stateVector.byteLength === 1 && stateVector[0] === 0;
}

/** An update that changes nothing: what somebody who came with nothing answers. */
export function isEmptyUpdate(update: Uint8Array): boolean {
  return update.byteLength === 2 && update[0] === 0 && update[1] === 0;
}

function syncParcel(kind: SyncKind, body: Uint8Array): Parcel {
  return new Parcel(encodeSyncMessage(kind, body));
}
