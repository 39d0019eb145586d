/** One line and the channels on it: what comes in is taken apart, what goes out is bounded.
 *
 *      /sync/<dossier>/<document>   the line is one channel; messages as they are
 *      /sync/<dossier>              many channels; messages in frames (protocol/frames) */
import { SCHEMA_NUMBERS, isDocumentName, type DocumentName, type DossierId } from '@meemaak/model';
import {
  CLOSE_CODES,
  LIMITS,
  PROTOCOL_VERSION,
  decodeFrame,
  encodeFrame,
  type CloseReason,
  type Frame,
} from '@meemaak/protocol';
import { logFault } from '../../log.ts';
import { metrics } from '../../metrics.ts';
import { Channel, type Carrier } from '../channel.ts';
import type { Entrant, Gate } from '../gate.ts';
import type { Line } from './line.ts';
import { emptyPresenceParcel } from '../messages.ts';
import { Parcel, WHOLE_LINE } from '../parcel.ts';
import type { Room } from '../room.ts';
import type { Rooms } from '../rooms.ts';
import type { Credit, Taker, Turns } from './turns.ts';
import type { Work } from '../work.ts';

/** With more than this unread the other side is behind: what happens is not told any more [F21]. */
const BEHIND_BYTES = 1024 * 1024;
/** Behind for so long means that nobody reads. */
const BEHIND_MS = 30_000;
/** What was asked for is sent all the same, up to this much. */
const MOST_UNSENT_BYTES = 64 * 1024 * 1024;
/** y-websocket gives up after 30 s of silence. With every beat the line is asked for a sign of life. */
const HEARTBEAT_MS = 12_000;
/** More than this waiting, and the other side has to wait too. */
const MOST_WAITING = 256;
/** Four documents, and room for each to be reopened some times before the old ones are seen to close. */
const MOST_CHANNELS = 16;

/** The generation of a client that has no copy. */
const HOLDS_NOTHING = 0;

type Opening = Pick<Extract<Frame, { op: 'open' }>, 'document' | 'schema' | 'generation'>;

interface Joined {
  readonly room: Room;
  readonly channel: Channel;
  /** Something was not told: it must sync afresh. */
  isBehind: boolean;
}

export interface ConnectionParts {
  readonly line: Line;
  readonly dossierId: DossierId;
  readonly participantId: string;
  /** Who this is and what they may do at this moment; a reason when they may not be here any more. */
  readonly judge: () => Entrant | CloseReason;
  readonly rooms: Rooms;
  readonly gate: Gate;
  readonly turns: Turns;
}

