/** One socket: what comes in is taken apart, what goes out is bounded.
 *
 *      /sync/<dossier>/<document>   the socket is one channel; messages as they are
 *      /sync/<dossier>              many channels; messages in frames (protocol/frames) */
import { isDocumentName, type DocumentName, type DossierId } from '@meemaak/model';
import {
  CLOSE_CODES,
  KEEP_ALIVE_MESSAGE,
  LIMITS,
  PROTOCOL_VERSION,
  decodeFrame,
  encodeFrame,
  type CloseReason,
  type Frame,
} from '@meemaak/protocol';
import type { RawData, WebSocket } from 'ws';
import { logFault } from '../log.ts';
import { Channel, type Carrier } from './channel.ts';
import type { Entrant, Gate } from './gate.ts';
import type { Room } from './room.ts';
import type { Rooms } from './rooms.ts';

/** More than this unread means that the other side cannot keep up [F21]. */
const MOST_UNSENT_BYTES = 8 * 1024 * 1024;
/** y-websocket gives up after 30 s of silence; a line that answers no ping for two rounds is dead. */
const HEARTBEAT_MS = 12_000;
/** Four documents, and room for each to be reopened once before the old one is seen to close. */
const MOST_CHANNELS = 16;

interface Joined {
  readonly room: Room;
  readonly channel: Channel;
}

export interface ConnectionParts {
  readonly socket: WebSocket;
  readonly dossierId: DossierId;
  /** Who this is and what they may do at this moment; a reason when they may not be here any more. */
  readonly judge: () => Entrant | CloseReason;
  readonly rooms: Rooms;
  readonly gate: Gate;
}

