import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { openCopyStore, readStoredCopy, type CopyStore } from './copy-store.ts';

const NAME = 'meemaak/rozenbuurt/narrative/1/p-bram';

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** The updates of somebody who writes these words one after another. */
function writeWords(...words: readonly string[]): readonly Uint8Array[] {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update) => updates.push(update));
  const text = doc.getText('words');
  for (const word of words) text.insert(text.length, word);
  return updates;
}

function readWords(updates: readonly Uint8Array[]): string {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc.getText('words').toJSON();
}

function answered<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('No answer.')));
  });
}

/** Reaches under the copy, as a failing disk or another build does. */
async function spoil(work: (updates: IDBObjectStore) => IDBRequest): Promise<void> {
  const database = await answered(indexedDB.open(NAME));
  await answered(work(database.transaction('updates', 'readwrite').objectStore('updates')));
  database.close();
}

async function keep(updates: readonly Uint8Array[], onLost = () => {}): Promise<CopyStore> {
  const store = await openCopyStore(NAME, onLost);
  if (store === undefined) throw new Error('No copy.');
  for (const update of updates) store.append(update);
  store.setMark('unsaved/7', { from: 0, sinceAt: 1, stamp: 1 });
  return store;
}

const SPOILED = {
  'bytes that are no update': new Uint8Array([9, 9, 9]),
  'no bytes at all': new Uint8Array(),
  'something else': 'een woord',
};

for (const [what, record] of Object.entries(SPOILED)) {
  test(`[F26] a copy with ${what} in it gives all the rest, and its marks`, async () => {
    const store = await keep(writeWords('een ', 'twee'));
    store.close();
    await spoil((updates) => updates.add(record));
    const stored = await readStoredCopy(NAME);
    expect(readWords(stored?.updates ?? [])).toBe('een twee');
    expect(stored?.marks.get('unsaved/7')).toEqual({ from: 0, sinceAt: 1, stamp: 1 });
  });
}

test('[F26] a spoiled record does not keep the copy from being merged', async () => {
  const store = await keep([]);
  await spoil((updates) => updates.add(new Uint8Array([9, 9, 9])));
  const words = Array.from({ length: 450 }, (_, at) => `${at} `);
  for (const update of writeWords(...words)) store.append(update);
  store.close();
  const stored = await readStoredCopy(NAME);
  expect(readWords(stored?.updates ?? [])).toBe(words.join(''));
  expect(stored?.updates.length).toBeLessThan(100);
});

test('[F26] a copy that lost records in the middle is whole again once the server gives those', async () => {
  const written = writeWords('een ', 'twee ', 'drie');
  const store = await keep(written);
  store.close();
  await spoil((updates) => updates.delete(2));
  const updates = (await readStoredCopy(NAME))?.updates ?? [];
  expect(readWords(updates)).toBe('een ');
  expect(readWords([...updates, ...written])).toBe('een twee drie');
});

test('[F26] an update that was cut off is left out', async () => {
  const [whole = new Uint8Array()] = writeWords('een woord dat langer is');
  const store = await keep([]);
  store.close();
  await spoil((updates) => updates.add(whole.slice(0, whole.length / 2)));
  expect((await readStoredCopy(NAME))?.updates).toEqual([]);
});

test('[F26] a device without room says so once, and nothing throws', async () => {
  const lost = vi.fn<() => void>();
  const store = await keep([], lost);
  const [first = new Uint8Array(), second = new Uint8Array()] = writeWords('een', 'twee');
  const add = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function full(
    this: IDBObjectStore,
  ) {
    this.transaction.abort();
    throw new DOMException('No room.', 'QuotaExceededError');
  });
  store.append(first);
  store.append(second);
  await vi.waitFor(() => expect(lost).toHaveBeenCalled());
  store.append(second);
  store.setMark('unsaved/7', undefined);
  expect(lost).toHaveBeenCalledOnce();
  expect(add).toHaveBeenCalledOnce();
});

test('[F26] a copy that is thrown away elsewhere lets go, and says so once', async () => {
  const lost = vi.fn<() => void>();
  const store = await keep(writeWords('een'), lost);
  await answered(indexedDB.deleteDatabase(NAME));
  expect(lost).toHaveBeenCalledOnce();
  for (const update of writeWords('twee')) store.append(update);
  expect(lost).toHaveBeenCalledOnce();
  expect(await readStoredCopy(NAME)).toBeUndefined();
});

test('[F26] a browser that does not answer is not waited for', async () => {
  vi.useFakeTimers();
  const open = indexedDB.open.bind(indexedDB);
  const request = open('another');
  vi.spyOn(request, 'addEventListener').mockImplementation(() => {});
  vi.spyOn(indexedDB, 'open').mockReturnValue(request);
  const opening = openCopyStore(NAME, () => {});
  await vi.advanceTimersByTimeAsync(3_000);
  expect(await opening).toBeUndefined();
});

test('[F27] a copy of a later version is read where its shape is known, and left alone where not', async () => {
  const later = async (version: number, work: (database: IDBDatabase) => void) => {
    const request = indexedDB.open(NAME, version);
    request.addEventListener('upgradeneeded', () => work(request.result));
    (await answered(request)).close();
  };
  const store = await keep(writeWords('een'));
  store.close();
  await later(7, (database) => database.createObjectStore('more'));
  expect(readWords((await readStoredCopy(NAME))?.updates ?? [])).toBe('een');
  await later(8, (database) => database.deleteObjectStore('custom'));
  expect(await readStoredCopy(NAME)).toBeUndefined();
  expect(await openCopyStore(NAME, () => {})).toBeUndefined();
  const kept = await answered(indexedDB.open(NAME));
  expect([kept.version, [...kept.objectStoreNames]]).toEqual([8, ['more', 'updates']]);
  kept.close();
});
