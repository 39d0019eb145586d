/** Everything that is ever written to the database, by name. One thread does it all: see
 *  `worker/writer`. */
import type { DatabaseSync } from 'node:sqlite';
import { dossierWrites } from './dossier/writes.ts';
import { participantWrites } from './participant/writes.ts';
import { relayWrites } from './relay/storage/writes.ts';
import type { Runner } from './worker/runner.ts';

export function createWrites(sql: DatabaseSync) {
  return { ...dossierWrites(sql), ...participantWrites(sql), ...relayWrites(sql) };
}

export type ServerWriter = Runner<ReturnType<typeof createWrites>>;