export class Connection {
  readonly #socket: WebSocket;
  readonly #parts: ConnectionParts;
  readonly #joined = new Map<number, Joined>();
  readonly #heartbeat: NodeJS.Timeout;
  #isAnswering = true;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
    this.#socket = parts.socket;
    this.#socket.on('close', () => this.#end());
    // `ws` has begun to close with a reason: let it be heard before the line is cut.
    this.#socket.on('error', () => cutLater(this.#socket));
    this.#socket.on('pong', () => {
      this.#isAnswering = true;
    });
    this.#heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS);
  }

  /** The whole socket is one document. */
  serveDocument(document: DocumentName): void {
    const { gate, judge, rooms } = this.#parts;
    const entrant = judge();
    if (typeof entrant === 'string') return this.#close(entrant);
    if (!gate.mayRead(entrant, document)) return this.#close('notAllowed');
    this.#socket.on('message', (raw, isBinary) => {
      const message = this.#bytesOf(raw, isBinary);
      const joined = this.#joined.get(0);
      if (message !== undefined && joined !== undefined)
        joined.room.receive(joined.channel, message);
    });
    const room = this.#openRoom(document);
    if (room === undefined) return;
    const channel = new Channel(entrant.participant, gate.mayWrite(entrant, document), {
      send: (bytes) => this.#send(bytes),
      ack: () => {},
      close: (reason) => {
        rooms.leave(room, channel);
        this.#close(reason);
      },
    });
    this.#joined.set(0, { room, channel });
    room.join(channel);
  }

  /** The socket carries many documents as channels. */
  serveChannels(): void {
    this.#socket.on('message', (raw, isBinary) => {
      const bytes = this.#bytesOf(raw, isBinary);
      if (bytes === undefined) return;
      const frame = decodeFrame(bytes);
      if (frame === undefined) this.#close('malformedFrame');
      else this.#take(frame);
    });
  }

  #take(frame: Frame): void {
    const joined = this.#joined.get(frame.channel);
    switch (frame.op) {
      case 'open':
        if (joined !== undefined || frame.protocolVersion !== PROTOCOL_VERSION) {
          return this.#close('malformedFrame');
        }
        return this.#openChannel(frame.channel, frame.document);
      case 'sync':
        // A channel that we closed a moment ago: what was under way for it is let go.
        joined?.room.receive(joined.channel, frame.message);
        return;
      case 'close':
        return this.#leave(frame.channel);
      case 'ack':
      case 'mode':
        return this.#close('malformedFrame');
    }
  }

  #openChannel(number: number, document: string): void {
    const { gate, judge } = this.#parts;
    if (this.#joined.size >= MOST_CHANNELS) return this.#close('malformedFrame');
    if (!isDocumentName(document)) return this.#refuseChannel(number, 'unknownDocument');
    // The socket may be older than what they may do now [T12].
    const entrant = judge();
    if (typeof entrant === 'string') return this.#close(entrant);
    if (!gate.mayRead(entrant, document)) return this.#refuseChannel(number, 'notAllowed');
    const room = this.#openRoom(document);
    if (room === undefined) return;
    const mayWrite = gate.mayWrite(entrant, document) && !room.damaged;
    const carrier: Carrier = {
      send: (message) => this.#sendFrame({ channel: number, op: 'sync', message }),
      ack: (count) => this.#sendFrame({ channel: number, op: 'ack', count }),
      close: (reason) => {
        this.#leave(number);
        this.#refuseChannel(number, reason);
      },
    };
    const channel = new Channel(entrant.participant, mayWrite, carrier);
    this.#joined.set(number, { room, channel });
    this.#sendFrame({ channel: number, op: 'mode', mayWrite, damaged: room.damaged });
    room.join(channel);
  }

  #openRoom(document: DocumentName): Room | undefined {
    const { rooms, dossierId } = this.#parts;
    try {
      return rooms.open({ dossierId, document });
    } catch (error) {
      logFault('room.notLoaded', error, { dossierId, document });
      this.#close('internalError');
      return undefined;
    }
  }

  #refuseChannel(number: number, reason: CloseReason): void {
    this.#sendFrame({ channel: number, op: 'close', code: CLOSE_CODES[reason], reason });
  }

  #leave(number: number): void {
    const joined = this.#joined.get(number);
    if (joined === undefined) return;
    this.#joined.delete(number);
    this.#parts.rooms.leave(joined.room, joined.channel);
  }

  #bytesOf(raw: RawData, isBinary: boolean): Uint8Array | undefined {
    if (!isBinary) {
      this.#close('malformedFrame');
      return undefined;
    }
    const bytes = Array.isArray(raw) ? Buffer.concat(raw) : new Uint8Array(raw as Buffer);
    if (bytes.byteLength <= LIMITS.messageBytes) return bytes;
    this.#close('frameTooLarge');
    return undefined;
  }

  #sendFrame(frame: Frame): void {
    this.#send(encodeFrame(frame));
  }

  #send(bytes: Uint8Array): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount > MOST_UNSENT_BYTES) return this.#close('tooSlow');
    this.#socket.send(bytes);
  }

  #beat(): void {
    if (!this.#isAnswering) return this.#socket.terminate();
    this.#isAnswering = false;
    this.#socket.ping();
    // Each channel hears that we are here; a stock provider would leave a quiet one after 30 s.
    for (const { channel } of this.#joined.values()) channel.send(KEEP_ALIVE_MESSAGE);
  }

  #close(reason: CloseReason): void {
    closeSocket(this.#socket, reason);
    this.#end();
  }

  #end(): void {
    clearInterval(this.#heartbeat);
    for (const number of this.#joined.keys()) this.#leave(number);
  }
}

/** Closes with a named code, and cuts the line when the other side does not answer. */
export function closeSocket(socket: WebSocket, reason: CloseReason): void {
  socket.close(CLOSE_CODES[reason], reason);
  cutLater(socket);
}

/** Cuts the line when the other side does not finish closing it. */
function cutLater(socket: WebSocket): void {
  const patience = setTimeout(() => socket.terminate(), 5_000);
  patience.unref();
  socket.once('close', () => clearTimeout(patience));
}
