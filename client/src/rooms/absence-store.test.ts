import type { DossierId, ParticipantId } from '@meemaak/model';
import { afterEach, expect, test, vi } from 'vitest';
import { AbsenceStore } from './absence-store.ts';

const address = {
  dossierId: 'rozenbuurt' as DossierId,
  participantId: 'p-noor' as ParticipantId,
  generation: 1,
};

afterEach(() => {
  vi.unstubAllGlobals();
});

test('[F26] a database that opens and cannot be read is as good as none: nothing throws', async () => {
  const transaction = vi.fn<() => never>(() => {
    throw new DOMException('The database is closing.', 'InvalidStateError');
  });
  const database = Object.assign(new EventTarget(), { transaction, close: () => {} });
  vi.stubGlobal('indexedDB', {
    open() {
      const request = Object.assign(new EventTarget(), { result: database });
      queueMicrotask(() => request.dispatchEvent(new Event('success')));
      return request;
    },
  });
  const store = new AbsenceStore(address);
  expect(await store.open()).toEqual({ work: {}, clashes: [] });
  store.keepWork('tree', ['["pos","a"]']);
  expect(transaction).toHaveBeenCalled();
});
