/** A bad line between clients and a server, in this process: everything passes, and goes wrong as
 *  told. The same seed and the same messages give the same faults, line by line.
 *
 *                            ┌───────────── ChaosProxy ─────────────┐
 *      client ══ socket ══▶  │ lane up    messages ─▶ faults ─▶ queue │ ══ socket ══▶ server
 *      client ◀══ socket ══  │ lane down  queue ◀─ faults ◀─ messages │ ◀══ socket ══ server
 *                            └──────────────────────────────────────┘
 *
 *  A line whose first request asks for a WebSocket is taken apart into messages after the handshake;
 *  other lines (`fetch`) are only delayed, throttled, held, swallowed, refused or cut. */
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import {
  ChaosLane,
  MESSAGE_FAULTS,
  type ChaosFaults,
  type MessageFault,
  type Way,
} from './chaos-lane.ts';
import { Random } from './random.ts';

export type { ChaosFaults, MessageFault, Way } from './chaos-lane.ts';

const END_OF_HEAD = '\r\n\r\n';
const NO_UPGRADE = 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';
const MOST_LINES_PER_SEED = 2 ** 16;

export type ChaosCounts = Readonly<Record<MessageFault | 'lines' | 'refused' | 'blocked', number>>;

export class ChaosProxy {
  readonly seed: number;
  readonly port: number;
  /** To be used instead of the server's own. Without a slash at the end. */
  readonly url: string;
  readonly #target: number;
  readonly #server: Server;
  readonly #lines = new Set<Line>();
  readonly #waiting = new Set<Socket>();
  readonly #counts: Record<keyof ChaosCounts, number>;
  #faults: ChaosFaults;

