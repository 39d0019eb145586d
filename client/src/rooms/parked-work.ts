/** Work on this device that belongs to an earlier life of the dossier: a backup was put back since, so
 *  that it must never merge into what is there now [F32]. It stays where it is until its person says.
 *
 *      copies of another generation ──nothing unsaved──▶ removed
 *                                   ──something unsaved──▶ listed ──discard──▶ removed */
import type { DocumentName, DossierId, ParticipantId } from '@meemaak/model';
import * as Y from 'yjs';
import { listCopyNames, readStoredCopy, removeCopy, type StoredCopy } from './copy-store.ts';
import { applyCopy, copyName } from './device-copy.ts';
import type { DeviceWork, DocumentWork } from './device-work.ts';
import { nothingUnsaved, readUnsaved } from './unsaved.ts';

export interface ParkedWork {
  /** The life that it is of. */
  readonly generation: number;
  readonly sinceAt: number | undefined;
  readonly work: DeviceWork;
}

/** Whose copies, and in which life the dossier is now. */
export interface LifeAddress {
  readonly dossierId: DossierId;
  readonly participantId: ParticipantId;
  readonly generation: number;
}

type FoundCopies = Map<DocumentName, StoredCopy>;

/** What waits on this device, latest life first. Copies that hold nothing of their own go. */
export async function findParkedWork(life: LifeAddress): Promise<readonly ParkedWork[]> {
  const parked: ParkedWork[] = [];
  for (const generation of await otherGenerations(life)) {
    const copies = await readLife({ ...life, generation });
    const marks = [...copies.values()].map((copy) => readUnsaved(copy.marks));
    if (!marks.some(({ isAny }) => isAny)) await removeLife({ ...life, generation });
    else parked.push(parkedOf(generation, copies));
  }
  return parked;
}

/** Removes all copies of one life. */
export async function removeLife(life: LifeAddress): Promise<void> {
  const mine = (await listCopyNames()).filter((name) => generationOf(name, life) !== undefined);
  for (const name of mine) {
    if (generationOf(name, life) === life.generation) await removeCopy(name);
  }
}

async function otherGenerations(life: LifeAddress): Promise<readonly number[]> {
  const found = new Set<number>();
  for (const name of await listCopyNames()) {
    const generation = generationOf(name, life);
    if (generation !== undefined && generation !== life.generation) found.add(generation);
  }
  return [...found].toSorted((one, other) => other - one);
}

/** Which life a copy is of, or what else is kept beside the copies of a life; undefined for what is not
 *  of this person in this dossier. */
function generationOf(name: string, { dossierId, participantId }: LifeAddress): number | undefined {
  const [, dossier, , number, participant, ...rest] = name.split('/');
  const isOwn = dossier === dossierId && participant === participantId && rest.length === 0;
  const generation = Number(number);
  return isOwn && Number.isSafeInteger(generation) ? generation : undefined;
}

async function readLife(life: LifeAddress): Promise<FoundCopies> {
  const copies: FoundCopies = new Map();
  for (const document of ['narrative', 'tree', 'board'] as const) {
    const copy = await readStoredCopy(copyName({ ...life, document }));
    if (copy !== undefined) copies.set(document, copy);
  }
  return copies;
}

function parkedOf(generation: number, copies: FoundCopies): ParkedWork {
  const work = {
    narrative: workOf(copies.get('narrative')),
    tree: workOf(copies.get('tree')),
    board: workOf(copies.get('board')),
  };
  const times = Object.values(work).flatMap(({ unsaved: { sinceAt } }) => sinceAt ?? []);
  return { generation, work, sinceAt: times.length === 0 ? undefined : Math.min(...times) };
}

function workOf(copy: StoredCopy | undefined): DocumentWork {
  const doc = new Y.Doc();
  if (copy === undefined) return { doc, unsaved: nothingUnsaved };
  applyCopy(doc, copy, 'parked');
  return { doc, unsaved: readUnsaved(copy.marks) };
}
