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

/** A WebSocket class for y-websocket that signs in, and hands every message to `gate` first. */
function gatedSocket(
  room: Script,
  gate: (deliver: () => void, bytes: Uint8Array) => void,
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
      gate(() => super.emit(event, ...args), bytes);
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
  private held: { deliver: () => void; decoded: Decoded }[] = [];
  private allowed: { authors: readonly Author[]; known: readonly number[] } | undefined;
  private wake: () => void = () => {};
  private heardAt = 0;

  constructor(index: number, history: History, room: Script, traffic: Traffic) {
    this.index = index;
    this.history = history;
    const gate = (deliver: () => void, bytes: Uint8Array) => this.take(deliver, bytes);
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
    this.allowed = { authors, known };
    this.heardAt = Date.now();
    this.deliverHeld();
    while (!this.knows(authors, known)) {
      if (Date.now() - this.heardAt > PATIENCE_MS)
        throw new Error(`Author ${this.index} waits in vain.`);
      await new Promise<void>((resolve) => {
        this.wake = resolve;
        setTimeout(resolve, 1_000);
      });
      this.deliverHeld();
    }
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

  /** A message from the server: updates wait for the history, everything else passes. */
  private take(deliver: () => void, bytes: Uint8Array): void {
    this.heardAt = Date.now();
    const isUpdate = bytes[0] === UPDATE_PREFIX[0] && bytes[1] === UPDATE_PREFIX[1];
    if (!isUpdate || this.paragraphText() === undefined) {
      deliver();
      return;
    }
    this.held.push({ deliver, decoded: decode(updateIn(bytes)) });
    this.wake();
  }

  private deliverHeld(): void {
    const kept: typeof this.held = [];
    for (const message of this.held) {
      if (this.mayKnow(message.decoded)) message.deliver();
      else kept.push(message);
    }
    this.held = kept;
  }

  /** Does the message hold only what this author may know by now? */
  private mayKnow({ clocks, deletions }: Decoded): boolean {
    if (this.allowed === undefined) return false;
    const { authors, known } = this.allowed;
    for (const [client, clock] of clocks) {
      const author = authors.find(({ doc }) => doc.clientID === client);
      const last = author?.footprints[(known[author.index] ?? 0) - 1];
      if (author === undefined || author === this) continue;
      if (last === undefined || clock > last.clockAfter) return false;
    }
    return deletions.every((range) => this.mayKnowDeletion(range));
  }

  private mayKnowDeletion(range: Footprint['deletions'][number]): boolean {
    if (this.hasDeleted(range)) return true;
    const { authors, known } = this.allowed ?? { authors: [], known: [] };
    const covered = new Set<string>();
    for (const author of authors) {
      const from = Math.max(0, (this.checked[author.index] ?? 0) - 1);
      for (const { deletions } of author.footprints.slice(from, known[author.index])) {
        for (const deletion of deletions) for (const id of idsOf(deletion)) covered.add(id);
      }
    }
    return idsOf(range).every((id) => covered.has(id) || this.deletedHere.has(id));
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
