/** A line to the server over ordinary requests, with the face of a WebSocket (protocol/polling): for
 *  where a proxy lets no WebSocket through.
 *
 *      send ─▶ outgoing ─▶ one part at a time, repeated until the server says that it has it
 *      one request is always held by the server ─▶ part ─▶ `message` events, in order, each once
 *
 *  Fires `progress` besides: something came in, be it not a whole message yet. */
import {
  IncomingStream,
  LINE_GONE,
  OWN_PAGE_HEADER,
  OutgoingStream,
  POLL_CONTENT_TYPE,
  decodeLineAnswer,
  leavePath,
  linePath,
  linesPath,
  withLength,
  type LineAnswer,
} from '@meemaak/protocol';
import type { DossierId } from '@meemaak/model';
import type { RealSocket } from './dossier-socket.ts';

/** The server answers every twelve seconds; a part on a slow line takes its time. */
const PATIENCE_MS = 30_000;
/** Before the second and the third try. The server remembers the line for longer than that. */
const RETRY_MS = [250, 1_000] as const;
/** Answered with nothing: other windows of this browser need the connection. */
const ASIDE_MS = 1_000;
/** A part of this size is still brought when the page goes away. */
const MOST_PARTING_BYTES = 32 * 1024;

const GONE: LineAnswer = {
  part: 0,
  close: { code: LINE_GONE, reason: '' },
  bytes: new Uint8Array(0),
};

export class PollSocket extends EventTarget implements RealSocket {
  readonly OPEN = 1;
  binaryType: BinaryType = 'arraybuffer';
  readyState: 0 | 1 | 3 = 0;
  /** What is to be stopped when the line ends. */
  readonly #stops = new Set<() => void>();
  readonly #outgoing = new OutgoingStream();
  readonly #incoming = new IncomingStream();
  #lineId = '';
  /** The number of the last part that we gave, and that came in. */
  #given = 0;
  #taken = 0;
  /** Of the part that is being brought. */
  #underWayBytes = 0;
  readonly #pageGoes = (): void => this.#leaveWithPage();

  constructor(dossierId: DossierId) {
    super();
    globalThis.addEventListener('pagehide', this.#pageGoes);
    void this.#open(dossierId);
  }

  get bufferedAmount(): number {
    return this.#outgoing.byteLength + this.#underWayBytes;
  }

  send(message: Uint8Array<ArrayBuffer>): void {
    if (this.readyState !== this.OPEN) return;
    const isGiving = this.bufferedAmount > 0;
    this.#outgoing.add(withLength(message));
    if (!isGiving) void this.#give();
  }

  close(): void {
    if (this.readyState === 3) return;
    if (this.readyState === this.OPEN) this.#sayGoodbye();
    this.#end(1000, '');
  }

  async #open(dossierId: DossierId): Promise<void> {
    const answer = await this.#try(linesPath(dossierId));
    if (this.readyState !== 0) return;
    const { close, bytes } = answer ?? GONE;
    if (close !== undefined) return this.#end(close.code, close.reason);
    this.#lineId = new TextDecoder().decode(bytes);
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
    void this.#listen();
  }

  async #listen(): Promise<void> {
    while (this.readyState === this.OPEN) {
      const answer = await this.#request(linePath(this.#lineId, 'take', this.#taken));
      if (this.readyState !== this.OPEN) return;
      this.dispatchEvent(new Event('progress'));
      const isNew = answer.part === this.#taken + 1;
      if (isNew) this.#take(answer);
      if (answer.close !== undefined) return this.#end(answer.close.code, answer.close.reason);
      if (!isNew) await this.#wait(ASIDE_MS);
    }
  }

  #take({ part, bytes }: LineAnswer): void {
    this.#taken = part;
    this.#incoming.add(bytes);
    while (this.readyState === this.OPEN) {
      const message = this.#incoming.takeMessage();
      if (message === undefined || message === 'tooLarge') return;
      this.dispatchEvent(new MessageEvent('message', { data: message.buffer }));
    }
  }

  async #give(): Promise<void> {
    // What is said in one turn goes together.
    await Promise.resolve();
    while (this.#outgoing.byteLength > 0 && this.readyState === this.OPEN) {
      this.#given += 1;
      const body = this.#outgoing.takePart();
      this.#underWayBytes = body.byteLength;
      const { part, close } = await this.#request(
        linePath(this.#lineId, 'give', this.#given),
        body,
      );
      this.#underWayBytes = 0;
      if (close !== undefined) return this.#end(close.code, close.reason);
      if (part !== this.#given) return this.#end(LINE_GONE, '');
    }
  }

  /** Asks until there is an answer of the server; after three times in vain the line is gone. */
  async #request(path: string, body?: Uint8Array<ArrayBuffer>): Promise<LineAnswer> {
    for (const waitMs of [...RETRY_MS, undefined]) {
      const answer = await this.#try(path, body);
      if (answer !== undefined) return answer;
      if (waitMs === undefined || this.readyState !== this.OPEN) break;
      await this.#wait(waitMs * (0.5 + Math.random()));
    }
    return GONE;
  }

  /** Asks once; undefined when no answer of the server came back, and there may be one the next time. */
  async #try(path: string, body?: Uint8Array<ArrayBuffer>): Promise<LineAnswer | undefined> {
    const trial = new AbortController();
    const stop = () => trial.abort();
    this.#stops.add(stop);
    const patience = setTimeout(stop, PATIENCE_MS);
    try {
      const response = await fetch(path, {
        method: 'POST',
        headers: { [OWN_PAGE_HEADER]: '1', 'content-type': 'application/octet-stream' },
        cache: 'no-store',
        signal: trial.signal,
        ...(body && { body, keepalive: body.byteLength <= MOST_PARTING_BYTES }),
      });
      if (response.headers.get('content-type') === POLL_CONTENT_TYPE) {
        return decodeLineAnswer(new Uint8Array(await response.arrayBuffer()));
      }
      // A page of something between us and the server: "not here, not you" stays so.
      const isFinal = response.status >= 401 && response.status <= 410;
      return isFinal && response.status !== 408 ? GONE : undefined;
    } catch {
      return undefined;
    } finally {
      clearTimeout(patience);
      this.#stops.delete(stop);
    }
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const stop = () => {
        clearTimeout(timer);
        this.#stops.delete(stop);
        resolve();
      };
      const timer = setTimeout(stop, ms);
      this.#stops.add(stop);
    });
  }

  /** A browser closes a WebSocket together with its page; this does so for us. What is being brought
   *  comes first, and then the server notices by itself. */
  #leaveWithPage(): void {
    if (this.readyState !== this.OPEN) return;
    if (this.#underWayBytes > 0) return;
    this.close();
  }

  #sayGoodbye(): void {
    const init = { method: 'POST', headers: { [OWN_PAGE_HEADER]: '1' }, keepalive: true };
    fetch(leavePath(this.#lineId), init).catch(() => {});
  }

  #end(code: number, reason: string): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    globalThis.removeEventListener('pagehide', this.#pageGoes);
    for (const stop of this.#stops) stop();
    const wasClean = code !== LINE_GONE;
    this.dispatchEvent(new CloseEvent('close', { code, reason, wasClean }));
  }
}
