/** Follows the documents of one dossier through absences of this device, and keeps the clashes until
 *  the person puts them away.
 *
 *      line lost ─▶ leave     synced again ─▶ comeBack ─▶ clashes ─▶ list, store
 *      all acknowledged ─▶ settle                         put away ─▶ gone from both */
import {
  clashId,
  openBoard,
  openNarrative,
  openTree,
  readClash,
  watchBoardAbsence,
  watchNarrativeAbsence,
  watchTreeAbsence,
  type Absence,
  type AbsenceOptions,
  type Clash,
  type DocumentName,
} from '@meemaak/model';
import { WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';
import { AbsenceStore, type AbsenceAddress } from './absence-store.ts';
import type { Watchable } from './dossier-room.ts';
import type { ChannelSaving } from './save-state.ts';
import { WatchedValue } from './watched-value.ts';

/** `talk` is written by the server only: nobody works in it without a line. */
type WrittenDocument = Exclude<DocumentName, 'talk'>;
const WRITTEN: readonly WrittenDocument[] = ['narrative', 'tree', 'board'];

const watchers: Record<WrittenDocument, (doc: Y.Doc, options: AbsenceOptions) => Absence> = {
  narrative: (doc, options) => watchNarrativeAbsence(openNarrative(doc), options),
  tree: (doc, options) => watchTreeAbsence(openTree(doc), options),
  board: (doc, options) => watchBoardAbsence(openBoard(doc), options),
};

export interface FollowedLine {
  readonly doc: Y.Doc;
  readonly saving: Watchable<ChannelSaving>;
}

export class AbsenceLog {
  /** What the person has not put away yet, oldest first. */
  readonly clashes = new WatchedValue<readonly Clash[]>([]);
  readonly #store: AbsenceStore;
  readonly #stops: (() => void)[] = [];
  readonly #absences = new Map<WrittenDocument, Absence>();
  /** Resolves when it knows what was done before this page; documents may connect after that. */
  readonly ready: Promise<void>;

  constructor(address: AbsenceAddress, lines: Readonly<Record<DocumentName, FollowedLine>>) {
    this.#store = new AbsenceStore(address);
    for (const document of WRITTEN) this.#follow(document, lines[document]);
    this.ready = this.#recall();
  }

  putAway(id: string): void {
    this.#store.forgetClash(id);
    this.clashes.set(this.clashes.get().filter((clash) => clashId(clash) !== id));
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#store.close();
  }

  /** Takes it off this device. */
  async forget(): Promise<void> {
    this.close();
    await this.#store.forget();
  }

  async #recall(): Promise<void> {
    const { work, clashes } = await this.#store.open();
    for (const [document, absence] of this.#absences) absence.recall(work[document] ?? []);
    this.#add(clashes.map(readClash).filter((clash) => clash !== undefined));
  }

  #follow(document: WrittenDocument, { doc, saving }: FollowedLine): void {
    const absence = watchers[document](doc, {
      isMine: ({ local, origin }) => local && !(origin instanceof WebsocketProvider),
      isTheirs: ({ origin }) => origin instanceof WebsocketProvider,
      onWork: (keys) => {
        // With a line it is acknowledged in a moment; that is no absence.
        if (saving.get().phase !== 'open') this.#store.keepWork(document, keys);
      },
    });
    this.#absences.set(document, absence);
    let before = saving.get();
    const stop = saving.subscribe(() => {
      const after = saving.get();
      if (before.phase === 'open' && after.phase !== 'open') {
        absence.leave();
        this.#store.keepWork(document, absence.work);
      }
      if (after.synced && !before.synced) this.#comeBack(absence);
      if (before.dirty && !after.dirty) this.#settle(document, absence);
      before = after;
    });
    this.#stops.push(stop, () => absence.destroy());
  }

  #comeBack(absence: Absence): void {
    const clashes = absence.comeBack();
    this.#store.keepClashes(new Map(clashes.map((clash) => [clashId(clash), clash])));
    this.#add(clashes);
  }

  #settle(document: WrittenDocument, absence: Absence): void {
    this.#store.forgetWork(document, absence.work);
    absence.settle();
  }

  /** A later clash about the same thing takes the place of an earlier one. */
  #add(clashes: readonly Clash[]): void {
    if (clashes.length === 0) return;
    const ids = new Set(clashes.map(clashId));
    const others = this.clashes.get().filter((clash) => !ids.has(clashId(clash)));
    this.clashes.set([...others, ...clashes]);
  }
}
