/** Somebody on the shared socket of a dossier, in one document, who keeps book: of everything made here
 *  it knows whether the server said that it is on disk.
 *
 *      connect ─▶ `open` ─▶ `mode` ─▶ we ask (step 1) ─────▶ they answer: `isSynced`
 *                                     they ask ─▶ we answer with all that they lack (step 2)
 *      after that every edit goes out as it is made; `ack` n: the first n of what we sent are on disk
 *
 *  What is made while there is no line waits for the next one, as in the client. Nothing is said twice
 *  by this peer itself, and it does not come back by itself: a test says when. */
import type { DocumentName } from '@meemaak/model';
import {
  decodeFrame,
  decodeSyncMessage,
  encodeFrame,
  encodeSyncMessage,
  isStorable,
  openFrame,
  type SyncKind,
} from '@meemaak/protocol';
import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { syncUrl, type Script } from './script.ts';

const CHANNEL = 1;
const CONNECT_MS = 20_000;

export class FramePeer {
  readonly document: DocumentName;
  readonly doc: Y.Doc;
  /** Hears that a line, or the channel on it, is gone or could not be had. */
  onLost: () => void = () => {};
  readonly #script: Script;
  #socket: WebSocket | undefined;
  /** What lies under the WebSocket. */
  #wire: Socket | undefined;
  #edits = 0;
  #ackedEdits = 0;
  /** On this line: how many edits lie in what was sent until then. */
  #sent: number[] = [];
  #acks = 0;
  #isSynced = false;
  /** They asked what we have, and got it: from then on edits follow on each other. */
  #isLive = false;
  #closeCode: number | undefined;

  constructor(script: Script, document: DocumentName, doc = new Y.Doc()) {
    this.#script = script;
    this.document = document;
    this.doc = doc;
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === this) return;
      this.#edits += 1;
      if (this.#isLive) this.#say('update', update);
    });
  }

  /** How many edits were made here. */
  get editCount(): number {
    return this.#edits;
  }

  /** The first so many of them are on disk, the server said. */
  get ackedCount(): number {
    return this.#ackedEdits;
  }

  /** Everything said on this line is acknowledged, and everything made was said. */
  get isSaved(): boolean {
    return this.#isLive && this.#acks >= this.#sent.length && this.#ackedEdits === this.#edits;
  }

  /** On this line: how many edits lie in the first, the first two, … of what was sent. */
  get sentEdits(): readonly number[] {
    return this.#sent;
  }

  /** Our end of the line: how the server tells it from others. */
  get localPort(): number | undefined {
    return this.#wire?.localPort;
  }

  /** It has what the server had when it came in, and the server has what was made here before. */
  get isSynced(): boolean {
    return this.#isSynced && this.#isLive;
  }

  get isConnected(): boolean {
    // One that still waits to be let in is not.
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** Why the last line, or the channel on it, ended; undefined when none has. */
  get closeCode(): number | undefined {
    return this.#closeCode;
  }

  /** Opens a line; resolves when it is open, false when it could not be. */
  connect(): Promise<boolean> {
    const socket = new WebSocket(syncUrl(this.#script), {
      headers: { cookie: this.#script.cookie },
      perMessageDeflate: false,
      handshakeTimeout: CONNECT_MS,
    });
    socket.on('error', () => {});
    socket.on('upgrade', ({ socket: wire }) => {
      this.#wire = wire;
    });
    this.#begin(socket);
    socket.on('message', (bytes: Buffer) => {
      if (socket === this.#socket) this.#take(new Uint8Array(bytes));
    });
    return new Promise((resolve) => {
      socket.on('open', () => {
        socket.send(encodeFrame(openFrame(CHANNEL, this.document)));
        resolve(true);
      });
      socket.on('close', (code) => {
        if (socket === this.#socket) this.#lose(code);
        resolve(false);
      });
    });
  }

  /** Lets go of the line without a goodbye. */
  disconnect(): void {
    const socket = this.#socket;
    if (socket === undefined) return;
    this.#lose(1000);
    socket.terminate();
  }

  #begin(socket: WebSocket): void {
    this.#socket?.terminate();
    this.#socket = socket;
    this.#sent = [];
    this.#acks = 0;
    this.#isSynced = false;
    this.#isLive = false;
    this.#closeCode = undefined;
  }

  #lose(code: number): void {
    this.#socket = undefined;
    this.#isSynced = false;
    this.#isLive = false;
    this.#closeCode ??= code;
    this.onLost();
  }

  #take(bytes: Uint8Array): void {
    const frame = decodeFrame(bytes);
    if (frame === undefined) throw new Error('The server said something that is no frame.');
    switch (frame.op) {
      case 'mode':
        this.#say('step1', Y.encodeStateVector(this.doc));
        break;
      case 'sync':
        this.#takeSync(frame.message);
        break;
      case 'ack':
        this.#acks = Math.max(this.#acks, frame.count);
        this.#ackedEdits = Math.max(this.#ackedEdits, this.#editsIn(frame.count));
        break;
      case 'close': {
        const socket = this.#socket;
        this.#lose(frame.code);
        socket?.terminate();
        break;
      }
      case 'open':
        throw new Error('The server opens no channels.');
    }
  }

  /** How many edits lie in the first so many of what was sent; a line that says things twice can have
   *  brought more than that. */
  #editsIn(count: number): number {
    return this.#sent[Math.min(count, this.#sent.length) - 1] ?? 0;
  }

  #takeSync(message: Uint8Array): void {
    const said = decodeSyncMessage(message);
    if (said === undefined) return;
    const { kind, body } = said;
    if (kind === 'step1') {
      this.#say('step2', Y.encodeStateAsUpdate(this.doc, body));
      this.#isLive = true;
    } else {
      Y.applyUpdate(this.doc, body, this);
      if (kind === 'step2') this.#isSynced = true;
    }
  }

  #say(kind: SyncKind, body: Uint8Array): void {
    const message = encodeSyncMessage(kind, body);
    if (isStorable(message)) this.#sent.push(this.#edits);
    this.#socket?.send(encodeFrame({ channel: CHANNEL, op: 'sync', message }));
  }
}
