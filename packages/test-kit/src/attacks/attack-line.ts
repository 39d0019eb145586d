/** A line that an attacker speaks on. It hears just enough to know what became of the attack. */
import type { DocumentName } from '@meemaak/model';
import {
  closeReason,
  decodeFrame,
  decodeSyncMessage,
  encodeFrame,
  openFrame,
} from '@meemaak/protocol';
import { WebSocket } from 'ws';
import { syncUrl, type Script } from '../script.ts';

const CHANNEL = 1;
/** More than this unsent, and the attacker waits: its own memory is not what is tried. */
const MOST_UNSENT_BYTES = 512 * 1024;
/** The end of a line that was left by its own side, before it was answered. */
export const STILL_WAITING = 'waiting';
/** Who has spent their credit is answered late, and is answered. */
const PATIENCE_MS = 60_000;

/** `whole`: the line is one document. `shared`: a channel on the line of the dossier, with acks. */
export type AttackLineKind = 'whole' | 'shared';

/** Those that are open. */
const lines = new Set<AttackLine>();

export class AttackLine {
  /** How often the server asked what we have. */
  questionCount = 0;
  /** What the server said it had, the last time that it asked. */
  serverVector: Uint8Array = new Uint8Array([0]);
  /** So many of what we sent are on disk. */
  ackCount = 0;
  readonly #socket: WebSocket;
  readonly #isShared: boolean;
  #end: string | undefined;
  #look: () => void = () => {};

  private constructor(socket: WebSocket, isShared: boolean) {
    this.#socket = socket;
    this.#isShared = isShared;
    lines.add(this);
    socket.on('error', () => {});
    socket.on('close', (code) => this.#finish(closeReason(code) ?? `code ${code}`));
    socket.on('message', (bytes: Buffer) => this.#hear(bytes));
  }

  /** Whoever still waits for an answer waits no longer. */
  static endAll(): void {
    for (const line of lines) line.leave(STILL_WAITING);
  }

  /** Resolves when it is open, or could not be: it has an `end` then. */
  static async open(
    script: Script,
    document: DocumentName,
    kind: AttackLineKind,
  ): Promise<AttackLine> {
    const isShared = kind === 'shared';
    const url = isShared ? syncUrl(script) : `${syncUrl(script)}/${document}`;
    const headers = { cookie: script.cookie };
    const socket = new WebSocket(url, { headers, perMessageDeflate: false });
    const line = new AttackLine(socket, isShared);
    await line.until(() => socket.readyState === WebSocket.OPEN);
    if (isShared && line.end === undefined) socket.send(encodeFrame(openFrame(CHANNEL, document)));
    return line;
  }

  /** Why the line, or the channel on it, was closed: the name, or the number of one that is not ours. */
  get end(): string | undefined {
    return this.#end;
  }

  get hasRoom(): boolean {
    return this.#socket.bufferedAmount < MOST_UNSENT_BYTES;
  }

  /** Says a message of y-websocket. */
  say(message: Uint8Array): void {
    this.sayBytes(
      this.#isShared ? encodeFrame({ channel: CHANNEL, op: 'sync', message }) : message,
    );
  }

  sayBytes(bytes: Uint8Array): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(bytes);
  }

  /** What is told from now on is not read. */
  stopReading(): void {
    this.#socket.pause();
  }

  /** Resolves with true when it is so, with false when the line ended first or nothing came of it. */
  until(isSo: () => boolean): Promise<boolean> {
    return new Promise((resolve) => {
      const patience = setTimeout(() => this.#finish('unanswered'), PATIENCE_MS);
      this.#look = () => {
        const is = isSo();
        if (!is && this.#end === undefined) return;
        this.#look = () => {};
        clearTimeout(patience);
        resolve(is);
      };
      this.#socket.once('open', () => this.#look());
      this.#look();
    });
  }

  leave(why = 'left'): void {
    this.#finish(why);
    lines.delete(this);
    this.#socket.terminate();
  }

  #finish(end: string): void {
    this.#end ??= end;
    this.#look();
  }

  #hear(bytes: Buffer): void {
    if (this.#isShared) this.#hearFrame(bytes);
    else this.#hearMessage(bytes);
    this.#look();
  }

  #hearFrame(bytes: Uint8Array): void {
    const frame = decodeFrame(bytes);
    if (frame?.op === 'ack') this.ackCount = frame.count;
    else if (frame?.op === 'close') this.#finish(frame.reason);
    else if (frame?.op === 'sync') this.#hearMessage(frame.message);
  }

  #hearMessage(message: Uint8Array): void {
    const said = decodeSyncMessage(message);
    if (said?.kind !== 'step1') return;
    this.questionCount += 1;
    this.serverVector = said.body.slice();
  }
}
