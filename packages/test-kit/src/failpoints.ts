/** What can be made to happen at a commit of a server, from outside (see `failpoints-preload`). */
import { join } from 'node:path';
import type { LifeOptions } from './running-server.ts';

export const FAILPOINT_VARIABLE = 'FAILPOINT';

export interface Failpoint {
  /** Which commits count: of transactions with a statement that says this. */
  readonly touching: string;
  /** The which-th of them is struck, counted from 1. Of `wait`: every one. */
  readonly nth: number;
  readonly at: 'before' | 'after';
  /** `kill`: the process is gone, as by SIGKILL. `fail`: SQLite reports an I/O error; `after`: although
   *  the commit was made, as when only its sync failed. `wait`: the disk takes `waitMs`. */
  readonly act: 'kill' | 'fail' | 'wait';
  readonly waitMs: number;
}

const PRELOAD = join(import.meta.dirname, 'failpoints-preload.ts');
/** In each commit that stores somebody's work. */
const STORED_WORK = 'INSERT INTO updates';

/** One life in which the n-th commit of somebody's work goes wrong. */
export function failAtCommit(
  nth: number,
  at: Failpoint['at'],
  act: Exclude<Failpoint['act'], 'wait'>,
): LifeOptions {
  return withFailpoint({ touching: STORED_WORK, nth, at, act, waitMs: 0 });
}

/** One life with a disk that takes so long for every commit. */
export function slowCommits(waitMs: number): LifeOptions {
  return withFailpoint({ touching: '', nth: 0, at: 'before', act: 'wait', waitMs });
}

function withFailpoint(failpoint: Failpoint): LifeOptions {
  return {
    nodeArgs: ['--import', PRELOAD],
    env: { [FAILPOINT_VARIABLE]: JSON.stringify(failpoint) },
  };
}
