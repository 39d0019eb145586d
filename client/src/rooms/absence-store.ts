/** Beside the copy of a dossier on this device: which places were touched without a line, and which
 *  clashes the person has not put away yet. A few bytes per place. A device that keeps nothing has
 *  them in this window only, as it has the copy itself. */
import type { DocumentName } from '@meemaak/model';
import type { CopyAddress } from './device-copy.ts';

export type AbsenceAddress = Omit<CopyAddress, 'document'>;

export interface StoredAbsence {
  readonly work: Readonly<Partial<Record<DocumentName, readonly unknown[]>>>;
  /** As they were stored; perhaps by an older build. */
  readonly clashes: readonly unknown[];
}

const WORK = 'work';
const CLASHES = 'clashes';
/** A browser that takes longer than this to open a database does without. */
const PATIENCE_MS = 1_000;

function storeName({ participantId, dossierId, generation }: AbsenceAddress): string {
  return `meemaak/${dossierId}/absence/${generation}/${participantId}`;
}

export class AbsenceStore {
  readonly #name: string;
  #database: IDBDatabase | undefined;

  constructor(address: AbsenceAddress) {
    this.#name = storeName(address);
  }

  /** What was left here before. Empty when this device keeps nothing. */
  async open(): Promise<StoredAbsence> {
    this.#database = await openDatabase(this.#name);
    this.#database?.addEventListener('versionchange', () => this.close());
    this.#database?.addEventListener('close', () => (this.#database = undefined));
    const [work, clashes] = await Promise.all([this.#readAll(WORK), this.#readAll(CLASHES)]);
    return { work: sortWork(work), clashes };
  }

  keepWork(document: DocumentName, keys: Iterable<string>): void {
    this.#write(WORK, (store) => {
      for (const key of keys) store.put([document, key], `${document} ${key}`);
    });
  }

  forgetWork(document: DocumentName, keys: Iterable<string>): void {
    this.#write(WORK, (store) => {
      for (const key of keys) store.delete(`${document} ${key}`);
    });
  }

  /** A clash must be plain: it is cloned. */
  keepClashes(clashes: ReadonlyMap<string, unknown>): void {
    this.#write(CLASHES, (store) => {
      for (const [id, clash] of clashes) store.put(clash, id);
    });
  }

  forgetClash(id: string): void {
    this.#write(CLASHES, (store) => void store.delete(id));
  }

  close(): void {
    this.#database?.close();
    this.#database = undefined;
  }

  /** Takes all of it off this device. */
  async forget(): Promise<void> {
    this.close();
    if (!('indexedDB' in globalThis)) return;
    await settled(indexedDB.deleteDatabase(this.#name));
  }

  async #readAll(name: string): Promise<readonly unknown[]> {
    try {
      const reading = this.#database?.transaction(name).objectStore(name).getAll();
      return (reading && (await settled(reading))) ?? [];
    } catch {
      // Closed under our hands, or of another shape: the dossier opens all the same [F26].
      return [];
    }
  }

  #write(name: string, change: (store: IDBObjectStore) => void): void {
    try {
      const writing = this.#database?.transaction(name, 'readwrite');
      if (writing !== undefined) change(writing.objectStore(name));
    } catch {
      // Closed under our hands: in this window it goes on.
      this.#database = undefined;
    }
  }
}

function sortWork(stored: readonly unknown[]): Record<string, unknown[]> {
  const work: Record<string, unknown[]> = {};
  for (const entry of stored) {
    if (!Array.isArray(entry)) continue;
    const [document, key]: unknown[] = entry;
    (work[String(document)] ??= []).push(key);
  }
  return work;
}

async function openDatabase(name: string): Promise<IDBDatabase | undefined> {
  try {
    const request = indexedDB.open(name);
    request.addEventListener('upgradeneeded', () => {
      request.result.createObjectStore(WORK);
      request.result.createObjectStore(CLASHES);
    });
    const database = await settled(request);
    // One that comes too late would be in the way of who wants to take it off this device.
    if (database === undefined) request.addEventListener('success', () => request.result.close());
    return database;
  } catch {
    return undefined;
  }
}

/** The answer, or undefined when it fails or takes too long. */
function settled<Value>(request: IDBRequest<Value>): Promise<Value | undefined> {
  return new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MS, undefined);
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => resolve(undefined));
  });
}
