/** All documents of a dossier over one socket. A frame is
 *
 *      varUint channel | varUint op | payload
 *
 *  The client numbers its channels. Ops:
 *
 *      open   client -> server   varString document, varUint PROTOCOL_VERSION, varUint schema number,
 *                                varUint generation of the copy that the client holds; 0: it holds none
 *      sync   both               the bytes of one y-websocket message
 *      close  both               varUint code, varString reason (a name from CLOSE_CODES)
 *      ack    server -> client   varUint n: the first n storable messages of this channel, since it
 *                                was opened, are on disk. Storable: sync step 2 and update.
 *      mode   server -> client   varUint 1 when this participant may write here, else 0;
 *                                varUint 1 when the document opened damaged (read-only for all);
 *                                varUint generation of the document
 *
 *  The server answers `open` with `mode` or `close`. Readers are total: bytes that are no frame
 *  give undefined, never an exception. */
import { SCHEMA_NUMBERS, type DocumentName } from '@meemaak/model';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { PROTOCOL_VERSION } from './version.ts';

const OPS = { open: 0, sync: 1, close: 2, ack: 3, mode: 4 } as const;

export type Frame = { readonly channel: number } & (
  | OpenFrame
  | { readonly op: 'sync'; readonly message: Uint8Array }
  | { readonly op: 'close'; readonly code: number; readonly reason: string }
  | { readonly op: 'ack'; readonly count: number }
  | {
      readonly op: 'mode';
      readonly mayWrite: boolean;
      readonly damaged: boolean;
      readonly generation: number;
    }
);

interface OpenFrame {
  readonly op: 'open';
  readonly document: string;
  readonly protocolVersion: number;
  /** The newest shape of this document's contents that the client can read and write. */
  readonly schema: number;
  readonly generation: number;
}

/** Asks for a document on a channel, as this build does. `generation`: of the copy at hand; 0: none. */
export function openFrame(channel: number, document: DocumentName, generation = 0): Frame {
  const schema = SCHEMA_NUMBERS[document];
  return { channel, op: 'open', document, protocolVersion: PROTOCOL_VERSION, schema, generation };
}

export function encodeFrame(frame: Frame): Uint8Array<ArrayBuffer> {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, frame.channel);
    encoding.writeVarUint(encoder, OPS[frame.op]);
    switch (frame.op) {
      case 'open':
        encoding.writeVarString(encoder, frame.document);
        encoding.writeVarUint(encoder, frame.protocolVersion);
        encoding.writeVarUint(encoder, frame.schema);
        encoding.writeVarUint(encoder, frame.generation);
        break;
      case 'sync':
        encoding.writeUint8Array(encoder, frame.message);
        break;
      case 'close':
        encoding.writeVarUint(encoder, frame.code);
        encoding.writeVarString(encoder, frame.reason);
        break;
      case 'ack':
        encoding.writeVarUint(encoder, frame.count);
        break;
      case 'mode':
        encoding.writeVarUint(encoder, frame.mayWrite ? 1 : 0);
        encoding.writeVarUint(encoder, frame.damaged ? 1 : 0);
        encoding.writeVarUint(encoder, frame.generation);
        break;
    }
  });
}

export function decodeFrame(bytes: Uint8Array): Frame | undefined {
  const decoder = decoding.createDecoder(bytes);
  try {
    const channel = decoding.readVarUint(decoder);
    const op = decoding.readVarUint(decoder);
    switch (op) {
      case OPS.open: {
        const document = decoding.readVarString(decoder);
        const protocolVersion = decoding.readVarUint(decoder);
        // What another version says after this, nobody knows here.
        const isKnown = protocolVersion === PROTOCOL_VERSION;
        const schema = isKnown ? decoding.readVarUint(decoder) : 0;
        const generation = isKnown ? decoding.readVarUint(decoder) : 0;
        return { channel, op: 'open', document, protocolVersion, schema, generation };
      }
      case OPS.sync:
        return { channel, op: 'sync', message: decoding.readTailAsUint8Array(decoder) };
      case OPS.close: {
        const code = decoding.readVarUint(decoder);
        return { channel, op: 'close', code, reason: decoding.readVarString(decoder) };
      }
      case OPS.ack:
        return { channel, op: 'ack', count: decoding.readVarUint(decoder) };
      case OPS.mode: {
        const mayWrite = decoding.readVarUint(decoder) === 1;
        const damaged = decoding.readVarUint(decoder) === 1;
        return {
          channel,
          op: 'mode',
          mayWrite,
          damaged,
          generation: decoding.readVarUint(decoder),
        };
      }
      default:
        return undefined;
    }
  } catch {
    return undefined;
  }
}
