/** The other end of a line over requests, for tests that look at every request: what it says goes out
 *  in parts, and what comes in is heard as messages. `send` stands between it and the server, and may
 *  lose, repeat or hold what passes. */
import {
  IncomingStream,
  OWN_PAGE_HEADER,
  OutgoingStream,
  decodeFrame,
  decodeLineAnswer,
  encodeFrame,
  leavePath,
  linePath,
  linesPath,
  withLength,
  type Frame,
  type LineAnswer,
} from '@meemaak/protocol';
import type { DossierId } from '@meemaak/model';
import type { Script } from './script.ts';
import { until } from './until.ts';

export interface PollRequest {
  readonly path: string;
  readonly body?: Uint8Array<ArrayBuffer>;
}

/** Asks the server; undefined when the answer did not arrive. */
export type SendRequest = (request: PollRequest) => Promise<LineAnswer | undefined>;

/** An answer of the server, or the status of something that is none. */
export async function requestLine(
  { serverUrl, cookie }: Pick<Script, 'serverUrl' | 'cookie'>,
  { path, body }: PollRequest,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly answer: LineAnswer | undefined }> {
  const response = await fetch(`${serverUrl}${path}`, {
    method: 'POST',
    headers: { [OWN_PAGE_HEADER]: '1', cookie, ...headers },
    ...(body && { body }),
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { status: response.status, answer: decodeLineAnswer(bytes) };
}

/** Asks for a line; its id. Throws with the reason when there is none. */
export async function openPollLine(script: Script): Promise<string> {
  const path = linesPath(script.dossierId as DossierId);
  const { status, answer } = await requestLine(script, { path });
  if (answer === undefined || answer.close !== undefined) {
    throw new Error(`No line: ${status} ${answer?.close?.reason ?? ''}`);
  }
  return new TextDecoder().decode(answer.bytes);
}

export class PollPeer {
  readonly lineId: string;
  /** Every message that came in, in order. */
  readonly heard: Uint8Array[] = [];
  /** Hears every message as it comes in. */
  onHeard: (message: Uint8Array) => void = () => {};
  readonly #send: SendRequest;
  readonly #outgoing = new OutgoingStream();
  readonly #incoming = new IncomingStream();
  #given = 0;
  #taken = 0;
  #isGiving = false;
  #isTaking = false;
  #close: LineAnswer['close'];

  constructor(lineId: string, send: SendRequest) {
    this.lineId = lineId;
    this.#send = send;
  }

  /** Why the line was closed; undefined while it is open. */
  get close(): LineAnswer['close'] {
    return this.#close;
  }

  /** Nothing of what was said waits here any more. */
  get isThrough(): boolean {
    return this.#outgoing.byteLength === 0 && !this.#isGiving;
  }

  say(message: Uint8Array): void {
    this.#outgoing.add(withLength(message));
    void this.#give();
  }

  sayFrame(frame: Frame): void {
    this.say(encodeFrame(frame));
  }

  frames(): Frame[] {
    return this.heard.flatMap((bytes) => decodeFrame(bytes) ?? []);
  }

  /** Reads until the line closes or `stopListening`. */
  async listen(): Promise<void> {
    this.#isTaking = true;
    while (this.#isTaking && this.#close === undefined) await this.takeOnce();
  }

  stopListening(): void {
    this.#isTaking = false;
  }

  /** One request for what is new. */
  async takeOnce(): Promise<LineAnswer | undefined> {
    const answer = await this.#send({ path: linePath(this.lineId, 'take', this.#taken) });
    if (answer === undefined) return undefined;
    if (answer.part === this.#taken + 1) {
      this.#taken = answer.part;
      this.#incoming.add(answer.bytes);
      this.#hear();
    }
    this.#close = answer.close;
    return answer;
  }

  async leave(): Promise<void> {
    this.stopListening();
    await this.#send({ path: leavePath(this.lineId) });
  }

  /** Waits for something that was heard. */
  async until<Found>(what: string, find: () => Found | undefined): Promise<Found> {
    await until(what, () => find() !== undefined);
    const found = find();
    if (found === undefined) throw new Error(`It is gone again: ${what}.`);
    return found;
  }

  #hear(): void {
    for (;;) {
      const message = this.#incoming.takeMessage();
      if (message === undefined || message === 'tooLarge') return;
      this.heard.push(message);
      this.onHeard(message);
    }
  }

  async #give(): Promise<void> {
    if (this.#isGiving) return;
    this.#isGiving = true;
    while (this.#outgoing.byteLength > 0 && this.#close === undefined) {
      this.#given += 1;
      const path = linePath(this.lineId, 'give', this.#given);
      const body = this.#outgoing.takePart();
      let answer: LineAnswer | undefined;
      while (answer === undefined) answer = await this.#send({ path, body });
      this.#close ??= answer.close;
    }
    this.#isGiving = false;
  }
}
