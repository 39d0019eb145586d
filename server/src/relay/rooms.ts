/** All open rooms: one per document, loaded once, kept a little after the last one left. */
import type { DossierId } from '@meemaak/model';
import { LIMITS, type CloseReason, type RoomAddress } from '@meemaak/protocol';
import { metrics } from '../metrics.ts';
import type { Channel } from './channel.ts';
import type { ClientIds } from './client-ids.ts';
import type { Cutter } from './cutting.ts';
import { DailyAllowance } from './admission/daily-allowance.ts';
import type { Folder } from './storage/folding.ts';
import type { DocumentSize } from './intake.ts';
import { Room } from './room.ts';
import { StepBudget } from './admission/step-budget.ts';
import type { UpdateLog } from './storage/update-log.ts';

/** Somebody who reloads the page finds the room as it was. */
const GRACE_MS = 10_000;
/** Those who come back after a restart come within seconds. */
const PROVE_AFTER_MS = 10_000;
/** A room whose last updates are still on their way to the disk is looked at again. */
const UNLOAD_AGAIN_MS = 50;

/** New ones of one participant, in all documents: ten times five thousand pasted paragraphs. */
export const STRUCTS_A_DAY = 400_000;

const MOST: DocumentSize = { structs: LIMITS.documentStructs, bytes: LIMITS.documentBytes };

interface Opened {
  readonly room: Room;
  timer: NodeJS.Timeout | undefined;
}

export interface RoomsParts {
  readonly log: UpdateLog;
  readonly folder: Folder;
  readonly cutter: Cutter;
  readonly openClientIds: (dossierId: DossierId) => ClientIds;
  /** Of one document; see `LIMITS`. */
  readonly most?: DocumentSize;
  readonly graceMs?: number;
  readonly proveAfterMs?: number;
}

export class Rooms {
  readonly #parts: RoomsParts;
  readonly #graceMs: number;
  readonly #stepBudget = new StepBudget();
  readonly #structs = new DailyAllowance(STRUCTS_A_DAY);
  readonly #opened = new Map<string, Opened>();
  /** Of every dossier with an open room. */
  readonly #clientIds = new Map<DossierId, ClientIds>();

  constructor(parts: RoomsParts) {
    this.#parts = parts;
    this.#graceMs = parts.graceMs ?? GRACE_MS;
  }

  get size(): number {
    return this.#opened.size;
  }

  /** The room of a document: the live one, or loaded from disk. Loading is synchronous, so there
   *  is never a second one, nor one that serves before it is whole. Undefined: the room was given up,
   *  and what it sent to the disk last has not come back yet. */
  open(address: RoomAddress): Room | undefined {
    const key = keyOf(address);
    const known = this.#opened.get(key);
    if (known?.room.isGivenUp === true) return undefined;
    if (known !== undefined) {
      clearTimeout(known.timer);
      known.timer = undefined;
      return known.room;
    }
    const { log, folder, cutter } = this.#parts;
    const clientIds = this.#clientIdsOf(address.dossierId);
    const stepBudget = this.#stepBudget;
    const structs = this.#structs;
    const onGivenUp = () => this.#unloadLater(key, room, 0);
    const room: Room = new Room(address, {
      log,
      folder,
      cutter,
      clientIds,
      stepBudget,
      structs,
      most: this.#parts.most ?? MOST,
      proveAfterMs: this.#parts.proveAfterMs ?? PROVE_AFTER_MS,
      onGivenUp,
    });
    this.#opened.set(key, { room, timer: undefined });
    metrics.rooms.inc();
    return room;
  }

  /** The room of a document for somebody who only looks at it now. */
  glance(address: RoomAddress): Room | undefined {
    const room = this.open(address);
    if (room?.isEmpty === true) this.#unloadLater(keyOf(address), room, this.#graceMs);
    return room;
  }

  /** A channel leaves; an empty room is unloaded after a while. */
  leave(room: Room, channel: Channel): void {
    room.leave(channel);
    if (room.isEmpty) this.#unloadLater(keyOf(room.address), room, this.#graceMs);
  }

  /** What a participant may do has changed: their channels close and are judged afresh. */
  closeChannelsOf(participantId: string, reason: CloseReason): void {
    for (const { room } of this.#opened.values()) room.closeChannelsOf(participantId, reason);
  }

  /** What is on disk of a document is not as it was stored. Where it is open it may still be whole in memory;
   *  where not, an older snapshot and what came after it may lead to it. False: what is lost is lost. */
  async mend(address: RoomAddress): Promise<boolean> {
    const { log, folder } = this.#parts;
    const opened = this.#opened.get(keyOf(address));
    if (opened !== undefined) return opened.room.mend();
    const folded = await folder.run('document.fold', address);
    if (folded.kind !== 'folded') return false;
    if (folded.seq > folded.readableSeq) await log.storeSnapshot(folded);
    return true;
  }

  /** Closes everything and resolves when all of it is on disk. */
  async closeAll(reason: CloseReason): Promise<void> {
    const rooms = [...this.#opened.values()];
    await Promise.all(rooms.map(({ room }) => room.settle()));
    for (const { timer, room } of rooms) {
      clearTimeout(timer);
      room.closeAll(reason);
    }
    await Promise.all(rooms.map(({ room }) => room.settle()));
    this.#opened.clear();
    metrics.rooms.dec(rooms.length);
    for (const { room } of rooms) room.unload();
  }

  #clientIdsOf(dossierId: DossierId): ClientIds {
    const known = this.#clientIds.get(dossierId) ?? this.#parts.openClientIds(dossierId);
    this.#clientIds.set(dossierId, known);
    return known;
  }

  #unloadLater(key: string, room: Room, afterMs: number): void {
    const opened = this.#opened.get(key);
    if (opened?.room !== room) return;
    clearTimeout(opened.timer);
    opened.timer = setTimeout(() => this.#unload(key, room), afterMs);
  }

  /** Nobody may load a document while its last updates are still on their way to the disk [F39]. */
  #unload(key: string, room: Room): void {
    if (!room.isEmpty) return;
    if (!room.isDone) {
      void room.settle().then(() => this.#unloadLater(key, room, UNLOAD_AGAIN_MS));
      return;
    }
    this.#opened.delete(key);
    metrics.rooms.dec();
    room.unload();
    const { dossierId } = room.address;
    const isLast = this.#opened
      .values()
      .every((other) => other.room.address.dossierId !== dossierId);
    if (isLast) this.#clientIds.delete(dossierId);
  }
}

function keyOf({ dossierId, document }: RoomAddress): string {
  return `${dossierId}/${document}`;
}
