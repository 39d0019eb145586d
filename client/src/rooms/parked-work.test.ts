import { openNarrative, seedUpdate, type DossierId, type ParticipantId } from '@meemaak/model';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { listCopyNames } from './copy-store.ts';
import { copyName, openDeviceCopy } from './device-copy.ts';
import { findParkedWork, holdsUnsavedWork, removeLife, type LifeAddress } from './parked-work.ts';

const dossierId = 'rozenbuurt' as DossierId;
const bram = life('bram');
const now = { ...bram, name: 'Bram' };

function life(participant: string, generation = 1): LifeAddress {
  return { dossierId, participantId: `p-${participant}` as ParticipantId, generation };
}

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
});

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A window that was open once, with words that came to the server or did not. */
async function leave(address: LifeAddress, owner: string, isSaved: boolean): Promise<void> {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seedUpdate('narrative'));
  const copy = await openDeviceCopy({ ...address, document: 'narrative' }, owner, doc, () => {});
  if (!isSaved) copy?.mark({ from: 0, sinceAt: 1_000, stamp: 1 });
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(`van ${owner}`)]);
  openNarrative(doc).body.push([paragraph]);
  copy?.close();
}

const namesOf = async (address: LifeAddress) => {
  const names = await listCopyNames();
  return names.filter((name) => name === copyName({ ...address, document: 'narrative' }));
};

test('[F32] [F34] what waits is given with its words, and goes when its person says so', async () => {
  await leave(life('bram', 3), 'Bram', false);
  await leave(life('bram-before', 1), 'bram ', false);
  const parked = await findParkedWork(now);
  expect(parked).toMatchObject([
    { life: { generation: 3 }, isOfOtherSignIn: false, sinceAt: 1_000 },
    { life: { participantId: 'p-bram-before' }, isOfOtherSignIn: true, sinceAt: 1_000 },
  ]);
  expect(JSON.stringify(parked[1]?.work.narrative.doc.get('body', Y.XmlFragment))).toContain('van');
  for (const { life: old } of parked) await removeLife(old);
  expect(await findParkedWork(now)).toEqual([]);
  expect(await listCopyNames()).toEqual([]);
});

test('[F34] unsaved work of another name stays, and is not shown', async () => {
  await leave(life('fatma'), 'Fatma', false);
  expect(await findParkedWork(now)).toEqual([]);
  expect(await holdsUnsavedWork(now)).toBe(false);
  expect(await namesOf(life('fatma'))).toHaveLength(1);
  expect(await findParkedWork({ ...life('fatma-again'), name: 'fatma' })).toHaveLength(1);
});

test('[F34] copies of an earlier sign-in that hold nothing of their own go, whoever made them', async () => {
  await leave(life('fatma'), 'Fatma', true);
  await leave(bram, 'Bram', true);
  expect(await findParkedWork(now)).toEqual([]);
  expect(await namesOf(life('fatma'))).toEqual([]);
  expect(await namesOf(bram)).toHaveLength(1);
});

test('[F32] a copy that cannot be read is not taken for one that holds nothing', async () => {
  const old = life('bram', 3);
  await leave(old, 'Bram', false);
  const opening = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('Held by another.', 'UnknownError');
  });
  expect(await findParkedWork(now)).toEqual([]);
  opening.mockRestore();
  expect(await findParkedWork(now)).toHaveLength(1);
});

test('[F23] work that another window of this person has not saved is known here', async () => {
  await leave(bram, 'Bram', true);
  expect(await holdsUnsavedWork(now)).toBe(false);
  await leave(bram, 'Bram', false);
  expect(await holdsUnsavedWork(now)).toBe(true);
});
