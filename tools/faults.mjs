// The fault tests at a length that the gate has no time for.
//   npm run test:faults                     all of them, one after the other
//   npm run test:faults -- kill 200         one of them, so large
//   npm run test:faults -- convergence 200  so many seeds; FIRST_SEED=7 begins at that one
//   npm run test:faults -- storm            500 people come back at once, within the budget
//   npm run test:faults -- attack           others attack, and people type on within the budget
//   npm run test:faults -- guard            5,000 hostile edits of what others own
//   npm run test:kill                       a thousand kills
//   npm run test:power-cut                  20,000 states of a disk
//   npm run test:honest                     20,000 updates of honest people, in one process and over lines
//   KILL_SEED=7 npm run test:kill -- 50     the draws of another run
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const subjects = {
  honest: {
    file: ['server/src/relay/honest-traffic.test.ts', 'server/src/faults/honest-lines.test.ts'],
    sizeVariable: 'UPDATES',
    size: 20_000,
  },
  kill: { file: 'server/src/faults/kill.test.ts', sizeVariable: 'KILLS', size: 1_000 },
  'power-cut': {
    file: 'server/src/faults/power-cut.test.ts',
    sizeVariable: 'STATES',
    size: 20_000,
  },
  convergence: {
    file: 'server/src/faults/convergence.test.ts',
    sizeVariable: 'SEEDS',
    size: 100,
  },
  storm: { file: 'server/src/faults/storm.test.ts', sizeVariable: 'STORM_CLIENTS', size: 500 },
  attack: {
    file: 'server/src/faults/under-attack.test.ts',
    sizeVariable: 'ATTACK_MS',
    size: 20_000,
  },
  guard: {
    file: 'server/src/relay/admission/guarded-nodes.test.ts',
    sizeVariable: 'HOSTILE',
    size: 5_000,
  },
  stall: { file: 'server/src/faults/stall.test.ts', sizeVariable: 'STALL_MS', size: 60_000 },
  quiet: { file: 'server/src/faults/stall.test.ts', sizeVariable: 'IDLE_MS', size: 60_000 },
};

const [chosen, size] = process.argv.slice(2);
if (chosen !== undefined && !Object.hasOwn(subjects, chosen)) {
  console.error(`Unknown subject "${chosen}". Known: ${Object.keys(subjects).join(', ')}.`);
  process.exit(2);
}
if (size !== undefined && !/^[1-9]\d*$/.test(size)) {
  console.error(`"${size}" is not a number.`);
  process.exit(2);
}

const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs one of them; true when it passed. */
function run(subject) {
  const { file, sizeVariable, size: usual } = subjects[subject];
  const count = size ?? String(usual);
  console.log(`--- ${subject}: ${sizeVariable}=${count}, ${file}`);
  const vitest = `${root}node_modules/vitest/vitest.mjs`;
  const { status } = spawnSync(process.execPath, [vitest, 'run', ...[file].flat()], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, [sizeVariable]: count },
  });
  return status === 0;
}

const failed = (chosen === undefined ? Object.keys(subjects) : [chosen]).filter(
  (subject) => !run(subject),
);
if (failed.length > 0) console.error(`Failed: ${failed.join(', ')}.`);
process.exit(failed.length === 0 ? 0 : 1);
