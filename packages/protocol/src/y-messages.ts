/** The messages that y-websocket providers say and understand (`y-protocols`).
 *
 *      varUint message kind | sync:                  varUint sync kind | varUint length | bytes
 *                           | awareness:             varUint length | bytes
 *                           | queryAwareness: -
 *
 *  The bytes of step 1 are a state vector; those of step 2 and of an update are an update. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

export const MESSAGE_KINDS = { sync: 0, awareness: 1, queryAwareness: 3 } as const;
export const SYNC_KINDS = { step1: 0, step2: 1, update: 2 } as const;

export type SyncKind = keyof typeof SYNC_KINDS;

export interface SyncMessage {
  readonly kind: SyncKind;
  readonly body: Uint8Array;
}

/** Is this a message that the server counts, stores and acknowledges? */
export function isStorable(message: Uint8Array): boolean {
  return (
    message[0] === MESSAGE_KINDS.sync &&
    (message[1] === SYNC_KINDS.step2 || message[1] === SYNC_KINDS.update)
  );
}

export function encodeSyncMessage(kind: SyncKind, body: Uint8Array): Uint8Array<ArrayBuffer> {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE_KINDS.sync);
    encoding.writeVarUint(encoder, SYNC_KINDS[kind]);
    encoding.writeVarUint8Array(encoder, body);
  });
}

/** Undefined for another kind of message, and for one that was cut. The body lies in the message. */
export function decodeSyncMessage(message: Uint8Array): SyncMessage | undefined {
  const decoder = decoding.createDecoder(message);
  try {
    if (decoding.readVarUint(decoder) !== MESSAGE_KINDS.sync) return undefined;
    const number = decoding.readVarUint(decoder);
    const body = decoding.readVarUint8Array(decoder);
    const kind = kinds.find((known) => SYNC_KINDS[known] === number);
    return kind && { kind, body };
  } catch {
    return undefined;
  }
}

const kinds: readonly SyncKind[] = ['step1', 'step2', 'update'];

/** An awareness message without states: says "still here" to a client that reconnects when it has
 *  heard nothing for 30 s. */
export const KEEP_ALIVE_MESSAGE = new Uint8Array([MESSAGE_KINDS.awareness, 1, 0]);
