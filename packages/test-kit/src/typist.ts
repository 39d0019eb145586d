/** Somebody who types in one document at a steady rhythm, and a book of when who heard of what. A typist
 *  keeps only what is their own, so that a hall of them costs little: what is timed is the way to the
 *  server's disk and to the others' sockets, not what a browser does with it. */
import {
  MESSAGE_KINDS,
  SYNC_KINDS,
  decodeFrame,
  encodeFrame,
  encodeSyncMessage,
  openFrame,
} from '@meemaak/protocol';
import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { Random } from './random.ts';
import { syncUrl, type Script } from './script.ts';
import { addWord, type WordDocument } from './words.ts';

const CHANNEL = 1;
/** A word is far smaller; who attacks the document also says what is larger. */
const MOST_WORD_BYTES = 2_048;

interface Sending {
  readonly sentAt: number;
  readonly waitsFor: Set<Typist>;
}

/** What was sent, and when it was heard by each of the others in the document. */
export class DeliveryBook {
  /** How long each delivery took, in ms. */
  times: number[] = [];
  readonly #sendings = new Map<number, Map<number, Sending>>();

  /** So many deliveries are still to come. */
  get openCount(): number {
    let count = 0;
    for (const ofOne of this.#sendings.values()) {
      for (const { waitsFor } of ofOne.values()) count += waitsFor.size;
    }
    return count;
  }

  note(clientId: number, clock: number, others: readonly Typist[]): void {
    const ofOne = this.#sendings.get(clientId) ?? new Map<number, Sending>();
    this.#sendings.set(clientId, ofOne);
    ofOne.set(clock, { sentAt: performance.now(), waitsFor: new Set(others) });
  }

  /** What was told is a client's work from one clock until another; what was not told stays open. */
  hear(by: Typist, clientId: number, from: number, until: number): void {
    const ofOne = this.#sendings.get(clientId);
    if (ofOne === undefined) return;
    const now = performance.now();
    for (const [at, { sentAt, waitsFor }] of ofOne) {
      if (at <= from || at > until) continue;
      if (waitsFor.delete(by)) this.times.push(now - sentAt);
      if (waitsFor.size === 0) ofOne.delete(at);
    }
  }
}

export class Typist {
  readonly script: Script;
  readonly document: WordDocument;
  readonly words: string[] = [];
  /** Why a line or channel of theirs was closed. */
  readonly closes: number[] = [];
  readonly #name: string;
  readonly #book: DeliveryBook;
  readonly #random: Random;
  /** Holds what they wrote themselves. */
  readonly #doc = new Y.Doc();
  #others: readonly Typist[] = [];
  #socket: WebSocket | undefined;
  #isLive = false;
  #sent = 0;
  #acked = 0;

  constructor(
    name: string,
    script: Script,
    document: WordDocument,
    book: DeliveryBook,
    random: Random,
  ) {
    this.#name = name;
    this.script = script;
    this.document = document;
    this.#book = book;
    this.#random = random;
    this.#doc.on('update', (update: Uint8Array) => {
      if (this.#isLive) this.#say('update', update);
    });
  }

  /** They are asked no more, and may write. */
  get isIn(): boolean {
    return this.#isLive;
  }

  /** All that they wrote is on disk, the server said. */
  get isSaved(): boolean {
    return this.#isLive && this.#acked >= this.#sent;
  }

  /** Who is to hear of what they type: all others in the document. */
  meet(others: readonly Typist[]): void {
    this.#others = others;
  }

  come(): void {
    const socket = new WebSocket(syncUrl(this.script), {
      headers: { cookie: this.script.cookie },
      perMessageDeflate: false,
    });
    this.#socket = socket;
    this.#sent = 0;
    this.#acked = 0;
    socket.on('error', () => {});
    socket.on('open', () => socket.send(encodeFrame(openFrame(CHANNEL, this.document))));
    socket.on('message', (bytes: Buffer) => this.#take(bytes));
    socket.on('close', (code) => {
      if (socket === this.#socket) this.closes.push(code);
      if (socket === this.#socket) this.#isLive = false;
    });
  }

  type(): void {
    const word = `${this.#name}-${this.words.length}`;
    this.words.push(word);
    addWord(this.#doc, this.document, word, this.#random);
    const { clientID, store } = this.#doc;
    this.#book.note(clientID, Y.getState(store, clientID), this.#others);
  }

  leave(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#isLive = false;
    socket?.terminate();
  }

  #take(bytes: Buffer): void {
    const frame = decodeFrame(bytes);
    if (frame?.op === 'mode') this.#say('step1', new Uint8Array([0]));
    else if (frame?.op === 'ack') this.#acked = frame.count;
    else if (frame?.op === 'close') this.closes.push(frame.code);
    else if (frame?.op === 'sync') this.#takeSync(frame.message);
  }

  #takeSync(message: Uint8Array): void {
    if (message[0] !== MESSAGE_KINDS.sync) return;
    const decoder = decoding.createDecoder(message.subarray(2));
    if (message[1] === SYNC_KINDS.step1) {
      this.#say('step2', Y.encodeStateAsUpdate(this.#doc, decoding.readVarUint8Array(decoder)));
      this.#isLive = true;
    } else if (message[1] === SYNC_KINDS.update && message.byteLength < MOST_WORD_BYTES) {
      const { from, to } = Y.parseUpdateMeta(decoding.readVarUint8Array(decoder));
      for (const [clientId, until] of to) {
        this.#book.hear(this, clientId, from.get(clientId) ?? 0, until);
      }
    }
  }

  #say(kind: 'step1' | 'step2' | 'update', body: Uint8Array): void {
    if (kind !== 'step1') this.#sent += 1;
    const message = encodeSyncMessage(kind, body);
    this.#socket?.send(encodeFrame({ channel: CHANNEL, op: 'sync', message }));
  }
}
