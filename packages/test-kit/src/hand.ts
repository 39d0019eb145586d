/** Somebody who writes words in one document and knows what became of each: made, acknowledged, taken
 *  out again. Comes back by itself when the line breaks, until it leaves.
 *
 *  One of two kinds of client: `frames` (the shared socket, with acknowledgements) or `stock` (an
 *  unmodified y-websocket provider, which hears none). */
import { mayReconnect } from '@meemaak/protocol';
import * as Y from 'yjs';
import { FramePeer } from './frame-peer.ts';
import type { Random } from './random.ts';
import { openProvider, type Script } from './script.ts';
import { addWord, readWords, removeWord, type WordDocument } from './words.ts';

export const HAND_KINDS = ['frames', 'stock'] as const;
export type HandKind = (typeof HAND_KINDS)[number];

/** What the hand needs of its client. */
interface Client {
  readonly isSynced: boolean;
  /** All that was made here is on disk, as far as this client can tell. */
  readonly isSaved: boolean;
  readonly isConnected: boolean;
  /** So many edits went out from here, and so many were acknowledged; a stock client does not know. */
  readonly editCount: number;
  readonly ackedCount: number;
  leave(): void;
}

/** One word that was added, or taken out. */
export interface WordEdit {
  readonly kind: 'added' | 'removed';
  readonly word: string;
  /** How many edits this hand had made by then, this one too. */
  readonly edit: number;
  /** The clock after it: who has this much of us has seen it. */
  readonly clock: number;
}

const COME_BACK_MS = 100;
const STOCK_BACKOFF_MS = 100;

export class Hand {
  readonly name: string;
  readonly document: WordDocument;
  readonly doc = new Y.Doc();
  readonly edits: WordEdit[] = [];
  /** Codes of closes that said: do not come back. */
  readonly refusals: number[] = [];
  readonly #client: Client;

  /** `comesBack`: after a close with this code. A hand that was sent away can also reload its page. */
  constructor(
    name: string,
    script: Script,
    document: WordDocument,
    kind: HandKind,
    comesBack: (code: number) => boolean = mayReconnect,
  ) {
    this.name = name;
    this.document = document;
    const open = kind === 'frames' ? openFrames : openStock;
    this.#client = open(script, document, this.doc, (code) => {
      if (comesBack(code)) return true;
      this.refusals.push(code);
      return false;
    });
  }

  get isSynced(): boolean {
    return this.#client.isSynced;
  }

  get isSaved(): boolean {
    return this.#client.isSaved;
  }

  get isConnected(): boolean {
    return this.#client.isConnected;
  }

  /** What was made here and is on disk, the server said. */
  acked(): WordEdit[] {
    const { ackedCount } = this.#client;
    return this.edits.filter(({ edit }) => edit > 0 && edit <= ackedCount);
  }

  /** Adds a word, or now and then takes one of its own out again. */
  write(random: Random): void {
    const word = `${this.name}-${this.edits.length}`;
    const removable = random.chance(0.15) ? this.#removable(random) : undefined;
    if (removable !== undefined && removeWord(this.doc, this.document, removable)) {
      this.#note('removed', removable);
    } else {
      addWord(this.doc, this.document, word, random);
      this.#note('added', word);
    }
  }

  /** Words that it never tried to take out. */
  keptWords(): string[] {
    const removed = new Set(this.#words('removed'));
    return this.#words('added').filter((word) => !removed.has(word));
  }

  words(): string[] {
    return readWords(this.doc, this.document);
  }

  leave(): void {
    this.#client.leave();
    this.doc.destroy();
  }

  #words(kind: WordEdit['kind']): string[] {
    return this.edits.flatMap((edit) => (edit.kind === kind ? [edit.word] : []));
  }

  #removable(random: Random): string | undefined {
    return random.pick(this.keptWords());
  }

  #note(kind: WordEdit['kind'], word: string): void {
    const clock = Y.getState(this.doc.store, this.doc.clientID);
    this.edits.push({ kind, word, edit: this.#client.editCount, clock });
  }
}

type OpenClient = (
  script: Script,
  document: WordDocument,
  doc: Y.Doc,
  comesBack: (code: number) => boolean,
) => Client;

const openFrames: OpenClient = (script, document, doc, comesBack) => {
  const peer = new FramePeer(script, document, doc);
  let hasLeft = false;
  peer.onLost = () => {
    if (hasLeft || !comesBack(peer.closeCode ?? 1006)) return;
    setTimeout(() => !hasLeft && void peer.connect(), COME_BACK_MS);
  };
  void peer.connect();
  return {
    get isSynced() {
      return peer.isSynced;
    },
    get isSaved() {
      return peer.isSaved;
    },
    get isConnected() {
      return peer.isConnected;
    },
    get editCount() {
      return peer.editCount;
    },
    get ackedCount() {
      return peer.ackedCount;
    },
    leave() {
      hasLeft = true;
      peer.disconnect();
    },
  };
};

const openStock: OpenClient = (script, document, doc, comesBack) => {
  const provider = openProvider(script, document, doc, { maxBackoffTime: STOCK_BACKOFF_MS });
  let hasLeft = false;
  // Of a close that means: not by yourself.
  provider.on('closed', ({ code }) => {
    if (comesBack(code)) setTimeout(() => !hasLeft && provider.connect(), COME_BACK_MS);
  });
  return {
    get isSynced() {
      return provider.synced;
    },
    get isSaved() {
      return provider.synced;
    },
    get isConnected() {
      return provider.wsconnected;
    },
    editCount: 0,
    ackedCount: 0,
    leave() {
      hasLeft = true;
      provider.destroy();
    },
  };
};
