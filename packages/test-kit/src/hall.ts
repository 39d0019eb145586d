/** A hall full of people at work in one dossier, and the book that is kept of it.
 *
 *      hands ──write──▶ (a bad line) ──▶ server ──told──▶ the other hands
 *        └─ what was acknowledged, what was seen ──▶ testimony ──▶ held against what is on disk
 *
 *  `testify` is taken at a moment when nobody is connected (the server was killed); `findLoss` says what
 *  of it is missing in a document as the server has it afterwards. */
import * as Y from 'yjs';
import { HAND_KINDS, Hand } from './hand.ts';
import type { Random } from './random.ts';
import { enterDossier, openProvider, whenSynced, type Script } from './script.ts';
import { until } from './until.ts';
import { readWords, type WordDocument } from './words.ts';

const DOCUMENTS = ['narrative', 'tree', 'board'] as const;

/** What must be on disk of one document, and what must not. */
export interface Testimony {
  readonly document: WordDocument;
  /** Added, acknowledged, and nobody tried to take it out. */
  readonly ackedWords: readonly string[];
  /** Taken out, and that was acknowledged. */
  readonly ackedRemovals: readonly string[];
  /** Of every client: the most that anybody else has of it. */
  readonly seenClocks: ReadonlyMap<number, number>;
  /** Taken out, and somebody else saw it go. */
  readonly seenRemovals: readonly string[];
  /** Made and not acknowledged. */
  readonly openCount: number;
}

export interface Loss {
  readonly acked: readonly string[];
  readonly seen: readonly string[];
  /** Words that stand there twice. */
  readonly doubled: readonly string[];
}

export class Hall {
  readonly hands: readonly Hand[];
  readonly #random: Random;
  readonly #host: Script;

  private constructor(host: Script, hands: readonly Hand[], random: Random) {
    this.#host = host;
    this.hands = hands;
    this.#random = random;
  }

  /** Lets `count` people into the dossier of `host`, each with a name and a sign-in of their own, over
   *  the line at `serverUrl`. Resolves when all have what the server has. `comesBack`: see `Hand`. */
  static async open(
    host: Script,
    count: number,
    random: Random,
    serverUrl = host.serverUrl,
    comesBack?: (code: number) => boolean,
  ): Promise<Hall> {
    const hands: Hand[] = [];
    for (let at = 0; at < count; at += 1) {
      const script = { ...(await enterDossier(host, `Hand ${at}`)), serverUrl };
      const document = DOCUMENTS[at % DOCUMENTS.length] ?? 'tree';
      // Both kinds of client in every document.
      const kind = HAND_KINDS[Math.floor(at / DOCUMENTS.length) % HAND_KINDS.length] ?? 'frames';
      hands.push(new Hand(`${random.digits(4)}${at}`, script, document, kind, comesBack));
    }
    const hall = new Hall(host, hands, random);
    await hall.whenSynced();
    return hall;
  }

