// docs/rules.md and the titles of the tests speak of the same rules.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const told = new Set(
  [...read('docs/rules.md').matchAll(/^\| ([A-Z]\d{1,2}) \|/gm)].map(([, id]) => id),
);

test('every rule that a title names is explained', () => {
  const unknown = [...proven()].filter(([id]) => !told.has(id));
  expect(unknown).toEqual([]);
  expect(told.size).toBeGreaterThan(40);
});

test('every rule that is explained is proven', () => {
  const names = proven();
  expect([...told].filter((id) => id === undefined || !names.has(id))).toEqual([]);
});

/** The rules in the titles of all tests, each with a file that names it. */
function proven(): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  for (const file of testFiles()) {
    for (const [, id] of read(file).matchAll(/\[([A-Z]\d{1,2})\]/g)) {
      if (id !== undefined) named.set(id, file);
    }
  }
  return named;
}

function testFiles(): readonly string[] {
  const listed = spawnSync('git', ['ls-files', '*.test.ts', '*.test.tsx', '*.spec.ts'], {
    cwd: root,
    encoding: 'utf8',
  });
  return listed.stdout.split('\n').filter((file) => file !== '' && !file.startsWith('tools/'));
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}
