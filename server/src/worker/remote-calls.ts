/** Functions that run in a thread of their own, called from here.
 *
 *      run ──{number, name, args}──▶ thread: its own run ──{number, result | failure}──▶ settled
 *                                    answers of one turn travel together */
import { once } from 'node:events';
import { Worker, parentPort, type MessagePort } from 'node:worker_threads';
import { StorageError } from '../database/storage-error.ts';
import type { Calls, Runner } from './runner.ts';

interface Order {
  readonly number: number;
  readonly name: string;
  readonly args: unknown;
}

type Answer =
  | { readonly number: number; readonly result: unknown }
  | { readonly number: number; readonly failure: Failure };

/** An error as a message carries it: properties of our own would not come over. */
interface Failure {
  readonly message: string;
  /** Of a `StorageError`. */
  readonly resultCode: number | undefined;
}

interface Asked {
  readonly resolve: (result: never) => void;
  readonly reject: (error: unknown) => void;
}

const READY = 'ready';
const END = 'end';

export class RemoteCalls<Table extends Calls> implements Runner<Table> {
  readonly #thread: Worker;
  readonly #asked = new Map<number, Asked>();
  /** Resolves with the cause when the thread ends without being asked to. */
  readonly broken: Promise<Error>;
  #count = 0;
  #hasEnded = false;

  private constructor(thread: Worker) {
    this.#thread = thread;
    this.broken = new Promise((resolve) => thread.once('error', resolve));
    thread.on('message', (answers: readonly Answer[]) => {
      for (const answer of answers) this.#settle(answer);
    });
    thread.on('error', (error) => this.#end(error));
    thread.on('exit', () => this.#end(new Error('The thread has ended.')));
  }

  /** Starts the thread at `entry`, which must call `serveCalls`; resolves when it does. */
  static async start<Table extends Calls>(
    entry: URL,
    workerData: unknown,
  ): Promise<RemoteCalls<Table>> {
    const thread = new Worker(entry, { workerData });
    await once(thread, 'message');
    return new RemoteCalls<Table>(thread);
  }

  run<Name extends keyof Table & string>(
    name: Name,
    args: Parameters<Table[Name]>[0],
  ): Promise<ReturnType<Table[Name]>> {
    if (this.#hasEnded) return Promise.reject(new Error('The thread has ended.'));
    const number = this.#count++;
    return new Promise((resolve, reject) => {
      this.#asked.set(number, { resolve, reject });
      this.#thread.postMessage({ number, name, args } satisfies Order);
    });
  }

  /** Does what was asked until now, and ends. */
  async close(): Promise<void> {
    if (this.#hasEnded) return;
    const ended = once(this.#thread, 'exit');
    this.#thread.postMessage(END);
    await ended;
  }

  #settle(answer: Answer): void {
    const asked = this.#asked.get(answer.number);
    this.#asked.delete(answer.number);
    if ('failure' in answer) asked?.reject(toError(answer.failure));
    else asked?.resolve(answer.result as never);
  }

  #end(error: unknown): void {
    this.#hasEnded = true;
    for (const { reject } of this.#asked.values()) reject(error);
    this.#asked.clear();
  }
}

/** The thread's side: does what it is asked. `end` finishes what is under way. */
export function serveCalls(
  run: (name: string, args: unknown) => Promise<unknown>,
  end: () => void,
): void {
  const port = openPort();
  const underWay = new Set<Promise<void>>();
  let answers: Answer[] = [];
  const answer = (one: Answer) => {
    if (answers.length === 0) {
      queueMicrotask(() => {
        port.postMessage(answers);
        answers = [];
      });
    }
    answers.push(one);
  };
  port.on('message', (order: Order | typeof END) => {
    if (order === END) {
      void Promise.allSettled(underWay).then(() => {
        end();
        port.close();
      });
      return;
    }
    const { number, name, args } = order;
    const done = run(name, args)
      .then(
        (result) => answer({ number, result }),
        (error: unknown) => answer({ number, failure: toFailure(error) }),
      )
      .finally(() => underWay.delete(done));
    underWay.add(done);
  });
  port.postMessage(READY);
}

function toFailure(error: unknown): Failure {
  const resultCode = error instanceof StorageError ? error.resultCode : undefined;
  return { message: error instanceof Error ? error.message : String(error), resultCode };
}

function toError({ message, resultCode }: Failure): Error {
  return resultCode === undefined ? new Error(message) : new StorageError(resultCode, message);
}

function openPort(): MessagePort {
  if (parentPort === null) throw new Error('Only a thread serves calls.');
  return parentPort;
}
