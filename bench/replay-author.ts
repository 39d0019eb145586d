/** One author of the history: a stock provider whose socket lets in only what the author knew. */
import { WebSocket, type RawData } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { openProvider, syncUrl, whenSynced, type Script } from '@meemaak/test-kit';
import type { History, Transaction } from './replay-history.ts';

export interface Traffic {
  sentBytes: number;
  receivedBytes: number;
  messages: number;
}

const UPDATE_PREFIX = [0, 2] as const;
/** Silence after which something must have gone wrong. */
const PATIENCE_MS = 30_000;

/** What one transaction put into the document: its author's clock after it, and what it deleted. */
interface Footprint {
  readonly clockAfter: number;
  readonly deletions: readonly { client: number; clock: number; len: number }[];
}

type SocketClass = typeof globalThis.WebSocket;
/** Hands a message on to the provider. */
type Deliver = (message: Uint8Array) => void;

/** A WebSocket class for y-websocket that signs in, and hands every message to `gate` first. */
function gatedSocket(
  room: Script,
  gate: (deliver: Deliver, bytes: Uint8Array) => void,
  traffic?: Traffic,
): SocketClass {
  class GatedSocket extends WebSocket {
    constructor(url: string) {
      super(url, { headers: { cookie: room.cookie }, perMessageDeflate: false });
    }
    override send(bytes: Parameters<WebSocket['send']>[0]): void {
      if (traffic !== undefined && bytes instanceof Uint8Array)
        traffic.sentBytes += bytes.byteLength;
      super.send(bytes);
    }
    override emit(event: string, ...args: unknown[]): boolean {
      if (event !== 'message') return super.emit(event, ...args);
      const bytes = toBytes(args[0] as RawData);
      if (traffic !== undefined) {
        traffic.receivedBytes += bytes.byteLength;
        traffic.messages += 1;
      }
      gate((message) => super.emit(event, message, true), bytes);
      return true;
    }
  }
  return GatedSocket as unknown as SocketClass;
}

function toBytes(raw: RawData): Uint8Array {
  if (Array.isArray(raw)) return Buffer.concat(raw);
  return raw instanceof ArrayBuffer ? new Uint8Array(raw) : raw;
}

export class Author {
  readonly index: number;
  private readonly history: History;
  private readonly doc = new Y.Doc();
  private readonly provider: WebsocketProvider;
  private readonly footprints: Footprint[] = [];
  private readonly deletedHere = new Set<string>();
  private held: {
    readonly bytes: Uint8Array;
    readonly deliver: Deliver;
    readonly decoded: Decoded;
  }[] = [];
  /** Up to which clock of each author, and which deletions beyond those that are here. */
  private allowed: {
    readonly clocks: ReadonlyMap<number, number>;
    readonly deletions: ReadonlySet<string>;
  } = { clocks: new Map(), deletions: new Set() };
  private wake: () => void = () => {};
  private heardAt = 0;

