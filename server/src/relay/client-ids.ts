/** Which participant writes under which Yjs client id, in all documents of a dossier. Who uses an id
 *  first owns it: an item written under somebody else's next clock would make their own next edit
 *  vanish, for ever and unseen [T17] [X04]. It is also the record of who wrote what. */
import { SEED_CLIENT_ID, type DossierId } from '@meemaak/model';
import type { DatabaseSync } from 'node:sqlite';
import { logFault } from '../log.ts';
import type { RelayWriter } from './storage/writes.ts';

/** One for every page that somebody has open: weeks without a line, reloaded every hour. Very many writers at
 *  one spot make a document dear to open [T19]. */
const MOST_A_DAY = 512;
/** They are never given back, so a bound for ever would lock out who comes every day for years. */
const MOST_A_MONTH = 4_096;
const DAY_MS = 24 * 60 * 60 * 1_000;
const MONTH_MS = 30 * DAY_MS;
/** The server's own, and those of what was there before anybody came. */
const SERVER = 'server';

export class ClientIds {
  readonly #dossierId: DossierId;
  readonly #writer: RelayWriter;
  readonly #owners: Map<number, string>;
  /** When each of them claimed their last ids, in order: no more than are needed to know that it is enough. */
  readonly #lately = new Map<string, number[]>();

  constructor(dossierId: DossierId, sql: DatabaseSync, writer: RelayWriter) {
    this.#dossierId = dossierId;
    this.#writer = writer;
    const rows = sql
      .prepare(
        'SELECT client_id, participant_id, claimed_at FROM client_ids WHERE dossier_id = ? ORDER BY claimed_at',
      )
      .all(dossierId);
    this.#owners = new Map(
      rows.map((row) => [Number(row['client_id']), String(row['participant_id'])]),
    );
    for (const row of rows) this.#count(String(row['participant_id']), Number(row['claimed_at']));
    this.#owners.set(SEED_CLIENT_ID, SERVER);
  }

  ownerOf(clientId: number): string | undefined {
    return this.#owners.get(clientId);
  }

  /** May this participant write under it? `isUsed`: the document holds items of it already. */
  mayUse(clientId: number, participantId: string, isUsed: boolean): boolean {
    const owner = this.#owners.get(clientId);
    if (owner !== undefined) return owner === participantId;
    return !isUsed && this.#mayHaveMore(participantId);
  }

  /** Makes it theirs, if it may be. */
  take(clientId: number, participantId: string): boolean {
    const may = this.mayUse(clientId, participantId, false);
    if (may) this.claim(clientId, participantId);
    return may;
  }

  /** From now on it is theirs, unless it is somebody's. On disk no later than what is stored next. */
  claim(clientId: number, participantId: string): void {
    if (this.#owners.has(clientId)) return;
    const now = Date.now();
    this.#owners.set(clientId, participantId);
    this.#count(participantId, now);
    const dossierId = this.#dossierId;
    this.#writer
      .run('clientId.claim', { dossierId, clientId, participantId })
      .catch((error: unknown) => {
        // What was to be stored with it is not stored either.
        this.#owners.delete(clientId);
        this.#uncount(participantId, now);
        logFault('clientId.notStored', error, { dossierId });
      });
  }

  /** One of our own; false when it is somebody's. */
  claimForServer(clientId: number): boolean {
    if (this.#owners.has(clientId)) return this.#owners.get(clientId) === SERVER;
    this.claim(clientId, SERVER);
    return true;
  }

  #mayHaveMore(participantId: string): boolean {
    const lately = this.#lately.get(participantId);
    const hadSince = (count: number, ms: number) => (lately?.at(-count) ?? 0) > Date.now() - ms;
    return !hadSince(MOST_A_DAY, DAY_MS) && !hadSince(MOST_A_MONTH, MONTH_MS);
  }

  #count(participantId: string, at: number): void {
    const lately = this.#lately.get(participantId);
    if (lately === undefined) this.#lately.set(participantId, [at]);
    else if (lately.push(at) > MOST_A_MONTH) lately.shift();
  }

  #uncount(participantId: string, at: number): void {
    const lately = this.#lately.get(participantId);
    const index = lately?.indexOf(at) ?? -1;
    if (index >= 0) lately?.splice(index, 1);
  }
}