  private constructor(server: Server, target: number, seed: number, faults: ChaosFaults) {
    this.#server = server;
    this.#target = target;
    this.seed = seed;
    this.#faults = faults;
    const zeros = [...MESSAGE_FAULTS, 'lines', 'refused', 'blocked'].map((name) => [name, 0]);
    this.#counts = Object.fromEntries(zeros) as Record<keyof ChaosCounts, number>;
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('No port.');
    this.port = address.port;
    this.url = `http://127.0.0.1:${this.port}`;
    server.on('connection', (client) => this.#take(client));
  }

  /** Stands before the server at port `target` of this machine. */
  static async open(target: number, seed: number, faults: ChaosFaults = {}): Promise<ChaosProxy> {
    const server = createServer({ allowHalfOpen: true, noDelay: true });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ChaosProxy(server, target, seed, faults);
  }

  /** How often everything happened so far. */
  get counts(): ChaosCounts {
    return { ...this.#counts };
  }

  /** From now on it goes wrong like this, on open lines too. */
  suffer(faults: ChaosFaults): void {
    this.#faults = faults;
    for (const line of this.#lines) line.look();
    if (faults.newcomers !== undefined) return;
    for (const client of this.#waiting) this.#letIn(client);
    this.#waiting.clear();
  }

  /** Breaks all lines, as a router that restarts. */
  breakLines(): void {
    for (const line of this.#lines) line.reset();
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.breakLines();
    for (const client of this.#waiting) client.destroy();
    await closed;
  }

  #take(client: Socket): void {
    client.on('error', () => {});
    const { newcomers } = this.#faults;
    if (newcomers === undefined) return this.#letIn(client);
    if (newcomers === 'waiting') this.#waiting.add(client);
    else {
      this.#counts.refused += 1;
      client.resetAndDestroy();
    }
  }

  #letIn(client: Socket): void {
    const number = this.#counts.lines;
    this.#counts.lines += 1;
    const line: Line = new Line({
      client,
      target: this.#target,
      // Each line and way draws for itself: what one does leaves the others' draws alone.
      seed: (this.seed * MOST_LINES_PER_SEED + number) * 2,
      faults: () => this.#faults,
      count: (what) => {
        this.#counts[what] += 1;
      },
      onClosed: () => this.#lines.delete(line),
    });
    this.#lines.add(line);
  }
}

interface LineParts {
  readonly client: Socket;
  readonly target: number;
  readonly seed: number;
  readonly faults: () => ChaosFaults;
  readonly count: (what: keyof ChaosCounts) => void;
  readonly onClosed: () => void;
}

/** One client's way to the server and back. */
class Line {
  readonly #parts: LineParts;
  readonly #server: Socket;
  readonly #lanes: Readonly<Record<Way, ChaosLane>>;
  /** What came of the head of HTTP; undefined when it is through. */
  readonly #heads: Record<Way, Buffer | undefined> = { up: Buffer.alloc(0), down: Buffer.alloc(0) };
  #isWebSocket = false;
  #isDead = false;
  #idle: NodeJS.Timeout | undefined;

  constructor(parts: LineParts) {
    this.#parts = parts;
    const { client, target } = parts;
    this.#server = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    this.#lanes = {
      up: this.#openLane('up', client, this.#server),
      down: this.#openLane('down', this.#server, client),
    };
    this.#watch('up', client, this.#server);
    this.#watch('down', this.#server, client);
  }

  look(): void {
    for (const lane of Object.values(this.#lanes)) lane.look();
  }

  /** Breaks both sides. */
  reset(): void {
    clearTimeout(this.#idle);
    for (const lane of Object.values(this.#lanes)) lane.close();
    this.#parts.client.resetAndDestroy();
    this.#server.resetAndDestroy();
    this.#parts.onClosed();
  }

  #openLane(way: Way, from: Socket, to: Socket): ChaosLane {
    const { seed, faults, count } = this.#parts;
    return new ChaosLane({
      way,
      from,
      to,
      random: new Random(seed + (way === 'up' ? 0 : 1)),
      faults,
      count,
      end: (how) => {
        if (how === 'reset') this.reset();
        else this.#lanes[way].afterQueue(() => this.reset());
      },
    });
  }

  #watch(way: Way, from: Socket, to: Socket): void {
    from.on('error', () => {});
    from.on('data', (bytes) => {
      this.#waitForMore();
      if (!this.#swallows()) this.#take(way, bytes);
    });
    from.on('end', () => {
      if (!this.#swallows()) this.#lanes[way].afterQueue(() => to.end());
    });
    from.on('close', (hadError) => {
      clearTimeout(this.#idle);
      if (this.#swallows()) return;
      // A line that broke is broken for the other side too; one that ended, ended already.
      if (hadError) this.reset();
      else if (to.destroyed) this.#parts.onClosed();
    });
  }

  #waitForMore(): void {
    clearTimeout(this.#idle);
    const { cutsIdleAfterMs } = this.#parts.faults();
    if (cutsIdleAfterMs === undefined) return;
    this.#idle = setTimeout(() => this.reset(), cutsIdleAfterMs);
  }

  /** Asked only when something would get lost by it. */
  #swallows(): boolean {
    this.#isDead ||= this.#parts.faults().swallows === true;
    return this.#isDead;
  }

  #take(way: Way, bytes: Buffer): void {
    const head = this.#heads[way];
    if (head === undefined) {
      if (this.#isWebSocket) this.#lanes[way].passFrames(bytes);
      else this.#lanes[way].pass(bytes);
      return;
    }
    const all = Buffer.concat([head, bytes]);
    const end = all.indexOf(END_OF_HEAD);
    if (end < 0) {
      this.#heads[way] = all;
      return;
    }
    this.#heads[way] = undefined;
    this.#takeHead(way, all.subarray(0, end + END_OF_HEAD.length));
    const rest = all.subarray(end + END_OF_HEAD.length);
    if (rest.byteLength > 0) this.#take(way, rest);
  }

  #takeHead(way: Way, head: Buffer): void {
    if (way === 'up') {
      const isUpgrade = /\r\nupgrade: *websocket/i.test(head.toString('latin1'));
      if (isUpgrade && this.#parts.faults().blocksUpgrade === true) return this.#block();
      this.#isWebSocket = isUpgrade;
    } else if (!head.toString('latin1').startsWith('HTTP/1.1 101 ')) {
      this.#isWebSocket = false;
    }
    this.#lanes[way].pass(head);
  }

  #block(): void {
    this.#parts.count('blocked');
    this.#parts.client.end(NO_UPGRADE);
    this.#server.destroy();
  }
}
