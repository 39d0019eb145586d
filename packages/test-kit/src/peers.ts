/** Several copies of one document and a bad wire between them: it delays, reorders and duplicates,
 *  and copies go offline and come back. Nothing is lost for ever: `deliverAll` brings the rest. */
import * as Y from 'yjs';
import type { Random } from './random.ts';

/** The origin of what arrives over the wire. */
export const WIRE_ORIGIN = 'wire';

/** How far ahead of its turn an update may arrive. */
const REORDER_WITHIN = 6;

interface Letter {
  readonly update: Uint8Array;
  readonly from: Y.Doc;
}

export interface WireCounts {
  delivered: number;
  /** Delivered while an earlier update of the same sender was still under way. */
  outOfOrder: number;
  duplicated: number;
}

export class Wire {
  readonly counts: WireCounts = { delivered: 0, outOfOrder: 0, duplicated: 0 };
  readonly #random: Random;
  readonly #inboxes = new Map<Y.Doc, Letter[]>();
  readonly #offline = new Set<Y.Doc>();
  readonly #outboxes = new Map<Y.Doc, Letter[]>();

  constructor(docs: readonly Y.Doc[], random: Random) {
    this.#random = random;
    for (const doc of docs) {
      this.#inboxes.set(doc, []);
      this.#outboxes.set(doc, []);
      doc.on('update', (update: Uint8Array, origin: unknown) => {
        if (origin !== WIRE_ORIGIN) this.#send({ update, from: doc });
      });
    }
  }

  /** Offline: what it writes waits at home, what others write waits for it. */
  goOffline(doc: Y.Doc): void {
    this.#offline.add(doc);
  }

  goOnline(doc: Y.Doc): void {
    this.#offline.delete(doc);
    for (const letter of this.#outboxes.get(doc)?.splice(0) ?? []) this.#send(letter);
  }

  isOffline(doc: Y.Doc): boolean {
    return this.#offline.has(doc);
  }

  /** Delivers one waiting update to one copy that is online, and says which; undefined when nothing
   *  waits. */
  deliverOne(): Y.Doc | undefined {
    const waiting = [...this.#inboxes].filter(
      ([doc, inbox]) => inbox.length > 0 && !this.#offline.has(doc),
    );
    const [doc, inbox] = this.#random.pick(waiting) ?? [];
    if (doc === undefined || inbox === undefined) return undefined;
    const at = this.#random.below(Math.min(inbox.length, REORDER_WITHIN));
    const letter = inbox[at];
    if (letter === undefined) return undefined;
    if (this.#random.chance(0.1)) this.counts.duplicated += 1;
    else inbox.splice(at, 1);
    if (inbox.slice(0, at).some(({ from }) => from === letter.from)) this.counts.outOfOrder += 1;
    this.counts.delivered += 1;
    Y.applyUpdate(doc, letter.update, WIRE_ORIGIN);
    return doc;
  }

  /** Everybody comes online and everything arrives. */
  deliverAll(): void {
    for (const doc of this.#inboxes.keys()) this.goOnline(doc);
    while (this.deliverOne() !== undefined);
  }

  #send(letter: Letter): void {
    if (this.#offline.has(letter.from)) {
      this.#outboxes.get(letter.from)?.push(letter);
      return;
    }
    for (const [doc, inbox] of this.#inboxes) if (doc !== letter.from) inbox.push(letter);
  }
}

/** New documents with client ids that repeat with the seed, all starting from the same update. */
export function createDocs(count: number, random: Random, start?: Uint8Array): Y.Doc[] {
  return Array.from({ length: count }, () => {
    const doc = new Y.Doc();
    doc.clientID = random.between(2, 2 ** 31);
    if (start !== undefined) Y.applyUpdate(doc, start, WIRE_ORIGIN);
    return doc;
  });
}

/** Both documents get what the other has. */
export function syncDocs(a: Y.Doc, b: Y.Doc): void {
  const forB = Y.encodeStateAsUpdate(a, Y.encodeStateVector(b));
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)), WIRE_ORIGIN);
  Y.applyUpdate(b, forB, WIRE_ORIGIN);
}
