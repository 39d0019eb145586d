// Fails when pnpm-lock.yaml lacks a platform for a native package, or names an address.
import { readFileSync } from 'node:fs';

const lock = readFileSync(new URL('../pnpm-lock.yaml', import.meta.url), 'utf8');
const platformsByPackage = new Map();
for (const [, name, platform] of lock.matchAll(
  /^ {2}'?((?:@[\w.-]+\/)?[\w.-]*?)(?:^|[-./])(?:((?:linux|darwin|win32)-(?:x64|arm64))(?:-(?:gnu|msvc))?)@[\d.]+[^:]*'?:$/gm,
)) {
  if (!platformsByPackage.has(name)) platformsByPackage.set(name, new Set());
  platformsByPackage.get(name).add(platform);
}
const needed = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64'];
const problems = [...platformsByPackage].flatMap(([name, has]) =>
  needed.filter((platform) => !has.has(platform)).map((platform) => `${name}: no ${platform}`),
);
if (/https?:\/\/|tarball:/.test(lock)) problems.push('an address in pnpm-lock.yaml');
if (platformsByPackage.size === 0) problems.push('no native package found: this check is blind');
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
