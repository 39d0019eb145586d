/** The servers that stand side by side, each as its maker advises for production. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { createDossier, enterDossier, syncUrl, type Script } from '@meemaak/test-kit';
import type { Way } from './client.ts';
import type { DialectName, Seat } from './dialects.ts';
import { inTurn } from './in-turn.ts';
import { ServerProcess } from './server-process.ts';

/** `ours`: one socket for all documents of a dossier, as our client has it. `ours-stock`: a socket per
 *  document, for any y-websocket provider. */
export const TARGET_NAMES = ['ours', 'ours-stock', 'hocuspocus', 'bare-ws'] as const;
export type TargetName = (typeof TARGET_NAMES)[number];

interface Target {
  readonly dialect: DialectName;
  readonly args: readonly string[];
  /** Of each room as many seats as asked for. */
  readonly seat: (url: string, rooms: number, seatsEach: number) => Promise<Seat[][]>;
}

/** A server at work, and how to take part. */
export interface Running {
  readonly target: TargetName;
  readonly server: ServerProcess;
  readonly way: () => Way;
  readonly openRooms: (rooms: number, seatsEach: number) => Promise<Seat[][]>;
}

const here = import.meta.dirname;
const OUR_SERVER = [join(here, '../../server/src/main.ts')];

const TARGETS: Readonly<Record<TargetName, Target>> = {
  ours: {
    dialect: 'channels',
    args: OUR_SERVER,
    seat: (url, rooms, seatsEach) => enterDossiers(url, rooms, seatsEach, ''),
  },
  'ours-stock': {
    dialect: 'document',
    args: OUR_SERVER,
    seat: (url, rooms, seatsEach) => enterDossiers(url, rooms, seatsEach, '/narrative'),
  },
  hocuspocus: {
    dialect: 'hocuspocus',
    args: [join(here, 'peers/hocuspocus.js')],
    seat: async (_url, rooms, seatsEach) =>
      nameRooms(rooms, seatsEach, (room) => ({ path: '/', room, cookie: '' })),
  },
  'bare-ws': {
    dialect: 'bare',
    args: [join(here, 'broadcaster.ts')],
    seat: async (_url, rooms, seatsEach) =>
      nameRooms(rooms, seatsEach, (room) => ({ path: `/${room}`, room, cookie: '' })),
  },
};

/** With a new, empty folder. `nodeArgs`: for Node itself, such as `--cpu-prof`. */
export async function startTarget(
  target: TargetName,
  nodeArgs: readonly string[] = [],
): Promise<Running> {
  const { dialect, args, seat } = TARGETS[target];
  const server = await ServerProcess.start([...nodeArgs, ...args]);
  return {
    target,
    server,
    way: () => ({ port: server.port, pid: server.pid, dialect }),
    openRooms: (rooms, seatsEach) => seat(server.url, rooms, seatsEach),
  };
}

/** A dossier per room, and a participant of their own for every seat: what one device or one person
 *  may do has limits. */
async function enterDossiers(
  url: string,
  rooms: number,
  seatsEach: number,
  ending: string,
): Promise<Seat[][]> {
  const hosts = await inTurn(Array.from({ length: rooms }), (_, room) =>
    createDossier(url, 'Host', `Bench ${room}`),
  );
  const empty = hosts.flatMap((host, room) =>
    Array.from({ length: seatsEach }, (_, at) => ({ host, room, at })),
  );
  const guests = await inTurn(empty, ({ host, at }) => enterDossier(host, `Guest ${at}`));
  const seats: Seat[][] = hosts.map(() => []);
  for (const [index, guest] of guests.entries()) {
    seats[empty[index]?.room ?? 0]?.push(seatOf(guest, ending));
  }
  return seats;
}

function seatOf(script: Script, ending: string): Seat {
  const path = new URL(syncUrl(script)).pathname + ending;
  return { path, room: 'narrative', cookie: script.cookie };
}

/** Names as long as ours, and new every time. */
let named = 0;

function nameRooms(rooms: number, seatsEach: number, seat: (room: string) => Seat): Seat[][] {
  return Array.from({ length: rooms }, () => {
    named += 1;
    const room = createHash('sha256').update(String(named)).digest('base64url').slice(0, 12);
    return Array.from({ length: seatsEach }, () => seat(room));
  });
}