  /** Somebody writes a little. */
  write(): void {
    const hand = this.#random.pick(this.hands);
    for (let left = this.#random.between(1, 3); left > 0; left -= 1) hand?.write(this.#random);
  }

  /** Resolves when everybody is in, and has what the server had. */
  whenSynced(): Promise<void> {
    return until('all hands are synced', () => this.#areAll(({ isSynced }) => isSynced));
  }

  whenDisconnected(): Promise<void> {
    return until('all hands are cut off', () => this.hands.every((hand) => !hand.isConnected));
  }

  /** Resolves when nothing is under way any more: all is acknowledged, and all who are in one document
   *  have the same, byte for byte. */
  async whenQuiet(patienceMs = 30_000): Promise<void> {
    const isSaved = () => this.#areAll((hand) => hand.isSaved && hand.isSynced);
    await until('all is acknowledged', isSaved, patienceMs);
    for (const document of DOCUMENTS) {
      const isAlike = () => areAlike(this.#docsOf(document));
      await until(`all copies of ${document} are alike`, isAlike, patienceMs);
    }
  }

  /** What everybody can swear to. */
  testify(): Testimony[] {
    return DOCUMENTS.map((document) => testimonyOf(document, this.#handsOf(document)));
  }

  /** A document as somebody gets it who comes in now, past the bad line. */
  async readFresh(document: WordDocument): Promise<Y.Doc> {
    const provider = openProvider(this.#host, document);
    await whenSynced(provider);
    provider.destroy();
    return provider.doc;
  }

  /** All words that were made and never taken out again, and are not there. */
  droppedWords(): string[] {
    return this.hands.flatMap((hand) => {
      const words = new Set(hand.words());
      const makers = this.#handsOf(hand.document);
      return makers.flatMap((maker) => maker.keptWords()).filter((word) => !words.has(word));
    });
  }

  leave(): void {
    for (const hand of this.hands) hand.leave();
  }

  /** Throws when somebody was sent away for good: that one never will be. */
  #areAll(isSo: (hand: Hand) => boolean): boolean {
    const codes = this.hands.flatMap(({ refusals }) => refusals);
    if (codes.length > 0) throw new Error(`Hands were sent away: ${codes.join()}.`);
    return this.hands.every(isSo);
  }

  #handsOf(document: WordDocument): Hand[] {
    return this.hands.filter((hand) => hand.document === document);
  }

  #docsOf(document: WordDocument): Y.Doc[] {
    return this.#handsOf(document).map(({ doc }) => doc);
  }
}

/** What of the testimony does not hold for this document. */
export function findLoss(testimony: Testimony, doc: Y.Doc): Loss {
  const words = readWords(doc, testimony.document);
  const present = new Set(words);
  const acked = [
    ...testimony.ackedWords.filter((word) => !present.has(word)),
    ...testimony.ackedRemovals.filter((word) => present.has(word)).map((word) => `not ${word}`),
  ];
  const unseen = [...testimony.seenClocks].filter(
    ([client, clock]) => Y.getState(doc.store, client) < clock,
  );
  const seen = [
    ...unseen.map(([client, clock]) => `${client}: ${Y.getState(doc.store, client)} of ${clock}`),
    ...testimony.seenRemovals.filter((word) => present.has(word)).map((word) => `not ${word}`),
  ];
  return { acked, seen, doubled: doubledOf(words) };
}

function doubledOf(words: readonly string[]): string[] {
  const met = new Set<string>();
  return words.filter((word) => met.size === met.add(word).size);
}

function testimonyOf(document: WordDocument, hands: readonly Hand[]): Testimony {
  const removed = new Set(hands.flatMap((hand) => wordsOf(hand, 'removed')));
  const acked = hands.flatMap((hand) => hand.acked());
  const edits = hands.flatMap((hand) => hand.edits);
  return {
    document,
    ackedWords: acked.flatMap(({ kind, word }) =>
      kind === 'added' && !removed.has(word) ? [word] : [],
    ),
    ackedRemovals: acked.flatMap(({ kind, word }) => (kind === 'removed' ? [word] : [])),
    seenClocks: seenClocks(hands),
    seenRemovals: hands.flatMap((maker) => seenRemovals(maker, hands)),
    openCount: edits.length - acked.length,
  };
}

function wordsOf({ edits }: Hand, wanted: 'added' | 'removed'): string[] {
  return edits.flatMap(({ kind, word }) => (kind === wanted ? [word] : []));
}

/** What a hand has of others came from the server: all of it must still be there. */
function seenClocks(hands: readonly Hand[]): Map<number, number> {
  const seen = new Map<number, number>();
  for (const { doc } of hands) {
    for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVector(doc))) {
      if (client !== doc.clientID) seen.set(client, Math.max(clock, seen.get(client) ?? 0));
    }
  }
  return seen;
}

/** Words that one took out, and that are gone for another who had them. */
function seenRemovals(maker: Hand, hands: readonly Hand[]): string[] {
  const removals = wordsOf(maker, 'removed');
  if (removals.length === 0) return [];
  const addedAt = new Map(
    maker.edits.flatMap(({ kind, word, clock }) => (kind === 'added' ? [[word, clock]] : [])),
  );
  const others = hands.filter((hand) => hand !== maker);
  return others.flatMap(({ doc, document }) => {
    const present = new Set(readWords(doc, document));
    const known = Y.getState(doc.store, maker.doc.clientID);
    return removals.filter(
      (word) => known >= (addedAt.get(word) ?? Infinity) && !present.has(word),
    );
  });
}

/** Have these documents the same contents, byte for byte? */
function areAlike([first, ...others]: readonly Y.Doc[]): boolean {
  if (first === undefined) return true;
  // Seldom equal at once, and cheap to compare.
  const vector = Y.encodeStateVector(first);
  if (!others.every((doc) => isEqual(Y.encodeStateVector(doc), vector))) return false;
  const state = Y.encodeStateAsUpdate(first);
  const different = others.filter((doc) => !isEqual(Y.encodeStateAsUpdate(doc), state));
  if (different.length === 0) return true;
  const whole = rewrittenState(first);
  return different.every((doc) => isEqual(rewrittenState(doc), whole));
}

/** The state as a document has it that gets all of it at once. Yjs joins runs of collected items as they
 *  happen to come together: equal documents can lie in memory in different pieces. */
function rewrittenState(doc: Y.Doc): Uint8Array {
  const again = new Y.Doc();
  Y.applyUpdate(again, Y.encodeStateAsUpdate(doc));
  const state = Y.encodeStateAsUpdate(again);
  again.destroy();
  return state;
}

function isEqual(some: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(some, other) === 0;
}
