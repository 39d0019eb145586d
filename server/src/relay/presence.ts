/** Who is in a document and what they show. Never the sender's word for it alone [T22]:
 *
 *   - a channel shows one awareness client id, which belongs to its participant (`client-ids`);
 *   - `participant` is ours to write, and so is the clock: nobody can be hidden by a high one, or
 *     stay unseen after coming back;
 *   - what a channel shows goes out once per `RHYTHM_MS`, the newest, or earlier together with an edit:
 *     what costs is how often somebody is told, not how much;
 *   - whose line is late is shown the newest of everybody when it has caught up: a slow line is for
 *     edits first [F17];
 *   - clients echo what they hear about others: that is ignored. */
import { LIMITS, MESSAGE_KINDS } from '@meemaak/protocol';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Channel } from './channel.ts';
import { Parcel } from './parcel.ts';

/** Somebody who moves is seen to move; faster than this nobody sees. */
const RHYTHM_MS = 50;
/** With an edit it goes along after this. */
const LEAST_RHYTHM_MS = 20;
/** Others compare states by recursion: one that is too deep would break their screens. */
const MOST_DEPTH = 16;
/** Clients echo everybody they hear of: several times a full hall. */
const MOST_CLAIMS = 4_096;
/** Clocks go on counting after a restart, however often somebody moved: a hundred a second. */
const MS_PER_CLOCK = 10;

interface Shown {
  readonly clientId: number;
  clock: number;
  /** The state as JSON, our identity written in; `null` when nothing is shown. */
  json: string;
  /** What the others were told last. */
  toldJson: string;
}

interface Claim {
  readonly clientId: number;
  readonly json: string;
}

export interface PresenceParts {
  /** May this channel show itself under this id? */
  readonly mayShow: (channel: Channel, clientId: number) => boolean;
  /** Everybody who is to know. */
  readonly channels: Iterable<Channel>;
  readonly now: () => number;
}

export class RoomPresence {
  readonly #parts: PresenceParts;
  readonly #shown = new Map<Channel, Shown>();
  readonly #changed = new Set<Channel>();
  /** Whose line is late, and what changed meanwhile. */
  readonly #late = new Map<Channel, Set<Channel>>();
  #rhythm: NodeJS.Timeout | undefined;
  #toldAt = -Infinity;

  constructor(parts: PresenceParts) {
    this.#parts = parts;
  }

  /** Takes an awareness update from a channel; false when the bytes are none. */
  take(channel: Channel, update: Uint8Array): boolean {
    const claims = decodeClaims(update);
    if (claims === undefined) return false;
    const known = this.#shown.get(channel);
    const own = claims.findLast(({ clientId }) =>
      known === undefined ? this.#parts.mayShow(channel, clientId) : clientId === known.clientId,
    );
    const state = own === undefined ? undefined : parseState(own.json);
    if (own === undefined || state === undefined) return true;
    const shown = known ?? this.#begin(channel, own.clientId);
    shown.json =
      state === null ? 'null' : JSON.stringify({ ...state, participant: channel.participant });
    this.#changed.add(channel);
    this.#rhythm ??= this.#beat();
    return true;
  }