export class Connection implements Taker {
  readonly credit: Credit;
  readonly #line: Line;
  readonly #parts: ConnectionParts;
  readonly #joined = new Map<number, Joined>();
  /** Messages that wait for their turn. */
  #waiting: Uint8Array[] = [];
  #isPaused = false;
  #handle: (message: Uint8Array) => Work | undefined = () => undefined;
  /** What is left to do of the last message; the next one waits for it. */
  #work: Work | undefined;
  #isHeldUp = false;
  #behindSince: number | undefined;
  #hasEnded = false;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
    this.#line = parts.line;
    this.credit = parts.turns.creditOf(parts.participantId);
    this.#line.onMessage = (message) => this.#receive(message);
    this.#line.onClosed = () => this.#end();
    this.#line.onDrained = () => this.#catchUp();
    connections.add(this);
    metrics.connections.inc();
    beatWhileConnected();
  }

  /** The whole line is one document. */
  serveDocument(document: DocumentName, generation: number): void {
    const entrant = this.#parts.judge();
    if (typeof entrant === 'string') return this.#close(entrant);
    if (!this.#parts.gate.mayRead(entrant, document)) return this.#close('notAllowed');
    this.#handle = (message) => {
      const joined = this.#joined.get(WHOLE_LINE);
      return joined?.room.receive(joined.channel, message);
    };
    this.#join(WHOLE_LINE, { document, generation }, entrant, {
      ack: () => {},
      close: (reason) => {
        this.#leave(WHOLE_LINE);
        this.#close(reason);
      },
    });
  }

  /** The line carries many documents as channels. */
  serveChannels(): void {
    this.#handle = (message) => {
      const frame = decodeFrame(message);
      if (frame !== undefined) return this.#take(frame);
      this.#close('malformedFrame');
      return undefined;
    };
  }

  takeOne(): boolean {
    if (this.#isHeldUp) return false;
    if (this.#work !== undefined) this.#goOn(this.#work);
    else this.#takeNext();
    return !this.#isHeldUp && (this.#work !== undefined || this.#waiting.length > 0);
  }

  /** A sign of life, both ways. */
  beat(now: number): void {
    const isStuck = this.#behindSince !== undefined && now - this.#behindSince > BEHIND_MS;
    if (isStuck) return this.#close('tooSlow');
    // Whom we do not read cannot answer.
    if (!this.#isPaused && !this.#line.ask()) return this.#line.cut();
    // Each channel hears that we are here; a stock provider would leave a quiet one after 30 s.
    for (const { channel } of this.#joined.values()) channel.tell(emptyPresenceParcel);
  }

  #takeNext(): void {
    const message = this.#waiting.shift();
    if (message === undefined || this.#hasEnded) return;
    this.#work = this.#handle(message);
    if (this.#work !== undefined) this.#goOn(this.#work);
    if (this.#isPaused && this.#waiting.length < MOST_WAITING / 2) {
      this.#isPaused = false;
      this.#line.resume();
    }
  }

  /** Does a part of the work. It goes on when the line is gone: half of it would be nobody's. */
  #goOn(work: Work): void {
    const { done, value } = work.next();
    if (done === true) this.#work = undefined;
    if (!(value instanceof Promise)) return;
    this.#isHeldUp = true;
    void value.finally(() => {
      this.#isHeldUp = false;
      this.#parts.turns.ask(this);
    });
  }

  #take(frame: Frame): Work | undefined {
    const joined = this.#joined.get(frame.channel);
    // A channel that we closed a moment ago: what was under way for it is let go.
    if (frame.op === 'sync') return joined?.room.receive(joined.channel, frame.message);
    switch (frame.op) {
      case 'open':
        if (joined !== undefined) this.#close('malformedFrame');
        else if (frame.protocolVersion !== PROTOCOL_VERSION) this.#close('otherVersion');
        else this.#openChannel(frame.channel, frame);
        break;
      case 'close':
        this.#leave(frame.channel);
        break;
      case 'ack':
      case 'mode':
        this.#close('malformedFrame');
        break;
    }
    return undefined;
  }

  #openChannel(number: number, { document, schema, generation }: Opening): void {
    const { gate, judge } = this.#parts;
    if (this.#joined.size >= MOST_CHANNELS) return this.#close('malformedFrame');
    if (!isDocumentName(document)) return this.#refuseChannel(number, 'unknownDocument');
    // The line may be older than what they may do now [T12].
    const entrant = judge();
    if (typeof entrant === 'string') return this.#close(entrant);
    if (!gate.mayRead(entrant, document)) return this.#refuseChannel(number, 'notAllowed');
    // An editor of another shape would destroy what it does not know [F27] [X13].
    if (schema !== SCHEMA_NUMBERS[document]) return this.#refuseChannel(number, 'otherVersion');
    this.#join(number, { document, generation }, entrant, {
      ack: (count) => this.#sendFrame({ channel: number, op: 'ack', count }),
      close: (reason) => {
        this.#leave(number);
        this.#refuseChannel(number, reason);
      },
    });
  }

  #join(
    number: number,
    { document, generation }: { readonly document: DocumentName; readonly generation: number },
    entrant: Entrant,
    answers: Pick<Carrier, 'ack' | 'close'>,
  ): void {
    const room = this.#openRoom(document);
    if (room === undefined) return answers.close('storageUnavailable');
    const holdsOtherLife = generation !== room.generation && generation !== HOLDS_NOTHING;
    if (holdsOtherLife) return answers.close('otherGeneration');
    const mayWrite = this.#parts.gate.mayWrite(entrant, document) && !room.damaged;
    const channel = new Channel(entrant.participant, mayWrite, {
      ...answers,
      send: (parcel) => this.#send(parcel, number),
      tell: (parcel) => this.#tell(joined, parcel, number),
      isPrompt: () => this.#line.isPrompt,
      show: (parcel) => {
        this.#tell(joined, parcel, number);
        this.#line.time();
      },
    });
    const joined: Joined = { room, channel, isBehind: false };
    this.#joined.set(number, joined);
    if (number !== WHOLE_LINE) {
      const { damaged, generation: current } = room;
      this.#sendFrame({ channel: number, op: 'mode', mayWrite, damaged, generation: current });
    }
    room.join(channel);
  }

  #openRoom(document: DocumentName): Room | undefined {
    const { rooms, dossierId } = this.#parts;
    try {
      return rooms.open({ dossierId, document });
    } catch (error) {
      logFault('room.notLoaded', error, { dossierId, document });
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

  #receive(message: Uint8Array | undefined): void {
    if (this.#hasEnded) return;
    if (message === undefined) return this.#close('malformedFrame');
    if (message.byteLength > LIMITS.messageBytes) return this.#close('frameTooLarge');
    metrics.receivedBytes.inc(message.byteLength);
    this.#waiting.push(message);
    if (this.#waiting.length > MOST_WAITING && !this.#isPaused) {
      this.#isPaused = true;
      this.#line.pause();
    }
    this.#parts.turns.ask(this);
  }

  #sendFrame(frame: Frame): void {
    this.#send(new Parcel(encodeFrame(frame)), WHOLE_LINE);
  }

  #send(parcel: Parcel, channel: number): void {
    if (this.#line.unsentBytes > MOST_UNSENT_BYTES) return this.#close('tooSlow');
    this.#line.send(parcel, channel);
  }

  #tell(joined: Joined, parcel: Parcel, channel: number): void {
    if (joined.isBehind) return;
    if (this.#line.unsentBytes <= BEHIND_BYTES) return this.#line.send(parcel, channel);
    joined.isBehind = true;
    this.#behindSince ??= performance.now();
  }

  /** They read all of it: who missed something is to sync afresh. */
  #catchUp(): void {
    if (this.#behindSince === undefined || this.#line.unsentBytes > BEHIND_BYTES) return;
    this.#behindSince = undefined;
    for (const { channel, isBehind } of this.#joined.values()) {
      if (isBehind) channel.close('tooSlow');
    }
  }

  #close(reason: CloseReason): void {
    if (this.#hasEnded) return;
    metrics.refusals.inc({ kind: reason });
    this.#line.close(reason);
    this.#end();
  }

  #end(): void {
    this.#hasEnded = true;
    this.#waiting = [];
    if (this.#work === undefined) this.#parts.turns.forget(this);
    if (connections.delete(this)) metrics.connections.dec();
    for (const number of this.#joined.keys()) this.#leave(number);
  }
}

/** One clock for all: five thousand timers would cost more than what they watch. */
const connections = new Set<Connection>();
let heartbeat: NodeJS.Timeout | undefined;

function beatWhileConnected(): void {
  heartbeat ??= setInterval(() => {
    const now = performance.now();
    for (const connection of connections) connection.beat(now);
    if (connections.size > 0) return;
    clearInterval(heartbeat);
    heartbeat = undefined;
  }, HEARTBEAT_MS);
}
