/** Messages of y-protocols, written and read by hand: the load has no provider and no document. */
import { MESSAGE_KINDS, SYNC_KINDS } from '@meemaak/protocol';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** Of somebody who has nothing yet. */
const EMPTY_STATE_VECTOR = new Uint8Array([0]);
/** Nothing new, nothing deleted. */
const EMPTY_UPDATE = new Uint8Array([0, 0]);

export interface SyncMessage {
  readonly kind: keyof typeof SYNC_KINDS;
  readonly body: Uint8Array;
}

export function askMessage(stateVector: Uint8Array = EMPTY_STATE_VECTOR): Uint8Array {
  return encodeSync(SYNC_KINDS.step1, stateVector);
}

/** The answer to who asks what we have: nothing that they do not. */
export function nothingNewMessage(): Uint8Array {
  return encodeSync(SYNC_KINDS.step2, EMPTY_UPDATE);
}

export function updateMessage(update: Uint8Array): Uint8Array {
  return encodeSync(SYNC_KINDS.update, update);
}

export function presenceMessage(clientId: number, clock: number, state: object): Uint8Array {
  const update = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, clientId);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, JSON.stringify(state));
  });
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE_KINDS.awareness);
    encoding.writeVarUint8Array(encoder, update);
  });
}

/** undefined: something else than a sync message. The body is a copy. */
export function readSync(message: Uint8Array): SyncMessage | undefined {
  if (message[0] !== MESSAGE_KINDS.sync) return undefined;
  const decoder = decoding.createDecoder(message);
  decoding.readVarUint(decoder);
  const number = decoding.readVarUint(decoder);
  const body = decoding.readVarUint8Array(decoder).slice();
  if (number === SYNC_KINDS.step1) return { kind: 'step1', body };
  if (number === SYNC_KINDS.step2) return { kind: 'step2', body };
  return number === SYNC_KINDS.update ? { kind: 'update', body } : undefined;
}

function encodeSync(kind: number, body: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE_KINDS.sync);
    encoding.writeVarUint(encoder, kind);
    encoding.writeVarUint8Array(encoder, body);
  });
}
