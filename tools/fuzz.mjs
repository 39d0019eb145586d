// More of the random tests than the gate has time for.
//   npm run test:fuzz                     all subjects, at the size that a release deserves
//   npm run test:fuzz -- tree 20000       one subject, so many traces
//   FUZZ_SEED=95 npm run test:fuzz -- tree 1    repeat one trace that failed
// A subject is a folder with `*.fuzz.test.ts` in it; its size reaches the test as a variable.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const subjects = {
  tree: { folder: 'packages/model/src/tree', sizeVariable: 'FUZZ_TRACES', size: 20_000 },
  board: { folder: 'packages/canvas-binding/src', sizeVariable: 'FUZZ_SEEDS', size: 500 },
};

const [chosen, size] = process.argv.slice(2);
if (chosen !== undefined && !Object.hasOwn(subjects, chosen)) {
  console.error(`Unknown subject "${chosen}". Known: ${Object.keys(subjects).join(', ')}.`);
  process.exit(2);
}
if (size !== undefined && !/^[1-9]\d*$/.test(size)) {
  console.error(`"${size}" is not a number of traces.`);
  process.exit(2);
}

const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs the fuzz tests of one subject; true when there are any and they passed. */
function fuzz(subject) {
  const { folder, sizeVariable, size: defaultSize } = subjects[subject];
  const files = readdirSync(`${root}${folder}`, { recursive: true })
    .filter((file) => file.endsWith('.fuzz.test.ts'))
    .map((file) => `${folder}/${file}`);
  const count = size ?? String(defaultSize);
  console.log(`--- ${subject}: ${sizeVariable}=${count}, ${files.join(', ') || 'no fuzz test'}`);
  if (files.length === 0) return false;
  const vitest = `${root}node_modules/vitest/vitest.mjs`;
  const { status } = spawnSync(process.execPath, [vitest, 'run', ...files], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, [sizeVariable]: count },
  });
  return status === 0;
}

const failed = (chosen === undefined ? Object.keys(subjects) : [chosen]).filter(
  (subject) => !fuzz(subject),
);
if (failed.length > 0) console.error(`Failed: ${failed.join(', ')}.`);
process.exit(failed.length === 0 ? 0 : 1);
