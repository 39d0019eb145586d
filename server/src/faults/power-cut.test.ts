// The power goes: what was not synced is lost in part, in any order. One run of a real server is
// recorded; then every kind of state that the disk could have been found in is opened by the product.
import {
  CUT_KINDS,
  DiskAtPowerCut,
  FrameReader,
  FramePeer,
  Random,
  RunningServer,
  addWord,
  createDossier,
  enterDossier,
  isTraceComplete,
  readTrace,
  readWords,
  removeWord,
  traceTo,
  until,
  whyNoTrace,
  type DiskEvent,
  type WordDocument,
} from '@meemaak/test-kit';
import { DOCUMENT_NAMES, type DossierId } from '@meemaak/model';
import { MESSAGE_KINDS, SYNC_KINDS, decodeFrame } from '@meemaak/protocol';
import * as decoding from 'lib0/decoding';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { connect, openDatabase } from '../database/open.ts';
import { isWhole, openStored } from '../relay/storage/stored-document.ts';
import { SqliteUpdateReader } from '../relay/storage/update-log.ts';

/** More with `npm run test:power-cut -- 20000`. */
const STATES = Number(process.env['STATES'] ?? 250);
const SEED = Number(process.env['POWER_CUT_SEED'] ?? 20_261_127);
const ROUNDS = 200;
const DOCUMENTS = ['narrative', 'tree', 'board'] as const;
const random = new Random(SEED);

/** Somebody who wrote while it was recorded. */
interface Writer {
  readonly peer: FramePeer;
  readonly document: WordDocument;
  readonly port: number;
  /** In the order of the edits. */
  readonly edits: { readonly word: string; readonly kind: 'added' | 'removed' }[];
}

interface Recording {
  readonly events: readonly DiskEvent[];
  readonly writers: readonly Writer[];
  readonly dossierId: DossierId;
}

/** A server at work from its first start to its end in good order. */
async function record(folder: string): Promise<Recording> {
  const traceFile = join(folder, 'trace');
  const dataDir = join(folder, 'data');
  const server = await RunningServer.start({}, { launcher: traceTo(traceFile), dataDir });
  const host = await createDossier(server.url);
  const writers: Writer[] = [];
  for (const document of [...DOCUMENTS, ...DOCUMENTS]) {
    const peer = new FramePeer(await enterDossier(host, 'Schrijver'), document);
    await peer.connect();
    writers.push({ peer, document, port: peer.localPort ?? 0, edits: [] });
  }
  const isSaved = () => writers.every(({ peer }) => peer.isSynced && peer.isSaved);
  await until('all are in', isSaved);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let left = random.between(1, 4); left > 0; left -= 1) write(random.pick(writers));
    await until('somebody hears that it is stored', () => writers.some(({ peer }) => peer.isSaved));
  }
  await until('all is stored', isSaved);
  for (const { peer } of writers) peer.disconnect();
  const { pid = 0 } = server;
  await server.stop();
  await until('the recorder is done', () => isTraceComplete(traceFile, pid));
  return { events: readTrace(traceFile, dataDir), writers, dossierId: host.dossierId as DossierId };
}

function write(writer: Writer | undefined): void {
  if (writer === undefined) return;
  const { peer, document, edits } = writer;
  const added = random.chance(0.15) ? random.pick(edits)?.word : undefined;
  const isThere = added !== undefined && readWords(peer.doc, document).includes(added);
  if (isThere && removeWord(peer.doc, document, added)) {
    edits.push({ word: added, kind: 'removed' });
    return;
  }
  // Now and then a page or two: the log must come round.
  const isLong = document === 'narrative' && random.chance(0.3);
  const word = random.digits(isLong ? 40_000 : 10);
  addWord(peer.doc, document, word, random);
  edits.push({ word, kind: 'added' });
}

/** What people know at a moment: to be found on disk ever after. */
class Knowledge {
  readonly #writers: ReadonlyMap<number, Writer>;
  readonly #lines = new Map<number, { reader: FrameReader; hasHead: boolean }>();
  readonly words = new Map<string, { document: WordDocument; isThere: boolean }>();
  readonly clocks = new Map<WordDocument, Map<number, number>>();
  acks = 0;

  constructor(writers: readonly Writer[]) {
    this.#writers = new Map(writers.map((writer) => [writer.port, writer]));
  }

  take(event: DiskEvent): void {
    if (event.kind !== 'told') return;
    const writer = this.#writers.get(event.port);
    if (writer === undefined) return;
    const line = this.#lines.get(event.port) ?? { reader: new FrameReader(), hasHead: false };
    this.#lines.set(event.port, line);
    const head = line.hasHead ? 0 : event.bytes.indexOf('\r\n\r\n') + 4;
    line.hasHead = true;
    for (const { payload } of line.reader.push(event.bytes.subarray(head))) {
      this.#hear(writer, payload);
    }
  }

