/** The lines over requests of a `FakeServer`, as `fetch` reaches them: for tests of what a bad way
 *  between does to them. */
import {
  IncomingStream,
  LINE_GONE,
  OutgoingStream,
  POLL_CONTENT_TYPE,
  decodeFrame,
  encodeFrame,
  encodeLineAnswer,
  withLength,
  type LineAnswer,
} from '@meemaak/protocol';
import type { FakeServer, FakeSocket } from './fake-server.ts';

/** What becomes of a request: a response is that of something between. */
export type Fate = 'well' | 'lost' | 'answerLost' | 'hangs' | Response;

const NOTHING: Uint8Array = new Uint8Array(0);

interface FakeLine {
  readonly socket: FakeSocket;
  readonly outgoing: OutgoingStream;
  readonly incoming: IncomingStream;
  part: number;
  underWay: Uint8Array;
  taken: number;
  close: LineAnswer['close'];
  wake: () => void;
}

export class FakeRequests {
  /** `open`, `take`, `give` or `leave`, in order. */
  readonly asked: string[] = [];
  fate: (what: string) => Fate = () => 'well';
  readonly #server: FakeServer;
  readonly #lines = new Map<string, FakeLine>();

  constructor(server: FakeServer) {
    this.#server = server;
  }

  /** To stand in for the browser's. */
  readonly fetch = async (address: string, init: RequestInit = {}): Promise<Response> => {
    const found = /^\/api\/(?:dossiers\/[\w-]+\/lines|lines\/(\w+)\/(take|give|leave))/.exec(
      address,
    );
    if (found === null) return this.#server.giveWhole(address);
    const lineId = found[1] ?? '';
    const what = found[2] ?? 'open';
    this.asked.push(what);
    const fate = this.fate(what);
    if (fate instanceof Response) return fate;
    if (fate === 'hangs') return aborted(init);
    if (fate === 'lost' || this.#server.isDown) throw new TypeError('Failed to fetch');
    const part = Number(new URL(address, 'http://a').searchParams.get('part'));
    const body: unknown = init.body;
    const answer = await Promise.race([
      this.#answer(what, lineId, part, body instanceof Uint8Array ? body.slice() : NOTHING),
      aborted(init),
    ]);
    if (answer instanceof Response) return answer;
    if (fate === 'answerLost') throw new TypeError('Failed to fetch');
    const headers = { 'content-type': POLL_CONTENT_TYPE };
    return new Response(encodeLineAnswer(answer), { headers });
  };

  /** Says something on every line that is open. */
  sayToAll(message: Uint8Array): void {
    for (const line of this.#lines.values()) this.#say(line, message);
  }

  closeAll(code: number, reason: string): void {
    for (const line of this.#lines.values()) {
      line.close = { code, reason };
      line.wake();
    }
  }

  #answer(what: string, lineId: string, part: number, body: Uint8Array): Promise<LineAnswer> {
    if (what === 'open') return this.#open();
    const line = this.#lines.get(lineId);
    const gone = { part: 0, close: { code: LINE_GONE, reason: '' }, bytes: NOTHING };
    if (line === undefined) return Promise.resolve(gone);
    if (what === 'take') return this.#take(line, part);
    if (what === 'give') this.#give(line, part, body);
    else this.#lines.delete(lineId);
    return Promise.resolve({ part: line.taken, bytes: NOTHING });
  }

  async #open(): Promise<LineAnswer> {
    const socket = this.#server.connect();
    const line: FakeLine = {
      socket,
      outgoing: new OutgoingStream(),
      incoming: new IncomingStream(),
      part: 0,
      underWay: NOTHING,
      taken: 0,
      close: undefined,
      wake: () => {},
    };
    socket.addEventListener('message', (event) => {
      const { data } = event as MessageEvent<ArrayBuffer>;
      this.#say(line, new Uint8Array(data));
    });
    await new Promise((resolve) => {
      socket.addEventListener('open', resolve);
    });
    const lineId = `line${this.#lines.size}`;
    this.#lines.set(lineId, line);
    return { part: 0, bytes: new TextEncoder().encode(lineId) };
  }

  #say(line: FakeLine, message: Uint8Array): void {
    line.outgoing.add(withLength(message));
    line.wake();
  }

  async #take(line: FakeLine, after: number): Promise<LineAnswer> {
    if (after === line.part) line.underWay = NOTHING;
    const hasWords = () =>
      line.underWay.length + line.outgoing.byteLength > 0 || line.close !== undefined;
    while (!hasWords()) {
      await new Promise<void>((resolve) => {
        line.wake = resolve;
      });
    }
    if (line.underWay.length === 0 && line.outgoing.byteLength > 0) {
      line.underWay = line.outgoing.takePart();
      line.part += 1;
    }
    const isLast = line.close !== undefined && line.outgoing.byteLength === 0;
    return { part: line.part, bytes: line.underWay, ...(isLast && { close: line.close }) };
  }

  #give(line: FakeLine, part: number, body: Uint8Array): void {
    if (part !== line.taken + 1) return;
    line.taken = part;
    line.incoming.add(body);
    for (;;) {
      const message = line.incoming.takeMessage();
      if (message === undefined || message === 'tooLarge') return;
      const frame = decodeFrame(message);
      if (frame === undefined) throw new Error('The client said something that is no frame.');
      line.socket.send(encodeFrame(frame));
    }
  }
}

/** What never answers, until nobody waits any more. */
function aborted({ signal }: RequestInit): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError')));
  });
}
