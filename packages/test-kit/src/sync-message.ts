import { MESSAGE_KINDS, SYNC_KINDS } from '@meemaak/protocol';
import * as encoding from 'lib0/encoding';

/** A message of y-websocket about what a document holds: `body` is a state vector or an update. */
export function encodeSyncMessage(kind: keyof typeof SYNC_KINDS, body: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE_KINDS.sync);
    encoding.writeVarUint(encoder, SYNC_KINDS[kind]);
    encoding.writeVarUint8Array(encoder, body);
  });
}
