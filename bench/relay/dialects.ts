/** How each server wants the same messages wrapped.
 *
 *      document     y-websocket as it is: a socket is a document      ours, /sync/<dossier>/<document>
 *      channels     frames of packages/protocol, one socket           ours, /sync/<dossier>
 *      hocuspocus   the document's name before every message
 *      bare         y-websocket's messages, nobody answers */
import { SCHEMA_NUMBERS, isDocumentName } from '@meemaak/model';
import { MESSAGE_KINDS, PROTOCOL_VERSION, decodeFrame, encodeFrame } from '@meemaak/protocol';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

export type DialectName = 'document' | 'channels' | 'hocuspocus' | 'bare';

/** One client's place in one room. */
export interface Seat {
  readonly path: string;
  /** The document as the dialect names it. */
  readonly room: string;
  readonly cookie: string;
}

export type Heard =
  | { readonly what: 'message'; readonly message: Uint8Array }
  /** From now on messages for the room are welcome. */
  | { readonly what: 'admitted' }
  /** So many of the updates sent here are stored. */
  | { readonly what: 'acked'; readonly count: number }
  | { readonly what: 'refused'; readonly reason: string }
  | { readonly what: 'nothing' };

export interface Dialect {
  /** Said first; undefined: whoever is connected is admitted. */
  readonly greet: (seat: Seat) => Uint8Array | undefined;
  /** What stands before every message. */
  readonly prefix: (seat: Seat) => Uint8Array;
  readonly read: (payload: Uint8Array) => Heard;
  /** Does anybody answer who asks for the document? */
  readonly answers: boolean;
}

const CHANNEL = 1;
const EMPTY = new Uint8Array();
const NOTHING: Heard = { what: 'nothing' };
/** Hocuspocus' own kinds, besides those of y-websocket. */
const HOCUSPOCUS_KINDS = { auth: 2, syncReply: 4, close: 7 } as const;
const HOCUSPOCUS_AUTHENTICATED = 2;

export const DIALECTS: Readonly<Record<DialectName, Dialect>> = {
  document: {
    greet: () => undefined,
    prefix: () => EMPTY,
    read: (message) => ({ what: 'message', message }),
    answers: true,
  },
  channels: {
    greet: ({ room }) =>
      encodeFrame({
        channel: CHANNEL,
        op: 'open',
        document: room,
        protocolVersion: PROTOCOL_VERSION,
        schema: isDocumentName(room) ? SCHEMA_NUMBERS[room] : 0,
        generation: 0,
      }),
    prefix: () => encodeFrame({ channel: CHANNEL, op: 'sync', message: EMPTY }),
    read: readChannelFrame,
    answers: true,
  },
  hocuspocus: {
    greet: ({ room }) =>
      encoding.encode((encoder) => {
        encoding.writeVarString(encoder, room);
        encoding.writeVarUint(encoder, HOCUSPOCUS_KINDS.auth);
        encoding.writeVarUint(encoder, 0);
        encoding.writeVarString(encoder, 'bench');
      }),
    prefix: ({ room }) => encoding.encode((encoder) => encoding.writeVarString(encoder, room)),
    read: readHocuspocus,
    answers: true,
  },
  bare: {
    greet: () => undefined,
    prefix: () => EMPTY,
    read: (message) => ({ what: 'message', message }),
    answers: false,
  },
};

function readChannelFrame(payload: Uint8Array): Heard {
  const frame = decodeFrame(payload);
  if (frame === undefined) return NOTHING;
  switch (frame.op) {
    case 'sync':
      return { what: 'message', message: frame.message };
    case 'mode':
      return frame.mayWrite ? { what: 'admitted' } : { what: 'refused', reason: 'read-only' };
    case 'ack':
      return { what: 'acked', count: frame.count };
    case 'close':
      return { what: 'refused', reason: frame.reason };
    case 'open':
      return NOTHING;
  }
}

function readHocuspocus(payload: Uint8Array): Heard {
  const decoder = decoding.createDecoder(payload);
  decoding.readVarString(decoder);
  const message = payload.subarray(decoder.pos);
  const kind = decoding.readVarUint(decoder);
  switch (kind) {
    case HOCUSPOCUS_KINDS.auth: {
      const isIn = decoding.readVarUint(decoder) === HOCUSPOCUS_AUTHENTICATED;
      return isIn ? { what: 'admitted' } : { what: 'refused', reason: 'permission denied' };
    }
    case HOCUSPOCUS_KINDS.close:
      return { what: 'refused', reason: decoding.readVarString(decoder) };
    case HOCUSPOCUS_KINDS.syncReply: {
      const copy = message.slice();
      copy[0] = MESSAGE_KINDS.sync;
      return { what: 'message', message: copy };
    }
    default:
      return { what: 'message', message };
  }
}
