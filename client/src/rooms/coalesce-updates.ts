/** Gathers a document's incoming updates and applies them in one transaction.
 *
 *  Every remote change makes y-tiptap rebuild its whole document: 50 keystrokes of somebody else on
 *  100 pages cost 1,337 ms one by one and 45 ms together (crdt-model 4.2, D13). The first update
 *  after a pause goes through at once; what follows within the window waits for its end. */
import { MESSAGE_KINDS, SYNC_KINDS } from '@meemaak/protocol';
import type * as Y from 'yjs';

const WINDOW_MS = 100;

type Deliver = (message: Uint8Array) => void;

export class UpdateCoalescer {
  readonly #doc: Y.Doc;
  readonly #origin: () => unknown;
  #held: (() => void)[] = [];
  #window: ReturnType<typeof setTimeout> | undefined;

  /** `origin` is the provider: it must not send back what it received. */
  constructor(doc: Y.Doc, origin: () => unknown) {
    this.#doc = doc;
    this.#origin = origin;
  }

  receive(message: Uint8Array, deliver: Deliver): void {
    if (!isUpdate(message)) {
      // Order matters: a sync step builds on the updates before it.
      this.flush();
      deliver(message);
    } else if (this.#window === undefined) {
      this.#openWindow();
      deliver(message);
    } else {
      this.#held.push(() => deliver(message));
    }
  }

  /** Applies what is held, now. */
  flush(): void {
    const held = this.#held;
    if (held.length === 0) return;
    this.#held = [];
    try {
      this.#doc.transact(() => {
        for (const deliver of held) deliver();
      }, this.#origin());
    } catch (error) {
      // Observers throw at the end of the transaction, when everything is already applied.
      console.error('An observer failed on a change from somebody else.', error);
    }
  }

  close(): void {
    clearTimeout(this.#window);
    this.#held = [];
  }

  #openWindow(): void {
    this.#window = setTimeout(() => {
      this.#window = undefined;
      if (this.#held.length === 0) return;
      this.#openWindow();
      this.flush();
    }, WINDOW_MS);
  }
}

function isUpdate(message: Uint8Array): boolean {
  return message[0] === MESSAGE_KINDS.sync && message[1] === SYNC_KINDS.update;
}
