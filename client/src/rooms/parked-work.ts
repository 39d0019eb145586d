/** Work on this device that must never merge into what is there now: it belongs to an earlier life of the
 *  dossier, from before a backup was put back [F32], or to a sign-in that was lost since [F34]. It stays
 *  where it is until its person says.
 *
 *      copies of another life ──nothing unsaved──▶ removed
 *         or sign-in          ──something unsaved, of this name──▶ listed ──discard──▶ removed
 *                             ──of another name, or not to be read──▶ left alone, and not shown */
import { isId, type DocumentName, type DossierId, type ParticipantId } from '@meemaak/model';
import * as Y from 'yjs';
import { listCopyNames, readStoredCopy, removeCopy, type StoredCopy } from './copy-store.ts';
import { applyCopy, copyName, readOwner } from './device-copy.ts';
import type { DeviceWork, DocumentWork } from './device-work.ts';
import { nothingUnsaved, readUnsaved } from './unsaved.ts';

/** Whose copies, and of which life of the dossier. */
export interface LifeAddress {
  readonly dossierId: DossierId;
  readonly participantId: ParticipantId;
  readonly generation: number;
}

export interface ParkedWork {
  readonly life: LifeAddress;
  /** Made under a sign-in that this browser no longer has. */
  readonly isOfOtherSignIn: boolean;
  readonly sinceAt: number | undefined;
  readonly work: DeviceWork;
}

/** Somebody as they are in the dossier now. */
export interface PersonNow extends LifeAddress {
  readonly name: string;
}

interface FoundCopies {
  readonly copies: ReadonlyMap<DocumentName, StoredCopy>;
  /** Some of what is there could not be read: too slow, held by another window, of a later build. */
  readonly isPartial: boolean;
}

/** What waits on this device, latest life first. Copies that hold nothing of their own go. */
export async function findParkedWork(now: PersonNow): Promise<readonly ParkedWork[]> {
  const parked: ParkedWork[] = [];
  for (const life of await otherLives(now)) {
    const { copies, isPartial } = await readLife(life);
    if (!isAnyUnsaved(copies)) {
      // What we could not read may be somebody's only copy.
      if (!isPartial) await removeLife(life);
    } else if (isOf(life, copies, now)) parked.push(parkedOf(life, copies, now));
  }
  return parked;
}

/** Is there anything on this device, of any window or earlier life, that is not on the server? */
export async function holdsUnsavedWork(now: PersonNow): Promise<boolean> {
  const lives = [now, ...(await otherLives(now))];
  for (const life of lives) {
    const { copies } = await readLife(life);
    if (isAnyUnsaved(copies) && isOf(life, copies, now)) return true;
  }
  return false;
}

/** Removes all copies of one life. */
export async function removeLife(life: LifeAddress): Promise<void> {
  for (const name of await listCopyNames()) {
    const found = readCopyName(name);
    if (found !== undefined && isSameLife(found, life)) await removeCopy(name);
  }
}

async function otherLives(now: LifeAddress): Promise<readonly LifeAddress[]> {
  const lives: LifeAddress[] = [];
  for (const name of await listCopyNames()) {
    const found = readCopyName(name);
    if (found?.dossierId !== now.dossierId || isSameLife(found, now)) continue;
    if (!lives.some((life) => isSameLife(life, found))) lives.push(found);
  }
  return lives.toSorted((one, other) => other.generation - one.generation);
}

/** Which life a copy is of, or what else is kept beside the copies of a life. */
function readCopyName(name: string): LifeAddress | undefined {
  const [word, dossierId, , number, participantId, ...rest] = name.split('/');
  const generation = Number(number);
  if (word !== 'meemaak' || rest.length > 0 || !Number.isSafeInteger(generation)) return undefined;
  if (!isId<DossierId>(dossierId) || !isId<ParticipantId>(participantId)) return undefined;
  return { dossierId, generation, participantId };
}

function isSameLife(one: LifeAddress, other: LifeAddress): boolean {
  return (
    one.dossierId === other.dossierId &&
    one.participantId === other.participantId &&
    one.generation === other.generation
  );
}

/** Is it for this person to see? Who lost their sign-in is another participant for the server; the name
 *  is all that tells. Somebody else at this computer is shown nothing. */
function isOf(life: LifeAddress, copies: FoundCopies['copies'], now: PersonNow): boolean {
  if (life.participantId === now.participantId) return true;
  const owners = [...copies.values()].map(readOwner);
  return owners.some((owner) => owner !== undefined && isSameName(owner, now.name));
}

function isSameName(one: string, other: string): boolean {
  return one.trim().localeCompare(other.trim(), undefined, { sensitivity: 'base' }) === 0;
}

function isAnyUnsaved(copies: FoundCopies['copies']): boolean {
  return [...copies.values()].some(({ marks }) => readUnsaved(marks).isAny);
}

async function readLife(life: LifeAddress): Promise<FoundCopies> {
  const names = new Set(await listCopyNames());
  const copies = new Map<DocumentName, StoredCopy>();
  let isPartial = false;
  for (const document of ['narrative', 'tree', 'board'] as const) {
    const name = copyName({ ...life, document });
    if (!names.has(name)) continue;
    const copy = await readStoredCopy(name);
    if (copy === undefined) isPartial = true;
    else copies.set(document, copy);
  }
  return { copies, isPartial };
}

function parkedOf(life: LifeAddress, copies: FoundCopies['copies'], now: PersonNow): ParkedWork {
  const work = {
    narrative: workOf(copies.get('narrative')),
    tree: workOf(copies.get('tree')),
    board: workOf(copies.get('board')),
  };
  const times = Object.values(work).flatMap(({ unsaved: { sinceAt } }) => sinceAt ?? []);
  return {
    life,
    isOfOtherSignIn: life.participantId !== now.participantId,
    work,
    sinceAt: times.length === 0 ? undefined : Math.min(...times),
  };
}

function workOf(copy: StoredCopy | undefined): DocumentWork {
  const doc = new Y.Doc();
  if (copy === undefined) return { doc, unsaved: nothingUnsaved };
  applyCopy(doc, copy, 'parked');
  return { doc, unsaved: readUnsaved(copy.marks) };
}
