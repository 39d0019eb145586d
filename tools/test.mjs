// The whole gate, in the order a newcomer would want the news, closed by one line:
//   N passed, N failed
// A step without a count of its own (types, lint, build) counts as one.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const results = `${root}.results`;
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const total = { passed: 0, failed: 0 };

/** Runs one script of the root package.json and adds its outcome to the total. */
function step(name, args = [], report) {
  console.log(`\n--- ${name}`);
  const startedAt = Date.now();
  const { status } = spawnSync('pnpm', ['run', name, ...args], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: `${results}/e2e.json` },
  });
  const ok = status === 0;
  const counted = report?.();
  total.passed += counted?.passed ?? (ok ? 1 : 0);
  // A red step with only green tests (a crash, an empty run) is still a failure.
  total.failed += Math.max(counted?.failed ?? 0, ok ? 0 : 1);
  console.log(
    `--- ${name}: ${ok ? 'ok' : 'FAILED'} in ${Math.round((Date.now() - startedAt) / 1000)} s`,
  );
  return ok;
}

function readReport(file) {
  const path = `${results}/${file}`;
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

function unitCounts() {
  const report = readReport('unit.json');
  return report && { passed: report.numPassedTests, failed: report.numFailedTests };
}

function e2eCounts() {
  const stats = readReport('e2e.json')?.stats;
  // A test that only passed the second time is said aloud: it hides a race, ours or the machine's.
  if (stats?.flaky > 0) console.log(`${stats.flaky} flaky: passed on a second try`);
  return stats && { passed: stats.expected + stats.flaky, failed: stats.unexpected };
}

const ready = step('test:browser');
step('check');
step('lint');
step(
  'test:unit',
  ['--reporter=default', '--reporter=json', `--outputFile.json=${results}/unit.json`],
  unitCounts,
);
const built = step('build');
if (built) step('test:budget');
if (ready && built) step('test:e2e', [], e2eCounts);
else total.failed += 1;

console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
