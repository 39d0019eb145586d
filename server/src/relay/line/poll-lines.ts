/** The lines over requests that are open now. A line is found by an id that nobody can guess, and only
 *  with the cookie that opened it. */
import { randomBytes } from 'node:crypto';
import type { CloseReason } from '@meemaak/protocol';
import { metrics } from '../../metrics.ts';
import { PollLine } from './poll-line.ts';

/** Windows of one browser, and those that were closed a moment ago. */
const MOST_LINES = 16;
/** A browser sends six requests at once to one host, over all its windows: some must be left for what
 *  people do. Beyond this many the windows take turns. */
const MOST_HELD = 3;
const ID_BYTES = 16;
/** A way to the server and back is seldom longer. */
const GATHER_MS = 500;
const LOOK_MS = 10;

interface Known {
  readonly line: PollLine;
  readonly token: string;
}

export class PollLines {
  readonly #known = new Map<string, Known>();
  /** In the order in which they last asked. */
  readonly #byToken = new Map<string, Set<PollLine>>();

  /** A new line for whoever has this cookie; undefined when they have too many. */
  open(token: string): { readonly lineId: string; readonly line: PollLine } | undefined {
    const own = this.#byToken.get(token) ?? new Set();
    if (own.size >= MOST_LINES) return undefined;
    const lineId = randomBytes(ID_BYTES).toString('base64url');
    const line = new PollLine();
    line.onGone = () => this.#forget(lineId);
    this.#known.set(lineId, { line, token });
    this.#byToken.set(token, own.add(line));
    metrics.pollLines.inc();
    return { lineId, line };
  }

  /** The line with this id; undefined too when somebody else's cookie opened it. */
  find(lineId: string, token: string | undefined): PollLine | undefined {
    const known = this.#known.get(lineId);
    return known?.token === token ? known?.line : undefined;
  }

  /** This line is about to hold a request: whoever has held one longest steps aside for it. */
  takeTurn(lineId: string): void {
    const known = this.#known.get(lineId);
    const own = known && this.#byToken.get(known.token);
    if (known === undefined || own === undefined) return;
    own.delete(known.line);
    const holding = [...own].filter((line) => line.isHolding);
    for (const line of holding.slice(0, Math.max(0, holding.length - MOST_HELD + 1))) {
      line.release();
    }
    own.add(known.line);
  }

  /** A stop is coming: keeps what there is to say for the last answer, and gives those who are between
   *  two requests a moment to come back for it. */
  async gather(): Promise<void> {
    for (const { line } of this.#known.values()) line.keepLastWords();
    const deadline = performance.now() + GATHER_MS;
    const isSomebodyAway = () => [...this.#known.values()].some(({ line }) => !line.isHolding);
    while (isSomebodyAway() && performance.now() < deadline) {
      await new Promise((resolve) => {
        setTimeout(resolve, LOOK_MS);
      });
    }
  }

  closeAll(reason: CloseReason): void {
    for (const { line } of this.#known.values()) line.close(reason);
  }

  #forget(lineId: string): void {
    const known = this.#known.get(lineId);
    if (known === undefined) return;
    this.#known.delete(lineId);
    const own = this.#byToken.get(known.token);
    own?.delete(known.line);
    if (own?.size === 0) this.#byToken.delete(known.token);
    metrics.pollLines.dec();
  }
}
