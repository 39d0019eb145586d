/** One database of the browser for each copy of a document: its updates, and marks about them.
 *
 *      append ──▶ updates (merged now and then)      marks ──▶ custom
 *      refused, aborted, closed, thrown away by somebody else ──▶ lost: nothing more is written
 *
 *  Everything here may fail at any moment, and nothing throws [F26]: who opens it is told once. */
import * as Y from 'yjs';

const UPDATES = 'updates';
const MARKS = 'custom';
/** As many updates in a row are merged to one. */
const MERGE_AT = 400;
/** A browser that takes longer than this gets no copy to start from. */
const PATIENCE_MS = 3_000;

export interface StoredCopy {
  readonly updates: readonly Uint8Array[];
  readonly marks: ReadonlyMap<string, unknown>;
}

export interface CopyStore {
  readonly stored: StoredCopy;
  append(update: Uint8Array): void;
  /** Undefined takes the mark away. */
  setMark(key: string, value: unknown): void;
  /** Takes the mark away when it is still what it was: another window may have set it anew. */
  dropMark(key: string, known: unknown): void;
  close(): void;
}

/** Opens the copy and makes it when there is none. Undefined: the browser will not keep one.
 *  `onLost` is called once when it stops being kept later on. */
export async function openCopyStore(
  name: string,
  onLost: () => void,
): Promise<CopyStore | undefined> {
  const database = await openDatabase(name, true);
  if (database === undefined) return undefined;
  const stored = await readCopy(database);
  if (stored === undefined) {
    database.close();
    return undefined;
  }
  return keepStore(database, stored, onLost);
}

/** What a copy holds; undefined where there is none that can be read. Makes nothing. */
export async function readStoredCopy(name: string): Promise<StoredCopy | undefined> {
  const database = await openDatabase(name, false);
  if (database === undefined) return undefined;
  const stored = await readCopy(database);
  database.close();
  return stored;
}

/** The names of all copies in this browser. A browser that does not tell has none that we can find. */
export async function listCopyNames(): Promise<readonly string[]> {
  try {
    const databases = await patiently(indexedDB.databases());
    return (databases ?? []).flatMap(({ name }) => (name === undefined ? [] : [name]));
  } catch {
    return [];
  }
}

export async function removeCopy(name: string): Promise<void> {
  try {
    await patiently(answerOf(indexedDB.deleteDatabase(name)));
  } catch {
    // Nothing was kept, or nothing can be done: either way it is not ours to stop at.
  }
}

function keepStore(database: IDBDatabase, stored: StoredCopy, onLost: () => void): CopyStore {
  let isKept = true;
  let count = stored.updates.length;
  const letGo = (): void => {
    isKept = false;
    database.close();
  };
  const lose = (): void => {
    if (!isKept) return;
    letGo();
    onLost();
  };
  const change = (name: string, work: (store: IDBObjectStore) => void): void => {
    if (!isKept) return;
    try {
      const transaction = database.transaction(name, 'readwrite');
      transaction.addEventListener('abort', lose);
      work(transaction.objectStore(name));
    } catch {
      lose();
    }
  };
  /** Leaves the page's hands at once: waiting for the answer, it would be lost with a closing page. */
  const write = (name: string, work: (store: IDBObjectStore) => void): void =>
    change(name, (store) => {
      work(store);
      store.transaction.commit();
    });
  // The browser threw our data away, or somebody leaves in another window and clears the copy.
  database.addEventListener('close', lose);
  database.addEventListener('versionchange', lose);
  return {
    stored,
    append: (update) => {
      write(UPDATES, (store) => store.add(update));
      count += 1;
      if (count >= MERGE_AT) change(UPDATES, mergeAll);
      if (count >= MERGE_AT) count = 1;
    },
    setMark: (key, value) =>
      write(MARKS, (store) => {
        if (value === undefined) store.delete(key);
        else store.put(value, key);
      }),
    dropMark: (key, known) => change(MARKS, (store) => dropWhenSame(store, key, known)),
    close: letGo,
  };
}

/** In one transaction: what another window writes meanwhile waits for it, and is not lost. */
function mergeAll(store: IDBObjectStore): void {
  const all: IDBRequest<unknown[]> = store.getAll();
  all.addEventListener('success', () => {
    const merged = Y.mergeUpdates(all.result.filter(isReadable));
    store.clear();
    store.add(merged);
  });
}

function dropWhenSame(store: IDBObjectStore, key: string, known: unknown): void {
  const present: IDBRequest<unknown> = store.get(key);
  present.addEventListener('success', () => {
    if (JSON.stringify(present.result) === JSON.stringify(known)) store.delete(key);
  });
}

async function readCopy(database: IDBDatabase): Promise<StoredCopy | undefined> {
  try {
    const transaction = database.transaction([UPDATES, MARKS], 'readonly');
    const marks = transaction.objectStore(MARKS);
    const [updates, keys, values] = await Promise.all([
      patiently(answerOf<unknown[]>(transaction.objectStore(UPDATES).getAll())),
      patiently(answerOf(marks.getAllKeys())),
      patiently(answerOf<unknown[]>(marks.getAll())),
    ]);
    if (updates === undefined || keys === undefined || values === undefined) return undefined;
    return {
      // One that is spoiled must not keep the others from being read.
      updates: updates.filter(isReadable),
      marks: new Map(
        keys.flatMap((key, at) => (typeof key === 'string' ? [[key, values[at]] as const] : [])),
      ),
    };
  } catch {
    return undefined;
  }
}

function isReadable(update: unknown): update is Uint8Array {
  if (!(update instanceof Uint8Array)) return false;
  try {
    Y.decodeUpdate(update);
    return true;
  } catch {
    return false;
  }
}

/** Undefined: refused, too slow, or (without `mayMake`) not there. */
async function openDatabase(name: string, mayMake: boolean): Promise<IDBDatabase | undefined> {
  try {
    const request = indexedDB.open(name);
    let isLate = false;
    request.addEventListener('upgradeneeded', () => {
      if (!mayMake) return request.transaction?.abort();
      request.result.createObjectStore(UPDATES, { autoIncrement: true });
      request.result.createObjectStore(MARKS);
    });
    request.addEventListener('success', () => {
      if (isLate) request.result.close();
    });
    const database = await patiently(answerOf(request));
    isLate = database === undefined;
    return database;
  } catch {
    return undefined;
  }
}

function answerOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('No answer.')));
  });
}

async function patiently<Value>(work: Promise<Value>): Promise<Value | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, undefined);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
