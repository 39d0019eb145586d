/** The clashes of one dossier on this device, until the person puts them away, and the watch that
 *  finds them. The watch is fetched beside the dossier: opening waits for it only when work of before
 *  this page is still to be compared. */
import { clashId, type Clash, type DocumentName } from '@meemaak/model';
import { AbsenceStore, type AbsenceAddress } from './absence-store.ts';
import type { FollowedLine } from './watch-absences.ts';
import { WatchedValue } from './watched-value.ts';

export class AbsenceLog {
  /** What the person has not put away yet, oldest first. */
  readonly clashes = new WatchedValue<readonly Clash[]>([]);
  /** Resolves when it knows what was done before this page; documents may connect after that. */
  readonly ready: Promise<void>;
  readonly #store: AbsenceStore;
  readonly #lines: Readonly<Record<DocumentName, FollowedLine>>;
  #stopWatching: () => void = () => {};
  #isClosed = false;

  constructor(address: AbsenceAddress, lines: Readonly<Record<DocumentName, FollowedLine>>) {
    this.#store = new AbsenceStore(address);
    this.#lines = lines;
    this.ready = this.#open();
  }

  putAway(id: string): void {
    this.#store.forgetClash(id);
    this.clashes.set(this.clashes.get().filter((clash) => clashId(clash) !== id));
  }

  close(): void {
    this.#isClosed = true;
    this.#stopWatching();
    this.#store.close();
  }

  /** Takes it off this device. */
  async forget(): Promise<void> {
    this.close();
    await this.#store.forget();
  }

  async #open(): Promise<void> {
    const stored = await this.#store.open();
    const watching = import('./watch-absences.ts').then(({ readClashes, watchAbsences }) => {
      if (this.#isClosed) return;
      this.#add(readClashes(stored.clashes));
      this.#stopWatching = watchAbsences(this.#lines, stored.work, {
        store: this.#store,
        onClashes: (clashes) => this.#add(clashes),
      });
    });
    const isWatching = watching.catch((error: unknown) => {
      // The dossier opens all the same; nothing is listed.
      console.error('Absences are not watched.', error);
    });
    if (Object.keys(stored.work).length > 0) await isWatching;
  }

  /** A later clash about the same thing takes the place of an earlier one. */
  #add(clashes: readonly Clash[]): void {
    if (clashes.length === 0) return;
    const ids = new Set(clashes.map(clashId));
    const others = this.clashes.get().filter((clash) => !ids.has(clashId(clash)));
    this.clashes.set([...others, ...clashes]);
  }
}
