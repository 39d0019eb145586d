// The fault tests at a length that the gate has no time for.
//   npm run test:kill                       a thousand kills
//   npm run test:kill -- 200                so many
//   npm run test:power-cut                  20,000 states of a disk
//   KILL_SEED=7 npm run test:kill -- 50     the draws of another run
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const subjects = {
  kill: { file: 'server/src/faults/kill.test.ts', sizeVariable: 'KILLS', size: 1_000 },
  'power-cut': {
    file: 'server/src/faults/power-cut.test.ts',
    sizeVariable: 'STATES',
    size: 20_000,
  },
};

const [chosen = '', size] = process.argv.slice(2);
if (!Object.hasOwn(subjects, chosen)) {
  console.error(`Unknown subject "${chosen}". Known: ${Object.keys(subjects).join(', ')}.`);
  process.exit(2);
}
if (size !== undefined && !/^[1-9]\d*$/.test(size)) {
  console.error(`"${size}" is not a number.`);
  process.exit(2);
}

const root = fileURLToPath(new URL('..', import.meta.url));
const { file, sizeVariable, size: usual } = subjects[chosen];
const count = size ?? String(usual);
console.log(`--- ${chosen}: ${sizeVariable}=${count}, ${file}`);
const vitest = `${root}node_modules/vitest/vitest.mjs`;
const { status } = spawnSync(process.execPath, [vitest, 'run', file], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, [sizeVariable]: count },
});
process.exit(status ?? 1);