  /** Everybody is being told something in this turn. */
  goAlong(): void {
    if (this.#changed.size === 0) return;
    if (performance.now() - this.#toldAt >= LEAST_RHYTHM_MS) this.#tellChanges();
  }

  /** A channel is gone: what it showed goes too. */
  leave(channel: Channel): void {
    const shown = this.#shown.get(channel);
    this.#shown.delete(channel);
    this.#changed.delete(channel);
    this.#late.delete(channel);
    if (shown === undefined || shown.toldJson === 'null') return;
    shown.json = 'null';
    this.#advance(shown);
    const gone = encodeShown([shown]);
    for (const other of this.#parts.channels) other.tell(gone);
  }

  /** Everybody else, for somebody who asks or joins. */
  everybodyBut(channel: Channel): Parcel | undefined {
    const others = [...this.#shown].filter(
      ([other, { json }]) => other !== channel && json !== 'null',
    );
    return others.length === 0 ? undefined : encodeShown(others.map(([, shown]) => shown));
  }

  close(): void {
    clearTimeout(this.#rhythm);
  }

  /** The same window can come back before its old line is seen to be gone: what that showed is over. */
  #begin(channel: Channel, clientId: number): Shown {
    const before = [...this.#shown].find(([, shown]) => shown.clientId === clientId);
    if (before !== undefined) this.#shown.delete(before[0]);
    const toldJson = before?.[1].toldJson ?? 'null';
    const shown = { clientId, clock: before?.[1].clock ?? 0, json: 'null', toldJson };
    this.#shown.set(channel, shown);
    return shown;
  }

  /** The first move is seen at once; what follows within the rhythm waits for its end. */
  #beat(): NodeJS.Timeout {
    const restMs = this.#toldAt + RHYTHM_MS - performance.now();
    if (restMs <= 0) this.#tellChanges();
    return setTimeout(
      () => {
        const isDone = this.#changed.size === 0 && this.#late.size === 0;
        this.#rhythm = isDone ? undefined : this.#beat();
      },
      restMs > 0 ? restMs : RHYTHM_MS,
    );
  }

  /** All that changed in one message; who moved hears of the others only. */
  #tellChanges(): void {
    this.#toldAt = performance.now();
    const changes = new Map<Channel, Uint8Array>();
    for (const channel of this.#changed) {
      const shown = this.#shown.get(channel);
      if (shown === undefined) continue;
      this.#advance(shown);
      changes.set(channel, encodeOne(shown));
    }
    this.#changed.clear();
    const forOthers = shownParcel([...changes.values()]);
    for (const channel of changes.size === 0 ? [...this.#late.keys()] : this.#parts.channels) {
      if (!channel.isPrompt) this.#miss(channel, changes);
      else if (this.#late.has(channel)) this.#catchUp(channel, changes);
      else if (!changes.has(channel)) channel.show(forOthers);
      else if (changes.size > 1) {
        const others = [...changes].filter(([other]) => other !== channel);
        channel.show(shownParcel(others.map(([, encoded]) => encoded)));
      }
    }
  }

  #miss(channel: Channel, changes: ReadonlyMap<Channel, unknown>): void {
    const missed = this.#late.get(channel) ?? new Set();
    this.#late.set(channel, missed);
    for (const other of changes.keys()) missed.add(other);
  }

  /** The newest of everybody who changed meanwhile; that somebody left was told at once. */
  #catchUp(channel: Channel, changes: ReadonlyMap<Channel, unknown>): void {
    this.#miss(channel, changes);
    const missed = this.#late.get(channel) ?? [];
    this.#late.delete(channel);
    const shown = [...missed].flatMap((other) =>
      other === channel ? [] : (this.#shown.get(other) ?? []),
    );
    if (shown.length > 0) channel.show(encodeShown(shown));
  }

  #advance(shown: Shown): void {
    shown.clock = Math.max(shown.clock + 1, Math.floor(this.#parts.now() / MS_PER_CLOCK));
    shown.toldJson = shown.json;
  }
}

function decodeClaims(update: Uint8Array): Claim[] | undefined {
  if (update.byteLength > LIMITS.awarenessBytes) return undefined;
  try {
    const decoder = decoding.createDecoder(update);
    const count = decoding.readVarUint(decoder);
    if (count > MOST_CLAIMS) return undefined;
    const claims: Claim[] = [];
    for (let at = 0; at < count; at += 1) {
      const clientId = decoding.readVarUint(decoder);
      decoding.readVarUint(decoder);
      claims.push({ clientId, json: decoding.readVarString(decoder) });
    }
    return claims;
  } catch {
    return undefined;
  }
}

/** The state itself; undefined when it is too large, too deep or no object. */
function parseState(json: string): object | null | undefined {
  if (json.length > LIMITS.presenceBytes) return undefined;
  try {
    const state: unknown = JSON.parse(json);
    if (typeof state !== 'object' || Array.isArray(state)) return undefined;
    return isShallow(state, MOST_DEPTH) ? state : undefined;
  } catch {
    return undefined;
  }
}

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((part) => isShallow(part, levels - 1));
}

function encodeShown(shown: readonly Shown[]): Parcel {
  return shownParcel(shown.map(encodeOne));
}

function encodeOne({ clientId, clock, json }: Shown): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, clientId);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, json);
  });
}

function shownParcel(encoded: readonly Uint8Array[]): Parcel {
  const states = Buffer.concat(encoded);
  return new Parcel(
    encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, MESSAGE_KINDS.awareness);
      const count = encoding.encode((inner) => encoding.writeVarUint(inner, encoded.length));
      encoding.writeVarUint(encoder, count.byteLength + states.byteLength);
      encoding.writeUint8Array(encoder, count);
      encoding.writeUint8Array(encoder, states);
    }),
  );
}
