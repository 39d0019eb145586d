#!/usr/bin/env node
// Runs scripts of this workspace on the Node and pnpm that tools/toolchain pins.
// Plain JavaScript without dependencies, for any Node >= 18 that came with npm.
//   node tools/run.mjs SCRIPT [SCRIPT …] [-- COMMAND ARGS …]
// Every SCRIPT is a script of the root package.json; COMMAND runs last, in the foreground.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MIN_NODE = [24, 15];
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const toolchain = join(root, 'tools', 'toolchain');
const bin = join(toolchain, 'node_modules', '.bin');
const windows = process.platform === 'win32';

function fail(message) {
  console.error(`\n${message}`);
  process.exit(1);
}

/** Runs to completion with our terminal; ends this process when it fails. */
function step(command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (done.error) fail(`Cannot run ${command}: ${done.error.message}`);
  if (done.status !== 0) process.exit(done.status ?? 1);
}

/** Does `install` unless it was last done for the same contents of `files` on this platform. */
function once(stamp, files, install) {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`);
  for (const file of files) hash.update(readFileSync(file));
  const wanted = hash.digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  install();
  writeFileSync(stamp, wanted);
}

function installToolchain() {
  console.log('Installing the pinned Node and pnpm …');
  const flags = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('npm-cli.js')) {
    step(process.execPath, [npm, ...flags], { cwd: toolchain });
  } else {
    step(windows ? 'npm.cmd' : 'npm', flags, { cwd: toolchain, shell: windows });
  }
}

/** The pinned Node when this platform has one that runs, else the caller's when new enough. */
function chooseNode() {
  const pinned = join(bin, windows ? 'node.cmd' : 'node');
  const probe = spawnSync(pinned, ['--version'], { encoding: 'utf8', shell: windows });
  if (probe.status === 0) return probe.stdout.trim();
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > MIN_NODE[0] || (major === MIN_NODE[0] && minor >= MIN_NODE[1])) {
    return process.version;
  }
  return fail(
    `No Node for ${process.platform}-${process.arch} is pinned and yours is ${process.version}: ` +
      `install Node ${MIN_NODE.join('.')} or newer.`,
  );
}

once(
  join(toolchain, 'node_modules', '.stamp'),
  [join(toolchain, 'package-lock.json')],
  installToolchain,
);
const version = chooseNode();
const env = { ...process.env };
const pathKey = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
env[pathKey] = bin + delimiter + (env[pathKey] ?? '');

const cut = process.argv.indexOf('--');
const scripts = process.argv.slice(2, cut < 0 ? undefined : cut);
const command = cut < 0 ? [] : process.argv.slice(cut + 1);
const pnpm = join(bin, windows ? 'pnpm.cmd' : 'pnpm');
console.log(`Node ${version}`);
once(
  join(root, 'node_modules', '.stamp'),
  [join(root, 'pnpm-lock.yaml'), join(root, 'pnpm-workspace.yaml')],
  () => step(pnpm, ['install', '--frozen-lockfile'], { env, shell: windows }),
);
for (const name of scripts) step(pnpm, ['run', name], { env, shell: windows });

// What follows `--` stays in the foreground, without shells between it and our signals.
const [program, ...args] = command;
if (program !== undefined) {
  const child = spawn(program, args, { cwd: root, env, stdio: 'inherit', shell: windows });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
