/** Keeping WHAT and HOW apart: a facilitator says so, and the server writes it where everybody sees it at once
 *  and the relay judges by it. */
import {
  accept,
  GUARD_KEY,
  guardToStored,
  municipalIds,
  openTree,
  refuse,
  type DossierId,
} from '@meemaak/model';
import type { Hono } from 'hono';
import { mountDossierCommand, type Register } from '../http/command.ts';
import type { Rooms } from '../relay/rooms.ts';

export interface GuardParts extends Register {
  readonly rooms: Rooms;
  readonly now: () => number;
}

export function mountGuardCommand(routes: Hono, parts: GuardParts): void {
  const { dossiers, rooms, now } = parts;

  mountDossierCommand(routes, 'dossier.guard', parts, async (body, { participant }) => {
    const { dossierId, isOn } = body;
    const { participantId: by, partyId: party } = participant;
    const whatIds = municipalIds(dossiers.parties(dossierId));
    const guard = isOn ? guardToStored({ whatIds, by, party, at: now() }) : null;
    return (await writeGuard(rooms, dossierId, guard)) ?? accept({ isOn });
  });
}

/** Undefined when it is on disk. */
async function writeGuard(rooms: Rooms, dossierId: DossierId, guard: unknown) {
  const room = rooms.glance({ dossierId, document: 'tree' });
  const doc = await room?.liveDocument();
  if (room === undefined) return refuse({ kind: 'storageUnavailable' } as const);
  if (doc === undefined) return refuse({ kind: 'documentDamaged' } as const);
  openTree(doc).meta.set(GUARD_KEY, guard);
  await room.settle();
  return room.isGivenUp ? refuse({ kind: 'storageUnavailable' } as const) : undefined;
}
