import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

/** The first starts fastest: it has no windows. */
const NAMES = ['chromium-headless-shell', 'chromium', 'google-chrome-stable', 'google-chrome'];

/** A browser to launch by path; undefined means the one that Playwright itself installed. */
export function systemChromium(): string | undefined {
  const told = process.env['CHROMIUM_PATH'];
  if (told) return told;
  if (existsSync(chromium.executablePath())) return undefined;
  const dirs = (process.env['PATH'] ?? '').split(delimiter).filter((dir) => dir !== '');
  // A snap refuses the profile folder that Playwright hands it.
  return dirs
    .flatMap((dir) => NAMES.map((name) => join(dir, name)))
    .find((path) => existsSync(path) && !realpathSync(path).includes('snap'));
}

/** Keeps Chromium from calling home, and lets root (a container) start it. */
export const chromiumArgs = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];
