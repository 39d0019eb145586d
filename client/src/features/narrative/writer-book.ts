/** Which party writes under which client id: asked of the server once, and once more for somebody who
 *  came since. */
import { SEED_CLIENT_ID, type Outcome, type Party } from '@meemaak/model';
import type { WritersView } from '@meemaak/protocol';
import { WatchedValue } from '../../rooms/watched-value.ts';
import type { PartyOf } from './writer-layer.ts';

/** Time enough for a few to be new together. */
const ASK_AGAIN_MS = 5_000;

export interface WritersKnown {
  /** Undefined: nothing came yet. Another function when more is known. */
  readonly partyOf: PartyOf | undefined;
  readonly isBroken: boolean;
}

export interface WriterBookOptions {
  readonly fetchWriters: () => Promise<Outcome<WritersView, unknown>>;
  readonly partiesById: ReadonlyMap<string, Party>;
  /** The server hears of ours with the first letter that it stores. */
  readonly own: { readonly clientId: number; readonly party: Party | undefined };
  readonly askAgainMs?: number;
}

export class WriterBook {
  readonly known = new WatchedValue<WritersKnown>({ partyOf: undefined, isBroken: false });
  readonly #options: WriterBookOptions;
  /** Asked for already: who is nobody of the table stays so. */
  readonly #heard = new Set([SEED_CLIENT_ID]);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(options: WriterBookOptions) {
    this.#options = options;
  }

  /** Returns the way to stop. */
  open(): () => void {
    this.#isClosed = false;
    void this.#ask();
    return () => {
      this.#isClosed = true;
      clearTimeout(this.#timer);
      this.#timer = undefined;
    };
  }

  async #ask(): Promise<void> {
    const outcome = await this.#options.fetchWriters();
    if (this.#isClosed) return;
    if (!outcome.ok) {
      const { partyOf } = this.known.get();
      this.known.set({ partyOf, isBroken: partyOf === undefined });
      return;
    }
    const { own, partiesById } = this.#options;
    const parties = new Map<number, Party | undefined>();
    for (const { partyId, clientIds } of outcome.value.writers) {
      for (const clientId of clientIds) parties.set(clientId, partiesById.get(partyId));
    }
    parties.set(own.clientId, own.party);
    const partyOf: PartyOf = (clientId) => {
      if (!parties.has(clientId)) this.#hearUnknown(clientId);
      return parties.get(clientId);
    };
    this.known.set({ partyOf, isBroken: false });
  }

  #hearUnknown(clientId: number): void {
    if (this.#isClosed || this.#heard.has(clientId)) return;
    this.#heard.add(clientId);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#ask();
    }, this.#options.askAgainMs ?? ASK_AGAIN_MS);
  }
}
