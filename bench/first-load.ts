/** How much script a cold browser must fetch before narrative and tree are usable.
 *
 *  Reads the build's manifest, walks the static imports of the page and of the two faces, and adds
 *  up their compressed sizes. Fails over the budget, or when the canvas is among them.
 *
 *      pnpm run build && node bench/first-load.ts */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

const BUDGET_KB = 250;
const dist = fileURLToPath(new URL('../client/dist/', import.meta.url));

/** What is needed, by the names the manifest gives. The faces are fetched as soon as the page's own
 *  chunk runs; nothing else is between a visitor and their work. */
const NEEDED = [
  'index.html',
  'src/pages/dossier-page.tsx',
  'src/features/narrative/narrative-face.tsx',
  'src/features/tree/tree-face.tsx',
];

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

type Manifest = Readonly<Record<string, Chunk>>;

function readManifest(): Manifest {
  const path = join(dist, '.vite/manifest.json');
  if (!existsSync(path))
    throw new Error('There is no build to measure. Run `pnpm run build` first.');
  // Written by Vite a moment ago; its shape is Vite's documented one.
  return JSON.parse(readFileSync(path, 'utf8')) as Manifest;
}

/** Everything that is fetched with these, following static imports. */
function closure(manifest: Manifest, keys: readonly string[]): ReadonlySet<Chunk> {
  const chunks = new Set<Chunk>();
  const waiting = [...keys];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    const chunk = manifest[key];
    if (chunk === undefined)
      throw new Error(`The build has no ${key}: is it still loaded by itself?`);
    if (chunks.has(chunk)) continue;
    chunks.add(chunk);
    waiting.push(...(chunk.imports ?? []));
  }
  return chunks;
}

/** Bytes on the wire: the ready-made brotli file, else what one would be. */
function compressedBytes(file: string): number {
  const path = join(dist, file);
  const ready = `${path}.br`;
  return existsSync(ready)
    ? statSync(ready).size
    : brotliCompressSync(readFileSync(path)).byteLength;
}

function kb(bytes: number): string {
  return `${(bytes / 1000).toFixed(1).padStart(7)} kB`;
}

const chunks = closure(readManifest(), NEEDED);
const scripts = [...chunks].map(({ file }) => file).filter((file) => file.endsWith('.js'));
const styles = new Set([...chunks].flatMap(({ css = [] }) => css));
let total = 0;
for (const file of scripts) {
  const bytes = compressedBytes(file);
  total += bytes;
  console.log(`${kb(bytes)}  ${file}`);
}
const styleBytes = [...styles].reduce((sum, file) => sum + compressedBytes(file), 0);
console.log(`${kb(total)}  script before narrative and tree are usable (budget ${BUDGET_KB} kB)`);
console.log(`${kb(styleBytes)}  style, besides`);

const withCanvas = scripts.filter((file) =>
  /@tldraw\/(?:editor|store|tlschema)/.test(readFileSync(join(dist, file), 'utf8')),
);
if (withCanvas.length > 0)
  console.error(`The canvas is in the first load: ${withCanvas.join(', ')}`);
if (total > BUDGET_KB * 1000) console.error(`Over the budget of ${BUDGET_KB} kB.`);
if (withCanvas.length > 0 || total > BUDGET_KB * 1000) process.exitCode = 1;
