/** One line with the face of a WebSocket, of which it shows later over which way it goes: the first that
 *  opens, of those that `line-chooser` lets it try. */
import { closeReason } from '@meemaak/protocol';
import type { RealSocket } from './dossier-socket.ts';

export type Way = 'webSocket' | 'requests';

/** How a WebSocket went. Fruitless: it never opened, or not before requests did. Silent: it opened, and
 *  brought nothing at all. */
export type Trial = 'fruitful' | 'fruitless' | 'silent';

export interface ChosenLineParts {
  readonly open: Readonly<Record<Way, () => RealSocket>>;
  readonly startsWith: Way;
  /** When requests are tried besides a WebSocket that does not open; undefined: not at all. */
  readonly headStartMs: number | undefined;
  readonly onChosen: (way: Way) => void;
  readonly onTrial: (trial: Trial) => void;
  /** Requests were tried, and got no line. */
  readonly onNoRequests: () => void;
}

export class ChosenLine extends EventTarget implements RealSocket {
  readonly OPEN = 1;
  binaryType: BinaryType = 'arraybuffer';
  readonly #parts: ChosenLineParts;
  readonly #tried = new Map<Way, RealSocket>();
  #chosen: RealSocket | undefined;
  /** The WebSocket was judged: once is enough. */
  #isJudged = false;
  #isClosed = false;
  #headStart: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: ChosenLineParts) {
    super();
    this.#parts = parts;
    const { startsWith, headStartMs } = parts;
    this.#try(startsWith);
    if (startsWith === 'webSocket' && headStartMs !== undefined) {
      this.#headStart = setTimeout(() => this.#try('requests'), headStartMs);
    }
  }

  get readyState(): number {
    return this.#isClosed ? 3 : (this.#chosen?.readyState ?? 0);
  }

  get bufferedAmount(): number {
    return this.#chosen?.bufferedAmount ?? 0;
  }

  send(message: Uint8Array<ArrayBuffer>): void {
    this.#chosen?.send(message);
  }

  close(code = 1000): void {
    this.#end(code, '');
  }

  #try(way: Way): void {
    if (this.#tried.has(way)) return;
    const socket = this.#parts.open[way]();
    socket.binaryType = 'arraybuffer';
    this.#tried.set(way, socket);
    socket.addEventListener('open', () => this.#choose(way, socket));
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (socket !== this.#chosen || this.#isClosed) return;
      if (way === 'webSocket') this.#judge('fruitful');
      this.dispatchEvent(new MessageEvent('message', { data }));
    });
    socket.addEventListener('progress', () => this.dispatchEvent(new Event('progress')));
    socket.addEventListener('close', ({ code, reason }) => this.#lose(way, socket, code, reason));
  }

  #choose(way: Way, socket: RealSocket): void {
    if (this.#isClosed || this.#chosen !== undefined) return socket.close();
    clearTimeout(this.#headStart);
    this.#chosen = socket;
    if (way === 'requests') this.#judge('fruitless');
    this.#parts.onChosen(way);
    for (const other of this.#tried.values()) if (other !== socket) other.close();
    this.dispatchEvent(new Event('open'));
  }

  #lose(way: Way, socket: RealSocket, code: number, reason: string): void {
    if (this.#isClosed) return;
    // The server's own word says nothing about the way that it came.
    const isTheirWord = closeReason(code) !== undefined;
    if (socket === this.#chosen || isTheirWord) {
      if (isTheirWord) this.#isJudged = true;
      return this.#end(code, reason);
    }
    if (this.#chosen !== undefined) return;
    if (way === 'requests') this.#parts.onNoRequests();
    else this.#judge('fruitless');
    const { startsWith, headStartMs } = this.#parts;
    clearTimeout(this.#headStart);
    if (way === 'webSocket' && startsWith === way && headStartMs !== undefined)
      this.#try('requests');
    if ([...this.#tried.values()].every(({ readyState }) => readyState === 3)) {
      this.#end(code, reason);
    }
  }

  /** What came of the WebSocket, if one was tried. */
  #judge(trial: Trial): void {
    if (this.#isJudged || !this.#tried.has('webSocket')) return;
    this.#isJudged = true;
    this.#parts.onTrial(trial);
  }

  #end(code: number, reason: string): void {
    if (this.#isClosed) return;
    this.#judge(this.#chosen === undefined ? 'fruitless' : 'silent');
    this.#isClosed = true;
    clearTimeout(this.#headStart);
    for (const socket of this.#tried.values()) socket.close();
    this.dispatchEvent(new CloseEvent('close', { code, reason, wasClean: code !== 1006 }));
  }
}
