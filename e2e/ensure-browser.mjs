// Makes sure that a Chromium is there for Playwright; prints nothing when one is.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { systemChromium } from './browser.ts';

const run = (command, args) =>
  spawnSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0;

if (!systemChromium() && !existsSync(chromium.executablePath())) {
  const debian =
    existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  const viaApt = (browser) =>
    run('apt-get', [
      'install',
      '-y',
      '-qq',
      '--no-install-recommends',
      browser,
      'fonts-liberation',
    ]);
  const viaDebian = () =>
    run('apt-get', ['update', '-qq']) && (viaApt('chromium-headless-shell') || viaApt('chromium'));
  const viaPlaywright = () =>
    run(process.execPath, [
      fileURLToPath(new URL('node_modules/@playwright/test/cli.js', import.meta.url)),
      'install',
      'chromium',
    ]);
  const done =
    debian && process.getuid?.() === 0 ? viaDebian() || viaPlaywright() : viaPlaywright();
  if (!done) {
    console.error(
      'No browser for the end-to-end tests: install Chromium or Chrome, or set CHROMIUM_PATH.',
    );
    process.exit(1);
  }
}