  #hear(writer: Writer, payload: Buffer): void {
    const frame = decodeFrame(payload);
    if (frame?.op === 'ack') this.#noteAck(writer, frame.count);
    if (frame?.op === 'sync' && frame.message[0] === MESSAGE_KINDS.sync) {
      this.#noteSync(writer.document, frame.message);
    }
  }

  #noteAck({ peer, edits, document }: Writer, count: number): void {
    this.acks += 1;
    for (const { word, kind } of edits.slice(0, peer.sentEdits[count - 1] ?? 0)) {
      this.words.set(word, { document, isThere: kind === 'added' });
    }
    // What is being taken out, and not yet acknowledged, may be there or not.
    for (const { word, kind } of edits.slice(peer.sentEdits[count - 1] ?? 0)) {
      if (kind === 'removed') this.words.delete(word);
    }
  }

  #noteSync(document: WordDocument, message: Uint8Array): void {
    const decoder = decoding.createDecoder(message.subarray(1));
    const kind = decoding.readVarUint(decoder);
    if (kind === SYNC_KINDS.step1) return;
    const clocks = this.clocks.get(document) ?? new Map<number, number>();
    this.clocks.set(document, clocks);
    for (const { id, length } of Y.decodeUpdate(decoding.readVarUint8Array(decoder)).structs) {
      clocks.set(id.client, Math.max(clocks.get(id.client) ?? 0, id.clock + length));
    }
  }
}

/** What is wrong with a disk in this state, after the product has opened it. */
function findFault(
  files: ReadonlyMap<string, Buffer>,
  known: Knowledge,
  dossierId: DossierId,
): string | undefined {
  const dataDir = mkdtempSync(join(tmpdir(), 'meemaak-power-'));
  try {
    for (const [file, bytes] of files) writeFileSync(join(dataDir, file), bytes);
    const database = openDatabase(dataDir);
    try {
      return findFaultIn(dataDir, database.sql, known, dossierId);
    } finally {
      database.close();
    }
  } catch (error) {
    return `It does not open: ${String(error)}`;
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function findFaultIn(
  dataDir: string,
  sql: ReturnType<typeof openDatabase>['sql'],
  known: Knowledge,
  dossierId: DossierId,
): string | undefined {
  const check = sql.prepare('PRAGMA integrity_check').get()?.['integrity_check'];
  if (check !== 'ok') return `The database is spoilt: ${String(check)}`;
  const writing = connect(dataDir);
  writing.exec('BEGIN IMMEDIATE; CREATE TABLE proof (at INTEGER) STRICT; ROLLBACK;');
  writing.close();
  const isMade = sql.prepare('SELECT 1 FROM dossiers WHERE dossier_id = ?').get(dossierId);
  if (isMade === undefined) return known.acks === 0 ? undefined : 'The dossier is gone.';
  const log = new SqliteUpdateReader(sql);
  for (const document of DOCUMENT_NAMES) {
    const opened = openStored({ dossierId, document }, log);
    if (!isWhole(opened)) return `${document} is damaged.`;
    const missing = document === 'talk' ? undefined : findMissing(document, opened.doc, known);
    opened.doc.destroy();
    if (missing !== undefined) return missing;
  }
  return undefined;
}

function findMissing(document: WordDocument, doc: Y.Doc, known: Knowledge): string | undefined {
  const words = new Set(readWords(doc, document));
  for (const [word, { document: where, isThere }] of known.words) {
    if (where !== document || words.has(word) === isThere) continue;
    return `${document}: ${word.slice(0, 10)} was acknowledged as ${isThere ? 'there' : 'gone'}.`;
  }
  for (const [client, clock] of known.clocks.get(document) ?? []) {
    const stored = Y.getState(doc.store, client);
    if (stored < clock) return `${document}: ${client} was seen up to ${clock}, and has ${stored}.`;
  }
  return undefined;
}

const whyNot = whyNoTrace();
if (whyNot !== undefined) console.log(whyNot);

describe('a power cut', () => {
  it.skipIf(whyNot !== undefined)(
    `[F04] leaves a disk that opens without repair and holds all that was acknowledged or seen, in ${STATES} states (seed ${SEED})`,
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'meemaak-recording-'));
      const { events, writers, dossierId } = await record(folder);
      rmSync(folder, { recursive: true, force: true });
      const moments = Array.from({ length: STATES }, () => random.below(events.length + 1));
      const disk = new DiskAtPowerCut();
      const known = new Knowledge(writers);
      const counts = { inLog: 0, inDatabase: 0, afterAcks: 0 };
      let now = 0;
      for (const moment of moments.toSorted((a, b) => a - b)) {
        for (const event of events.slice(now, moment)) {
          disk.take(event);
          known.take(event);
        }
        now = moment;
        const kind = random.pick(CUT_KINDS) ?? 'dropped';
        const fault = findFault(disk.draw(kind, random), known, dossierId);
        expect(fault, `after ${moment} of ${events.length} events, ${kind}`).toBeUndefined();
        if (disk.openCount('meemaak.sqlite-wal') > 0) counts.inLog += 1;
        if (disk.openCount('meemaak.sqlite') > 0) counts.inDatabase += 1;
        if (known.acks > 0) counts.afterAcks += 1;
      }
      const total = { ...counts, events: events.length, acks: known.acks };
      console.log(`${STATES} states (seed ${SEED}): ${JSON.stringify(total)}`);
      expect(counts.inLog).toBeGreaterThan(STATES / 4);
      expect(counts.inDatabase).toBeGreaterThan(STATES / 50);
      expect(counts.afterAcks).toBeGreaterThan(STATES / 2);
    },
    60_000 + STATES * 1_000,
  );
});
