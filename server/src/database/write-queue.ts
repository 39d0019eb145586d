/** Writes wait for each other, so that many share one sync of the disk.
 *
 *      run ──▶ waiting ──(at once, or GROUP_MS after the last commit)──▶ one transaction ──fsync──▶ results
 *                              a write that throws takes back only its own part ──▶ its error
 *                              the commit fails                                 ──▶ everybody's error
 *
 *  Results come in the order of the calls. What throws is a bug; what the disk refuses is a
 *  `StorageError`. */
import type { DatabaseSync } from 'node:sqlite';
import type { Calls, Runner } from '../worker/runner.ts';
import { StorageError, toStorageError } from './storage-error.ts';

/** Between two commits: a disk that must sync for every keystroke has no time for anything else. */
const GROUP_MS = 4;

interface Waiting {
  readonly write: () => unknown;
  readonly resolve: (result: never) => void;
  readonly reject: (error: unknown) => void;
}

type Done = () => void;

export class WriteQueue<Table extends Calls> implements Runner<Table> {
  readonly #sql: DatabaseSync;
  readonly #writes: Table;
  #waiting: Waiting[] = [];
  /** Ends the wait. */
  #stopWaiting: (() => void) | undefined;
  #committedAt = -GROUP_MS;

  readonly #onDoubt: (error: StorageError) => void;

  /** `onDoubt`: nobody knows what is on disk now. Writing on would be a lie [F08]. */
  constructor(sql: DatabaseSync, writes: Table, onDoubt: (error: StorageError) => void = () => {}) {
    this.#sql = sql;
    this.#writes = writes;
    this.#onDoubt = onDoubt;
  }

  run<Name extends keyof Table & string>(
    name: Name,
    args: Parameters<Table[Name]>[0],
  ): Promise<ReturnType<Table[Name]>> {
    const write = this.#writes[name];
    if (write === undefined) throw new Error(`Nothing is written under the name ${name}.`);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ write: () => write(args), resolve, reject });
      this.#stopWaiting ??= this.#wait();
    });
  }

  /** Writes what waits, now. */
  flush(): void {
    this.#stopWaiting?.();
    this.#stopWaiting = undefined;
    const group = this.#waiting;
    this.#waiting = [];
    if (group.length === 0) return;
    for (const done of this.#commit(group)) done();
    this.#committedAt = performance.now();
  }

  /** What comes in the same turn goes along in any case. */
  #wait(): () => void {
    const restMs = GROUP_MS - (performance.now() - this.#committedAt);
    if (restMs < 1) {
      const soon = setImmediate(() => this.flush());
      return () => clearImmediate(soon);
    }
    const later = setTimeout(() => this.flush(), restMs);
    return () => clearTimeout(later);
  }

  #commit(group: readonly Waiting[]): Done[] {
    try {
      this.#sql.exec('BEGIN IMMEDIATE');
      const done = group.map((waiting) => this.#attempt(waiting));
      this.#sql.exec('COMMIT');
      return done;
    } catch (thrown) {
      const error = toStorageError(thrown);
      if (error instanceof StorageError && error.isDoubtful) this.#onDoubt(error);
      if (this.#sql.isTransaction) this.#sql.exec('ROLLBACK');
      return group.map(
        ({ reject }) =>
          () =>
            reject(error),
      );
    }
  }

  /** One write of the group; its part is taken back when it throws. */
  #attempt({ write, resolve, reject }: Waiting): Done {
    this.#sql.exec('SAVEPOINT one');
    try {
      const result = write() as never;
      this.#sql.exec('RELEASE one');
      return () => resolve(result);
    } catch (error) {
      // A full disk ends the whole transaction by itself: then nobody's part is left.
      if (!this.#sql.isTransaction) throw error;
      this.#sql.exec('ROLLBACK TO one; RELEASE one');
      return () => reject(toStorageError(error));
    }
  }
}
