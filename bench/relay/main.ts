/** Our relay beside Hocuspocus and a bare broadcaster, in one run and in turn.
 *
 *      npm run bench:relay                                       everything, three rounds
 *      node bench/relay/main.ts --only=fanout --rounds=1 --quick  a part, to see whether it runs
 *
 *      --servers=ours,hocuspocus   these only
 *      --cells=200                 of a scenario, what has this in its name
 *      --check                     ends with 1 when a budget is missed
 *      --profile                   our server writes processor profiles to bench/.results
 *
 *  On a machine with other work, Linux can let this go first (as root, in the shell that starts it):
 *  `echo -20 > /proc/self/autogroup`. What had to wait for a processor all the same is measured again,
 *  and not counted when that does not help.
 *
 *  Prints absolute figures (of this machine, at this moment) and the ratios that count, each with its
 *  spread over the rounds; the same as JSON in bench/.results. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { coldOpen } from './cold-open.ts';
import { comeback } from './comeback.ts';
import { fanout } from './fanout.ts';
import { judge, type Figure } from './figures.ts';
import { idleMemory } from './idle-memory.ts';
import { kill } from './kill.ts';
import { manyRooms } from './many-rooms.ts';
import { waitForQuiet } from './processor.ts';
import { reportScenario } from './report.ts';
import type { Scenario, Setting } from './scenario.ts';
import { killServers } from './server-process.ts';
import { startTarget, type TargetName } from './targets.ts';
import { Worker } from './worker.ts';

const SCENARIOS: readonly Scenario[] = [fanout, manyRooms, coldOpen, comeback, idleMemory, kill];
const ROUNDS = 3;
const results = join(import.meta.dirname, '../.results');

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    servers: { type: 'string' },
    cells: { type: 'string', default: '' },
    rounds: { type: 'string', default: String(ROUNDS) },
    quick: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
  },
});
const wanted = options.only?.split(',') ?? SCENARIOS.map(({ name }) => name);
const unknown = wanted.filter((name) => !SCENARIOS.some((scenario) => scenario.name === name));
if (unknown.length > 0) {
  console.error(`No such scenario: ${unknown.join(', ')}.`);
  process.exit(2);
}

if (process.platform !== 'linux') {
  console.error('What a server costs is read from /proc: this runs on Linux only.');
  process.exit(2);
}
installPeers();
mkdirSync(results, { recursive: true });
const setting: Setting = {
  worker: new Worker(),
  isQuick: options.quick,
  rounds: Number(options.rounds),
  hasCell: (cell) => cell.includes(options.cells),
  start: (target) =>
    startTarget(
      target,
      options.profile && target.startsWith('ours')
        ? ['--cpu-prof', `--cpu-prof-dir=${results}`]
        : [],
    ),
  quiet: async () => {
    if (!options.quick) await waitForQuiet();
  },
  note: (line) => console.log(`  ${line}`),
};
const startedAt = new Date();
const file = join(results, `relay-${startedAt.toISOString().replaceAll(':', '-')}.json`);
const faults: string[] = [];
console.log(`Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model}`);
const figures = await measureAll();
setting.worker.end();
report(figures);

/** Round by round, so that each scenario meets the machine at different moments. */
async function measureAll(): Promise<Map<Scenario, Figure[]>> {
  const chosen = SCENARIOS.filter(({ name }) => wanted.includes(name));
  const measured = new Map<Scenario, Figure[]>(chosen.map((scenario) => [scenario, []]));
  for (let round = 1; round <= setting.rounds; round += 1) {
    for (const [scenario, all] of measured) {
      console.log(`\n${scenario.name}, round ${round}`);
      for (const target of inOrder(scenario.targets, round)) {
        all.push(...(await measureOne(scenario, target, round)));
        save(measured);
      }
    }
  }
  return measured;
}

/** Each round another one is first: what comes first finds another machine than what comes last. */
function inOrder(targets: readonly TargetName[], round: number): TargetName[] {
  const at = round % targets.length;
  const turned = [...targets.slice(at), ...targets.slice(0, at)];
  return turned.filter((name) => options.servers?.split(',').includes(name) ?? true);
}

/** A server that breaks must not take the figures of the others with it. */
async function measureOne(
  scenario: Scenario,
  target: TargetName,
  round: number,
): Promise<Figure[]> {
  try {
    return await scenario.measure(setting, target, round);
  } catch (error) {
    killServers();
    console.error(error);
    faults.push(`${scenario.name}, ${target}, round ${round}: ${String(error)}`);
    return [];
  }
}

function report(measured: ReadonlyMap<Scenario, readonly Figure[]>): void {
  let missed = 0;
  for (const [scenario, all] of measured) {
    console.log(reportScenario(scenario, all));
    missed += judge(all, scenario.budgets).filter(({ met }) => met === false).length;
  }
  for (const fault of faults) console.log(`NOT MEASURED: ${fault}`);
  console.log(`\n${missed} targets missed. All figures: ${file}`);
  if (options.check && (missed > 0 || faults.length > 0)) process.exitCode = 1;
}

/** What there is so far: a run that is broken off has not been for nothing. */
function save(measured: ReadonlyMap<Scenario, readonly Figure[]>): void {
  const kept = [...measured].map(([scenario, all]) => ({
    scenario: scenario.name,
    figures: all,
    verdicts: judge(all, scenario.budgets),
  }));
  const { version } = process;
  writeFileSync(file, JSON.stringify({ startedAt, version, options, faults, kept }, null, 1));
}

/** Outside the workspace, and only for who measures: see peers/package.json. */
function installPeers(): void {
  const folder = join(import.meta.dirname, 'peers');
  const installed = join(folder, 'node_modules/.package-lock.json');
  const lock = join(folder, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log('Installing what ours is measured against …');
  const windows = process.platform === 'win32';
  const flags = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status } = spawnSync(windows ? 'npm.cmd' : 'npm', flags, {
    cwd: folder,
    stdio: 'inherit',
    shell: windows,
  });
  if (status !== 0) throw new Error('The peers cannot be installed.');
}
