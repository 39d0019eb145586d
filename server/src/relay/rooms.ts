/** All open rooms: one per document, loaded once, kept a little after the last one left. */
import type { CloseReason, RoomAddress } from '@meemaak/protocol';
import type { Channel } from './channel.ts';
import { Room } from './room.ts';
import type { UpdateLog } from './update-log.ts';

/** Somebody who reloads the page finds the room as it was. */
const GRACE_MS = 10_000;

interface Opened {
  readonly room: Room;
  timer: NodeJS.Timeout | undefined;
}

export class Rooms {
  readonly #log: UpdateLog;
  readonly #graceMs: number;
  readonly #opened = new Map<string, Opened>();

  constructor(log: UpdateLog, graceMs: number = GRACE_MS) {
    this.#log = log;
    this.#graceMs = graceMs;
  }

  get size(): number {
    return this.#opened.size;
  }

  /** The room of a document: the live one, or loaded from disk. Loading is synchronous, so there
   *  is never a second one, nor one that serves before it is whole. */
  open(address: RoomAddress): Room {
    const key = keyOf(address);
    const known = this.#opened.get(key);
    if (known !== undefined) {
      clearTimeout(known.timer);
      known.timer = undefined;
      return known.room;
    }
    const room: Room = new Room(address, this.#log, () => this.#forget(key, room));
    this.#opened.set(key, { room, timer: undefined });
    return room;
  }

  /** A channel leaves; an empty room is unloaded after a while. */
  leave(room: Room, channel: Channel): void {
    room.leave(channel);
    const key = keyOf(room.address);
    const opened = this.#opened.get(key);
    if (opened?.room !== room || !room.isEmpty) return;
    clearTimeout(opened.timer);
    opened.timer = setTimeout(() => this.#unload(key, room), this.#graceMs);
  }

  /** What a participant may do has changed: their channels close and are judged afresh. */
  closeChannelsOf(participantId: string, reason: CloseReason): void {
    for (const { room } of this.#opened.values()) room.closeChannelsOf(participantId, reason);
  }

  /** Closes everything and resolves when all of it is on disk. */
  async closeAll(reason: CloseReason): Promise<void> {
    this.#log.flush();
    const rooms = [...this.#opened.values()];
    this.#opened.clear();
    for (const { timer, room } of rooms) {
      clearTimeout(timer);
      room.closeAll(reason);
    }
    await Promise.all(rooms.map(({ room }) => room.unload()));
  }

  #unload(key: string, room: Room): void {
    if (!room.isEmpty) return;
    this.#forget(key, room);
    this.#log.flush();
    void room.unload();
  }

  #forget(key: string, room: Room): void {
    if (this.#opened.get(key)?.room === room) this.#opened.delete(key);
  }
}

function keyOf({ dossierId, document }: RoomAddress): string {
  return `${dossierId}/${document}`;
}
