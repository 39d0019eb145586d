/** A relay in this process, for tests that look inside: its database in a folder of its own, and
 *  writing and folding without threads. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RoomAddress } from '@meemaak/protocol';
import type { DatabaseSync } from 'node:sqlite';
import { connect, openDatabase } from '../database/open.ts';
import { WriteQueue } from '../database/write-queue.ts';
import { ClientIds } from '../relay/client-ids.ts';
import { cuttingCalls, type Cutter } from '../relay/cutting.ts';
import { foldingCalls, type Folder } from '../relay/storage/folding.ts';
import type { Room } from '../relay/room.ts';
import { Rooms, type RoomsParts } from '../relay/rooms.ts';
import { SqliteUpdateLog } from '../relay/storage/update-log.ts';
import { relayWrites } from '../relay/storage/writes.ts';

export interface OpenRelay {
  readonly log: SqliteUpdateLog;
  readonly folder: Folder;
  readonly writer: WriteQueue<ReturnType<typeof relayWrites>>;
  /** The connection that writes: also for tests that spoil something. */
  readonly sql: DatabaseSync;
  /** As after a start: nothing is open yet. */
  openRooms(parts?: Pick<RoomsParts, 'most'>): Rooms;
  close(): void;
}

export function openRelay(): OpenRelay {
  const dataDir = mkdtempSync(join(tmpdir(), 'meemaak-relay-'));
  const database = openDatabase(dataDir);
  const sql = connect(dataDir);
  const writer = new WriteQueue(sql, relayWrites(sql));
  const log = new SqliteUpdateLog(database.sql, writer);
  const calls = foldingCalls(log);
  const folder: Folder = {
    run: async (name, args) =>
      calls[name](args as never) as ReturnType<(typeof calls)[typeof name]>,
  };
  const cuts = cuttingCalls(log);
  const cutter: Cutter = {
    run: async (name, args) => cuts[name](args as never) as ReturnType<(typeof cuts)[typeof name]>,
  };
  return {
    log,
    folder,
    writer,
    sql,
    openRooms: (parts = {}) =>
      new Rooms({
        ...parts,
        log,
        folder,
        cutter,
        openClientIds: (dossierId) => new ClientIds(dossierId, database.sql, writer),
        graceMs: 0,
        proveAfterMs: 0,
      }),
    close() {
      writer.flush();
      sql.close();
      database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The room of a document that is not being given up. */
export function openRoom(rooms: Rooms, address: RoomAddress): Room {
  const room = rooms.open(address);
  if (room === undefined) throw new Error('The room is being given up.');
  return room;
}

/** Stores updates in order, as somebody's. */
export async function appendUpdates(
  { log }: OpenRelay,
  address: RoomAddress,
  updates: readonly Uint8Array[],
  actor = 'p-1',
): Promise<void> {
  const { seq, generation } = log.load(address);
  const appended = updates.map((bytes) => ({ bytes, actor, steps: 0 }));
  await log.append({ address, generation, seq: seq + 1, updates: appended });
}
