/** Somebody who comes back with a document at hand: says what it has, and keeps what it is told as bytes.
 *  It keeps no document, so that a hall of them fits in one process. */
import type { DocumentName } from '@meemaak/model';
import {
  decodeFrame,
  decodeSyncMessage,
  encodeFrame,
  encodeSyncMessage,
  mayReconnect,
  openFrame,
  type SyncKind,
} from '@meemaak/protocol';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { syncUrl, type Script } from './script.ts';

const CHANNEL = 1;
const EMPTY_UPDATE = new Uint8Array([0, 0]);
const COME_BACK_MS = 500;

export class ReturningPeer {
  /** Every update that it was told, over all its lines. */
  readonly heard: Uint8Array[] = [];
  /** Why lines or channels were closed by the other side. */
  readonly closes: number[] = [];
  readonly #script: Script;
  readonly #document: DocumentName;
  /** Of every client: how much of it lies here. */
  readonly #clocks: Map<number, number>;
  #socket: WebSocket | undefined;
  #isSynced = false;
  #onSynced: () => void = () => {};

  /** `stateVector`: of what it has. */
  constructor(script: Script, document: DocumentName, stateVector: Uint8Array) {
    this.#script = script;
    this.#document = document;
    this.#clocks = Y.decodeStateVector(stateVector);
  }

  /** It has what the server had when it came in. */
  get isSynced(): boolean {
    return this.#isSynced;
  }

  /** How much it has of what this client wrote. */
  clockOf(clientId: number): number {
    return this.#clocks.get(clientId) ?? 0;
  }

  /** Opens a line, and another one after every close that allows it; resolves when it is synced. */
  comeBack(): Promise<void> {
    return new Promise((resolve) => {
      this.#onSynced = resolve;
      this.#open();
    });
  }

  /** Lets go of the line without a goodbye. */
  drop(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#isSynced = false;
    socket?.terminate();
  }

  #open(): void {
    const socket = new WebSocket(syncUrl(this.#script), {
      headers: { cookie: this.#script.cookie },
      perMessageDeflate: false,
    });
    this.#socket = socket;
    socket.on('error', () => {});
    socket.on('open', () => socket.send(encodeFrame(openFrame(CHANNEL, this.#document))));
    socket.on('message', (bytes: Buffer) => {
      if (socket === this.#socket) this.#take(new Uint8Array(bytes));
    });
    socket.on('close', (code) => {
      if (socket === this.#socket) this.#lose(code);
    });
  }

  #lose(code: number): void {
    this.drop();
    this.closes.push(code);
    if (!mayReconnect(code)) return;
    setTimeout(() => {
      if (this.#socket === undefined) this.#open();
    }, COME_BACK_MS);
  }

  #take(bytes: Uint8Array): void {
    const frame = decodeFrame(bytes);
    if (frame?.op === 'close') this.#lose(frame.code);
    else if (frame?.op === 'mode') this.#say('step1', Y.encodeStateVector(this.#clocks));
    else if (frame?.op === 'sync') this.#takeSync(frame.message);
  }

  #takeSync(message: Uint8Array): void {
    const said = decodeSyncMessage(message);
    if (said === undefined) return;
    if (said.kind === 'step1') return this.#say('step2', EMPTY_UPDATE);
    this.heard.push(said.body);
    for (const [client, clock] of Y.parseUpdateMeta(said.body).to) {
      this.#clocks.set(client, Math.max(clock, this.clockOf(client)));
    }
    if (said.kind !== 'step2') return;
    this.#isSynced = true;
    this.#onSynced();
  }

  #say(kind: SyncKind, body: Uint8Array): void {
    const message = encodeSyncMessage(kind, body);
    this.#socket?.send(encodeFrame({ channel: CHANNEL, op: 'sync', message }));
  }
}
