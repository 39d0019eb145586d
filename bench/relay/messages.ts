/** Messages of y-protocols, written and read by hand: the load has no provider and no document. */
import {
  MESSAGE_KINDS,
  decodeSyncMessage,
  encodeSyncMessage,
  type SyncMessage,
} from '@meemaak/protocol';
import * as encoding from 'lib0/encoding';

/** Of somebody who has nothing yet. */
const EMPTY_STATE_VECTOR = new Uint8Array([0]);
/** Nothing new, nothing deleted. */
const EMPTY_UPDATE = new Uint8Array([0, 0]);

export function askMessage(stateVector: Uint8Array = EMPTY_STATE_VECTOR): Uint8Array {
  return encodeSyncMessage('step1', stateVector);
}

/** The answer to who asks what we have: nothing that they do not. */
export function nothingNewMessage(): Uint8Array {
  return encodeSyncMessage('step2', EMPTY_UPDATE);
}

export function updateMessage(update: Uint8Array): Uint8Array {
  return encodeSyncMessage('update', update);
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
  const sync = decodeSyncMessage(message);
  return sync && { ...sync, body: sync.body.slice() };
}
