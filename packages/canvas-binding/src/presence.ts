/** Who is where on the board. tldraw's own presence can be 30 kB and changes at every pointer move;
 *  what we show of ourselves is trimmed to what others need to see and told at most 12 times a
 *  second. Who somebody is, is never taken from what they show: the server says it. */
import { BOARD_PAGE_ID, type ParticipantId } from '@meemaak/model';
import {
  InstancePresenceRecordType,
  computed,
  createUserId,
  getDefaultUserPresence,
  isEqual,
  react,
  type TLInstancePresence,
  type TLScribble,
  type TLStore,
  UserRecordType,
} from 'tldraw';

/** What a participant shows on the board; JSON, at most a few kB. */
export type BoardPresence = Pick<TLInstancePresence, (typeof shownKeys)[number]>;

const shownKeys = [
  'cursor',
  'camera',
  'screenBounds',
  'selectedShapeIds',
  'brush',
  'scribbles',
  'followingUserId',
  'chatMessage',
] as const;

/** Somebody else, once for every place they have the dossier open. Names and colours as the server
 *  gave them; `presence` as they sent it. */
export interface PresentOnBoard {
  /** Awareness client id. */
  readonly clientId: number;
  readonly participantId: ParticipantId;
  readonly name: string;
  /** A CSS colour. */
  readonly colour: string;
  readonly presence: unknown;
}

const SEND_INTERVAL_MS = 80;
const MAX_SELECTED = 50;
const MAX_SCRIBBLES = 2;
const MAX_SCRIBBLE_POINTS = 24;
const MAX_CHAT_LETTERS = 280;
const MAX_NUMBER = 100_000_000;

/** Calls `show` with what the person at this store shows: now, and whenever it changes, at most every
 *  80 ms. Returns what ends it. */
export function watchBoardPresence(
  store: TLStore,
  show: (presence: BoardPresence) => void,
): () => void {
  const presence = computed('board presence', () => derivePresence(store), { isEqual });
  let shownAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const showNow = () => {
    timer = undefined;
    shownAt = performance.now();
    const current = presence.get();
    if (current !== undefined) show(current);
  };
  const stop = react('show board presence', () => {
    presence.get();
    const waitMs = shownAt + SEND_INTERVAL_MS - performance.now();
    if (waitMs > 0) timer ??= setTimeout(showNow, waitMs);
    else if (timer === undefined) showNow();
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}

function derivePresence(store: TLStore): BoardPresence | undefined {
  const whole = getDefaultUserPresence(store, nameless);
  return whole === null ? undefined : trim(whole);
}

const nameless = UserRecordType.create({ id: createUserId('me') });

function trim(whole: BoardPresence): BoardPresence {
  const { cursor, camera, screenBounds, brush } = whole;
  return {
    cursor: cursor && { ...roundAll(cursor, 0), rotation: round(cursor.rotation, 2) },
    camera: camera && { ...roundAll(camera, 0), z: round(camera.z, 3) },
    screenBounds: screenBounds && roundAll(screenBounds, 0),
    brush: brush && roundAll(brush, 0),
    selectedShapeIds: whole.selectedShapeIds.slice(0, MAX_SELECTED),
    scribbles: whole.scribbles.slice(-MAX_SCRIBBLES).map(trimScribble),
    followingUserId: whole.followingUserId,
    chatMessage: whole.chatMessage.slice(0, MAX_CHAT_LETTERS),
  };
}

function trimScribble(scribble: TLScribble): TLScribble {
  const points = scribble.points.slice(-MAX_SCRIBBLE_POINTS).map((point) => roundAll(point, 1));
  return { ...scribble, points };
}

function roundAll<Shape extends object>(shape: Shape, digits: number): Shape {
  const rounded = Object.entries(shape).map(([key, value]: [string, unknown]) => [
    key,
    typeof value === 'number' ? round(value, digits) : value,
  ]);
  return { ...shape, ...Object.fromEntries(rounded) };
}

function round(value: number, digits: number): number {
  const factor = 10 ** digits;
  // `+ 0` turns the -0 of a rounded small negative into 0.
  return Math.round(value * factor) / factor + 0;
}

/** Makes the canvas show exactly these people. What somebody shows that cannot be read is left out;
 *  a presence that cannot be read at all is not shown. */
export function showPresentOnBoard(store: TLStore, people: readonly PresentOnBoard[]): void {
  const shown = new Map<string, TLInstancePresence>();
  for (const person of people) {
    const record = presenceRecord(store, person);
    if (record !== undefined) shown.set(record.id, record);
  }
  const drawn = store.allRecords().filter((record) => record.typeName === 'instance_presence');
  const gone = drawn.filter(({ id }) => !shown.has(id)).map(({ id }) => id);
  const changed = [...shown.values()].filter((record) => !isSame(store.get(record.id), record));
  if (gone.length + changed.length === 0) return;
  store.mergeRemoteChanges(() => {
    store.remove(gone);
    store.put(changed);
  });
}

/** Apart from when it was received. */
function isSame(drawn: TLInstancePresence | undefined, record: TLInstancePresence): boolean {
  return (
    drawn !== undefined &&
    isEqual({ ...drawn, lastActivityTimestamp: record.lastActivityTimestamp }, record)
  );
}

function presenceRecord(store: TLStore, person: PresentOnBoard): TLInstancePresence | undefined {
  const { presence, participantId, clientId } = person;
  if (typeof presence !== 'object' || presence === null) return undefined;
  const sent = new Map<string, unknown>(Object.entries(presence));
  const shown = shownKeys.flatMap((key) => {
    const value = bounded(sent.get(key));
    return value === undefined ? [] : [[key, value] as const];
  });
  try {
    const record = InstancePresenceRecordType.create({
      ...Object.fromEntries(shown),
      id: InstancePresenceRecordType.createId(String(clientId)),
      userId: createUserId(participantId),
      userName: person.name,
      color: person.colour,
      currentPageId: BOARD_PAGE_ID as TLInstancePresence['currentPageId'],
      // The clock of whoever looks on: other people's may be wrong.
      lastActivityTimestamp: Date.now(),
    });
    store.schema.validateRecord(store, record, 'tests', null);
    return record;
  } catch {
    return undefined;
  }
}

/** Numbers within reach, lists and texts no longer than we send them; undefined when it is not so.
 *  Total: goes no deeper than presence does. */
function bounded(value: unknown, depth = 4): unknown {
  if (typeof value === 'number') return Math.abs(value) <= MAX_NUMBER ? value : undefined;
  if (typeof value === 'string') return value.length <= MAX_CHAT_LETTERS ? value : undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return undefined;
  if (Array.isArray(value) && value.length > MAX_SELECTED) return undefined;
  for (const inner of Object.values(value)) {
    if (inner !== undefined && bounded(inner, depth - 1) === undefined) return undefined;
  }
  return value;
}
