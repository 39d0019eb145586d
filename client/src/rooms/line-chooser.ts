/** Which way to the server: a WebSocket, or ordinary requests where a proxy lets none through [F35].
 *
 *      WebSocket ──opens──▶ it is
 *          ├─ refused, or not open after a while ──▶ requests as well; the first that opens it is
 *          └─ opened, and brought nothing, twice ──▶ requests
 *      requests ──some minutes later a WebSocket opens after all──▶ it is, once nobody looks
 *
 *  One that worked before is tried once more by itself: then the server is more likely to be away. */
import { ChosenLine, type Trial, type Way } from './chosen-line.ts';
import type { Watchable } from './dossier-room.ts';
import type { RealSocket } from './dossier-socket.ts';
import { WatchedValue } from './watched-value.ts';

/** What a WebSocket gets before requests are tried besides: either is there within 5 s. */
const HEAD_START_MS = 2_500;
/** How long a way that was blocked is not tried again. */
export const BLOCKED_MS = 5 * 60_000;
const MOST_SILENT = 2;
const GOING_AWAY = 1001;
/** Of this tab: its next page need not find out anew. */
const MEMORY_KEY = 'meemaak.noWebSocketUntil';

export class LineChooser {
  readonly #ways: Readonly<Record<Way, () => RealSocket>>;
  readonly #isSlow = new WatchedValue(false);
  /** A WebSocket once brought something to this page. */
  #hasWorked = false;
  /** How often in a row none did. */
  #fruitless = 0;
  #silent = 0;
  #line: ChosenLine | undefined;
  #retry: ReturnType<typeof setInterval> | undefined;
  readonly #moveOn = (): void => this.#moveUnseen();

  constructor(ways: Readonly<Record<Way, () => RealSocket>>) {
    this.#ways = ways;
  }

  /** Does everything go over requests now? */
  get isSlow(): Watchable<boolean> {
    return this.#isSlow;
  }

  /** Opens a line. */
  open(): RealSocket {
    this.#stopRetrying();
    const mayFallBack = !this.#hasWorked || this.#fruitless > 0;
    const line = new ChosenLine({
      open: this.#ways,
      startsWith: isBlocked() ? 'requests' : 'webSocket',
      headStartMs: mayFallBack ? HEAD_START_MS : undefined,
      onChosen: (way) => this.#noteChoice(way),
      onTrial: (trial) => this.#noteTrial(trial),
      onNoRequests: unblock,
    });
    line.addEventListener('close', () => this.#stopRetrying());
    this.#line = line;
    return line;
  }

  #noteChoice(way: Way): void {
    this.#isSlow.set(way === 'requests');
    if (way === 'webSocket') return;
    block();
    this.#retry = setInterval(() => this.#tryWebSocket(), BLOCKED_MS);
  }

  #noteTrial(trial: Trial): void {
    this.#hasWorked ||= trial === 'fruitful';
    this.#fruitless = trial === 'fruitful' ? 0 : this.#fruitless + 1;
    this.#silent = trial === 'silent' ? this.#silent + 1 : 0;
    if (this.#silent >= MOST_SILENT) block();
  }

  /** Is the way still blocked? Nobody notices. */
  #tryWebSocket(): void {
    block();
    const socket = this.#ways.webSocket();
    socket.addEventListener('open', () => {
      socket.close();
      if (this.#retry === undefined) return;
      unblock();
      clearInterval(this.#retry);
      document.addEventListener('visibilitychange', this.#moveOn);
      this.#moveUnseen();
    });
  }

  /** Another line is a moment without one: not while somebody works. */
  #moveUnseen(): void {
    if (document.visibilityState === 'hidden') this.#line?.close(GOING_AWAY);
  }

  #stopRetrying(): void {
    clearInterval(this.#retry);
    this.#retry = undefined;
    document.removeEventListener('visibilitychange', this.#moveOn);
  }
}

function isBlocked(): boolean {
  try {
    return Date.now() < Number(sessionStorage.getItem(MEMORY_KEY) ?? 0);
  } catch {
    return false;
  }
}

function block(): void {
  try {
    sessionStorage.setItem(MEMORY_KEY, String(Date.now() + BLOCKED_MS));
  } catch {
    // A browser that keeps nothing finds out anew with every line.
  }
}

function unblock(): void {
  try {
    sessionStorage.removeItem(MEMORY_KEY);
  } catch {
    // See above.
  }
}
