// The layer rules of .oxlintrc.json bite. oxlint is silent about a pattern that it cannot read (a
// regex that looks ahead), and a path that one group lets through (`!…`) passes every other group too.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const FORBIDDEN: [from: string, wanted: string][] = [
  ['packages/messages/src/nl.ts', 'react'],
  ['packages/messages/src/nl.ts', '@meemaak/model'],
  ['packages/model/src/tree/node.ts', 'hono'],
  ['packages/model/src/tree/node.ts', 'node:fs'],
  ['packages/model/src/tree/node.ts', '@meemaak/protocol'],
  ['packages/protocol/src/frames.ts', 'react'],
  ['packages/protocol/src/frames.ts', '@meemaak/model/src/ids.ts'],
  ['packages/plain-language/src/words.ts', '@meemaak/model'],
  ['packages/plain-language/src/words.ts', 'react'],
  ['packages/narrative/src/schema.ts', '@tiptap/react'],
  ['packages/narrative/src/schema.ts', '@meemaak/model/src/ids.ts'],
  ['packages/canvas-binding/src/project.ts', '@meemaak/protocol'],
  ['packages/transfer/src/plan.ts', 'node:fs'],
  ['packages/transfer/src/plan.ts', '@meemaak/model/src/ids.ts'],
  ['packages/test-kit/src/peers.ts', '@meemaak/model/src/ids.ts'],
  ['client/src/features/tree/tree-face.tsx', '../board/card-shape.tsx'],
  ['client/src/features/tree/tree-face.tsx', '../transfer/transfer-dialog.tsx'],
  ['client/src/features/tree/tree-face.tsx', 'node:fs'],
  ['client/src/features/tree/tree-face.tsx', '@meemaak/model/src/ids.ts'],
  ['client/src/features/tree/tree-face.tsx', '../../pages/dossier-page.tsx'],
  ['client/src/features/plain-board/plain-board.tsx', '../board/board-face.tsx'],
  ['client/src/features/board/board-face.tsx', '../plain-board/element-view.tsx'],
  ['client/src/features/card/card-face.tsx', '../board/board-face.tsx'],
  ['client/src/ui/button.tsx', '../rooms/use-room.tsx'],
  ['client/src/ui/button.tsx', '@meemaak/model'],
  ['client/src/rooms/people.ts', '../ui/button.tsx'],
  ['server/src/http/command.ts', '@meemaak/client'],
  ['server/src/relay/room.ts', '../dossier/store.ts'],
  ['server/src/relay/line/turns.ts', '../../dossier/store.ts'],
  ['server/src/relay/admission/admission.ts', '../room.ts'],
];

const ALLOWED: [from: string, wanted: string][] = [
  ['packages/messages/src/index.ts', './nl.ts'],
  ['packages/model/src/tree/node.ts', 'yjs'],
  ['packages/model/src/tree/node.ts', '../ids.ts'],
  ['packages/plain-language/src/words.ts', './text-range.ts'],
  ['packages/plain-language/src/syllables.ts', 'hyphen/nl/index.js'],
  ['packages/protocol/src/frames.ts', 'lib0/decoding'],
  ['packages/protocol/src/frames.ts', '@meemaak/model'],
  ['client/src/features/tree/tree-face.tsx', '../card/card-face.tsx'],
  ['client/src/features/tree/tree-face.tsx', '../../ui/button.tsx'],
  ['client/src/features/tree/use-transfer.tsx', '../transfer/load-transfer.ts'],
  ['packages/transfer/src/plan.ts', 'htmlparser2'],
  ['client/src/features/board/board-face.tsx', '../plain-board/plain-board.tsx'],
  ['client/src/pages/faces.tsx', '../features/tree/tree-face.tsx'],
  ['server/src/relay/room.ts', './gate.ts'],
  ['server/src/relay/admission/admission.ts', './paper.ts'],
];

const root = join(import.meta.dirname, '..');
const copy = mkdtempSync(join(tmpdir(), 'meemaak-layers-'));
let refused: ReadonlySet<string>;

beforeAll(() => {
  const files = [...FORBIDDEN, ...ALLOWED].map(([from, wanted], at) => {
    // One file per import, beside the one that is named.
    const file = from.replace(/[^/]+(\.tsx?)$/, `import-${at}$1`);
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    writeFileSync(join(copy, file), `import '${wanted}';\n`);
    return file;
  });
  refused = lintFiles(files);
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

test.each(FORBIDDEN)('%s may not import %s', (from, wanted) => {
  expect(refused).toContain(`${dirname(from)} ${wanted}`);
});

test.each(ALLOWED)('%s may import %s', (from, wanted) => {
  expect(refused).not.toContain(`${dirname(from)} ${wanted}`);
});

/** The folder and the import of every refusal. */
function lintFiles(files: readonly string[]): ReadonlySet<string> {
  // Types are not asked here: that would need the whole workspace.
  const rules = readFileSync(join(root, '.oxlintrc.json'), 'utf8');
  writeFileSync(
    join(copy, '.oxlintrc.json'),
    rules.replace(/"typeAware": true/, '"typeAware": false'),
  );
  const { stdout } = spawnSync('oxlint', ['--format=json', ...files], {
    cwd: copy,
    encoding: 'utf8',
  });
  const report: { diagnostics: { code: string; message: string; filename: string }[] } =
    JSON.parse(stdout);
  return new Set(
    report.diagnostics
      .filter(({ code }) => code.includes('no-restricted-imports'))
      .map(({ filename, message }) => `${dirname(filename)} ${/'(.+)' import/.exec(message)?.[1]}`),
  );
}
