/** Loaded into a server by `node --import`, before anything of ours: its wall clock is wrong by what stands
 *  in a file (`shifted-clock`). Worker threads load it too, and look at the same file. What measures how
 *  long something takes (`performance.now`, timers) goes on as it does when a clock is set. */
import { readFileSync } from 'node:fs';
import { CLOCK_VARIABLE } from './shifted-clock.ts';

const file = process.env[CLOCK_VARIABLE];

if (file !== undefined) {
  const realNow = Date.now;
  const shiftedNow = () => realNow() + Number(readFileSync(file, 'utf8'));
  const RealDate = Date;
  class ShiftedDate extends RealDate {
    constructor(...args: [] | ConstructorParameters<DateConstructor>) {
      if (args.length === 0) super(shiftedNow());
      else super(...args);
    }
    static override now = shiftedNow;
  }
  globalThis.Date = ShiftedDate as DateConstructor;
}