  constructor(index: number, history: History, room: Script, traffic: Traffic) {
    this.index = index;
    this.history = history;
    const gate = (deliver: Deliver, bytes: Uint8Array) => this.take(deliver, bytes);
    this.provider = new WebsocketProvider(syncUrl(room), 'narrative', this.doc, {
      WebSocketPolyfill: gatedSocket(room, gate, traffic),
      disableBc: true,
      connect: false,
    });
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      const decoded = decode(update);
      for (const range of decoded.deletions) this.markDeleted(range);
      if (origin === 'typing') {
        this.footprints.push({
          clockAfter: this.clockOf(this.doc.clientID),
          deletions: decoded.deletions,
        });
      }
      this.wake();
    });
  }

  async connect(): Promise<void> {
    this.provider.connect();
    await whenSynced(this.provider);
  }

  makeParagraph(): void {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText()]);
    this.doc.getXmlFragment('body').insert(0, [paragraph]);
  }

  text(): string {
    return this.paragraphText()?.toJSON() ?? '';
  }

  close(): void {
    this.provider.destroy();
  }

  /** Types this author's share of the history, each transaction on exactly what it knew. */
  async replay(authors: readonly Author[]): Promise<void> {
    for (const transaction of this.history.transactions) {
      if (transaction.author !== this.index) continue;
      await this.learn(authors, transaction.known);
      this.type(transaction);
      // Let the sockets breathe: typing without a pause would never read what came in.
      if (this.footprints.length % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Lets everything in and waits until all of it is here. */
  async waitForEverything(authors: readonly Author[]): Promise<void> {
    await this.learn(
      authors,
      authors.map((author) => author.footprints.length),
    );
  }

  private type(transaction: Transaction): void {
    const text = this.paragraphText();
    if (text === undefined) throw new Error('The paragraph is not here yet.');
    const before = this.footprints.length;
    this.doc.transact(() => {
      for (const { position, deletedCount, insertedText } of transaction.patches) {
        if (deletedCount > 0) text.delete(position, deletedCount);
        if (insertedText !== '') text.insert(position, insertedText);
      }
    }, 'typing');
    // A transaction that changes nothing emits nothing, yet counts in the history.
    if (this.footprints.length === before) {
      this.footprints.push({ clockAfter: this.clockOf(this.doc.clientID), deletions: [] });
    }
  }

  private async learn(authors: readonly Author[], known: readonly number[]): Promise<void> {
    this.heardAt = Date.now();
    // Before it is typed it cannot come in; looking through all that waits would only cost time.
    await this.until(authors, known, () =>
      authors.every(({ index, footprints }) => footprints.length >= (known[index] ?? 0)),
    );
    this.allow(authors, known);
    await this.until(authors, known, () => {
      this.deliverHeld();
      return this.knows(authors, known);
    });
  }

  private async until(
    authors: readonly Author[],
    known: readonly number[],
    isDone: () => boolean,
  ): Promise<void> {
    while (!isDone()) {
      if (Date.now() - this.heardAt > PATIENCE_MS) {
        throw new Error(`Author ${this.index} waits in vain: ${this.missing(authors, known)}`);
      }
      await new Promise<void>((resolve) => {
        this.wake = resolve;
        setTimeout(resolve, 1_000);
      });
    }
  }

  /** From now on this much of everybody's work may come in. */
  private allow(authors: readonly Author[], known: readonly number[]): void {
    const deletions = new Set<string>();
    const clocks = new Map<number, number>();
    for (const { index, footprints, doc } of authors) {
      const count = known[index] ?? 0;
      clocks.set(doc.clientID, footprints[count - 1]?.clockAfter ?? 0);
      for (const footprint of footprints.slice(this.checked[index] ?? 0, count)) {
        for (const range of footprint.deletions) {
          for (const id of idsOf(range)) deletions.add(id);
        }
      }
    }
    this.allowed = { clocks, deletions };
  }

  private readonly checked: number[] = [];

  /** Is all of that work here? Everything checked before stays so. */
  private knows(authors: readonly Author[], known: readonly number[]): boolean {
    if (this.paragraphText() === undefined) return false;
    for (const author of authors) {
      if (author === this) continue;
      const wanted = known[author.index] ?? 0;
      for (let at = this.checked[author.index] ?? 0; at < wanted; at += 1) {
        const footprint = author.footprints[at];
        if (footprint === undefined) return false;
        if (this.clockOf(author.doc.clientID) < footprint.clockAfter) return false;
        if (footprint.deletions.some((range) => !this.hasDeleted(range))) return false;
        this.checked[author.index] = at + 1;
      }
    }
    return true;
  }

  /** What is not here, in words for who mends the replay. */
  private missing(authors: readonly Author[], known: readonly number[]): string {
    const lines = authors.map((author) => {
      const next = this.checked[author.index] ?? 0;
      const footprint = author.footprints[next];
      const clock = this.clockOf(author.doc.clientID);
      const undeleted = footprint?.deletions.filter((range) => !this.hasDeleted(range)) ?? [];
      return (
        `author ${author.index}: ${next} of ${known[author.index]} here, ${author.footprints.length} typed, ` +
        `clock ${clock} of ${footprint?.clockAfter}, not deleted ${JSON.stringify(undeleted)}`
      );
    });
    return [...lines, `${this.held.length} messages held`].join('; ');
  }

  /** A message from the server: updates wait for the history, everything else passes. */
  private take(deliver: Deliver, bytes: Uint8Array): void {
    this.heardAt = Date.now();
    const isUpdate = bytes[0] === UPDATE_PREFIX[0] && bytes[1] === UPDATE_PREFIX[1];
    if (!isUpdate || this.paragraphText() === undefined) {
      deliver(bytes);
      return;
    }
    this.held.push({ bytes, deliver, decoded: decode(updateIn(bytes)) });
    this.wake();
  }

  private deliverHeld(): void {
    const kept: typeof this.held = [];
    for (const message of this.held) {
      if (this.mayKnow(message.decoded)) message.deliver(message.bytes);
      else {
        this.deliverKnownDeletions(message);
        kept.push(message);
      }
    }
    this.held = kept;
  }

  /** Two authors deleted the same letters: the server passes on the first deletion only, perhaps with
   *  other work of somebody this author does not know yet. The deletion alone may come in. */
  private deliverKnownDeletions({ decoded, deliver }: (typeof this.held)[number]): void {
    const known = decoded.deletions.filter(
      (range) => !this.hasDeleted(range) && this.mayKnowDeletion(range),
    );
    if (known.length > 0) deliver(deletionMessage(known));
  }

  /** Does the message hold only what this author may know by now? */
  private mayKnow({ clocks, deletions }: Decoded): boolean {
    for (const [client, clock] of clocks) {
      if (client !== this.doc.clientID && clock > (this.allowed.clocks.get(client) ?? 0))
        return false;
    }
    return deletions.every((range) => this.mayKnowDeletion(range));
  }

  private mayKnowDeletion(range: Footprint['deletions'][number]): boolean {
    return idsOf(range).every((id) => this.deletedHere.has(id) || this.allowed.deletions.has(id));
  }

  private hasDeleted(range: Footprint['deletions'][number]): boolean {
    return idsOf(range).every((id) => this.deletedHere.has(id));
  }

  private markDeleted(range: Footprint['deletions'][number]): void {
    for (const id of idsOf(range)) this.deletedHere.add(id);
  }

  private clockOf(client: number): number {
    return Y.getState(this.doc.store, client);
  }

  private paragraphText(): Y.XmlText | undefined {
    return paragraphText(this.doc);
  }
}

interface Decoded {
  /** The clock after the last item of each client in the update. */
  readonly clocks: ReadonlyMap<number, number>;
  readonly deletions: Footprint['deletions'];
}

function decode(update: Uint8Array): Decoded {
  const { structs, ds } = Y.decodeUpdate(update);
  const clocks = new Map<number, number>();
  for (const { id, length } of structs) {
    clocks.set(id.client, Math.max(clocks.get(id.client) ?? 0, id.clock + length));
  }
  const deletions = [...ds.clients].flatMap(([client, ranges]) =>
    ranges.map(({ clock, len }) => ({ client, clock, len })),
  );
  return { clocks, deletions };
}

/** The update inside a y-websocket sync message: kind, sort, length, bytes. */
function updateIn(message: Uint8Array): Uint8Array {
  let at = 2;
  while ((message[at] ?? 0) >= 0x80) at += 1;
  return message.subarray(at + 1);
}

/** A y-websocket update message that only deletes. */
function deletionMessage(ranges: Footprint['deletions']): Uint8Array {
  const update = [0, ...varUint(ranges.length)];
  for (const { client, clock, len } of ranges) {
    update.push(...varUint(client), 1, ...varUint(clock), ...varUint(len));
  }
  return new Uint8Array([...UPDATE_PREFIX, ...varUint(update.length), ...update]);
}

function varUint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push(128 + (rest % 128));
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}

function idsOf({ client, clock, len }: Footprint['deletions'][number]): string[] {
  return Array.from({ length: len }, (_, offset) => `${client}:${clock + offset}`);
}

function paragraphText(doc: Y.Doc): Y.XmlText | undefined {
  const paragraph = doc.getXmlFragment('body').toArray()[0];
  if (!(paragraph instanceof Y.XmlElement)) return undefined;
  const text = paragraph.toArray()[0];
  return text instanceof Y.XmlText ? text : undefined;
}

/** What somebody finds who opens the document now. */
export async function openParagraph(room: Script): Promise<{ doc: Y.Doc; text: string }> {
  const provider = openProvider(room, 'narrative');
  await whenSynced(provider);
  const text = paragraphText(provider.doc)?.toJSON() ?? '';
  provider.destroy();
  return { doc: provider.doc, text };
}
