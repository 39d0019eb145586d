/** A server of one dossier in memory, for tests of everything that sits on its socket. */
import { canWrite, isDocumentName, seedUpdate, type Right } from '@meemaak/model';
import { CLOSE_CODES, decodeFrame, encodeFrame, isStorable, type Frame } from '@meemaak/protocol';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { readSyncMessage, writeSyncStep1, writeUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';
import type { RealSocket } from '../rooms/dossier-socket.ts';

/** The browser's end of a socket to `FakeServer`. */
export class FakeSocket extends EventTarget implements RealSocket {
  readonly OPEN = 1;
  readonly bufferedAmount = 0;
  binaryType: BinaryType = 'blob';
  readyState = 0;
  readonly #server: FakeServer;

  constructor(server: FakeServer) {
    super();
    this.#server = server;
  }

  send(bytes: Uint8Array<ArrayBuffer>): void {
    const frame = decodeFrame(bytes);
    if (frame === undefined) throw new Error('The client sent something that is no frame.');
    setTimeout(() => this.#server.take(this, frame), 1);
  }

  open(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }

  receive(frame: Frame): void {
    if (this.readyState === 1) {
      this.dispatchEvent(new MessageEvent('message', { data: encodeFrame(frame).buffer }));
    }
  }

  close(code = 1000): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.dispatchEvent(new CloseEvent('close', { code, reason: '' }));
  }
}

/** A server of one dossier, in memory: sync, acknowledgement, and an answer to "who is here?". */
export class FakeServer {
  readonly docs = new Map<string, Y.Doc>();
  readonly sockets: FakeSocket[] = [];
  readonly refusedDocuments = new Set<string>();
  /** Nothing of these could be read from disk. */
  readonly unreadableDocuments = new Set<string>();
  /** What the one who connects may do. */
  right: Right = 'edit';
  isDown = false;
  /** Stores, and does not say so yet. */
  holdsAcks = false;
  isSilent = false;
  generation = 1;
  /** Documents that were fetched over HTTP. */
  readonly givenWhole: string[] = [];
  opens = 0;
  readonly #channels = new Map<string, { socket: FakeSocket; channel: number; doc: Y.Doc }>();
  readonly #storedCounts = new Map<string, number>();

  connect(): FakeSocket {
    const socket = new FakeSocket(this);
    this.sockets.push(socket);
    setTimeout(() => (this.isDown ? socket.close(1006) : socket.open()), 5);
    return socket;
  }

  /** What the HTTP address of a whole document answers. */
  giveWhole(address: string): Response {
    const document = address.split('/').at(-1) ?? '';
    const isClosed = this.isDown || this.refusedDocuments.has(document);
    if (isClosed || this.unreadableDocuments.has(document))
      return new Response(null, { status: 503 });
    const state = Y.encodeStateAsUpdate(this.doc(document));
    const body = encoding.encode((encoder) => encoding.writeVarUint8Array(encoder, state));
    this.givenWhole.push(document);
    return new Response(body, { headers: { 'x-meemaak-generation': String(this.generation) } });
  }

  get live(): FakeSocket | undefined {
    return this.sockets.findLast(({ readyState }) => readyState === 1);
  }

  doc(document: string): Y.Doc {
    const known = this.docs.get(document);
    if (known !== undefined) return known;
    const doc = new Y.Doc();
    const isReadable = isDocumentName(document) && !this.unreadableDocuments.has(document);
    if (isReadable) Y.applyUpdate(doc, seedUpdate(document));
    this.docs.set(document, doc);
    return doc;
  }

  take(socket: FakeSocket, frame: Frame): void {
    if (this.isSilent) return;
    const key = `${this.sockets.indexOf(socket)}/${frame.channel}`;
    if (frame.op === 'open') this.#open(socket, key, frame.channel, frame.document);
    if (frame.op === 'close') this.#channels.delete(key);
    if (frame.op === 'sync') this.#sync(key, frame.message);
  }

  #open(socket: FakeSocket, key: string, channel: number, document: string): void {
    this.opens += 1;
    if (this.refusedDocuments.has(document)) {
      const code = CLOSE_CODES.notAllowed;
      return socket.receive({ channel, op: 'close', code, reason: 'notAllowed' });
    }
    const doc = this.doc(document);
    this.#channels.set(key, { socket, channel, doc });
    const damaged = this.unreadableDocuments.has(document);
    const mayWrite = !damaged && isDocumentName(document) && canWrite(this.right, document);
    socket.receive({ channel, op: 'mode', mayWrite, damaged, generation: 1 });
    const message = encodeSync((encoder) => writeSyncStep1(encoder, doc));
    socket.receive({ channel, op: 'sync', message });
  }

  #sync(key: string, message: Uint8Array): void {
    const channel = this.#channels.get(key);
    if (channel === undefined) return;
    if (message[0] === 3) {
      const nobody = new Uint8Array([1, 1, 0]);
      return channel.socket.receive({ channel: channel.channel, op: 'sync', message: nobody });
    }
    if (message[0] !== 0) return;
    const before = Y.encodeStateVector(channel.doc);
    const decoder = decoding.createDecoder(message);
    decoding.readVarUint(decoder);
    const reply = encodeSync((encoder) => {
      readSyncMessage(decoder, encoder, channel.doc, key);
    });
    if (reply.length > 1) {
      channel.socket.receive({ channel: channel.channel, op: 'sync', message: reply });
    }
    if (isStorable(message)) this.#store(key, channel, before);
  }

  #store(
    key: string,
    { socket, channel, doc }: { socket: FakeSocket; channel: number; doc: Y.Doc },
    before: Uint8Array,
  ): void {
    const count = (this.#storedCounts.get(key) ?? 0) + 1;
    this.#storedCounts.set(key, count);
    const update = Y.encodeStateAsUpdate(doc, before);
    const message = encodeSync((encoder) => writeUpdate(encoder, update));
    for (const [otherKey, other] of this.#channels) {
      if (otherKey === key || other.doc !== doc) continue;
      other.socket.receive({ channel: other.channel, op: 'sync', message });
    }
    if (!this.holdsAcks) socket.receive({ channel, op: 'ack', count });
  }
}

function encodeSync(write: (encoder: encoding.Encoder) => void): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 0);
    write(encoder);
  });
}
