/** A copy of everything, made while the server runs, and put back.
 *
 *      data folder ──VACUUM INTO (one consistent moment)──▶ database
 *                  ──pictures, after it: never fewer than it names──▶ assets
 *                  ──▶ manifest: every file with its length and SHA-256
 *
 *  Putting back begins a new life of every dossier (`generation`): what people still hold of the life
 *  after the backup is offered to them, and never merged [F32]. */
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { accept, refuse, type Outcome } from '@meemaak/model';
import { DATABASE_FILE, openDatabase, connect } from '../database/open.ts';

const ASSETS = 'assets';
const MANIFEST = 'manifest.json';

interface Manifest {
  readonly madeAt: string;
  readonly files: readonly BackedUpFile[];
}

interface BackedUpFile {
  /** From the folder of the backup, with `/`. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

export type BackupRefusal =
  | { readonly kind: 'nothingToBackUp'; readonly folder: string }
  | { readonly kind: 'folderNotEmpty'; readonly folder: string }
  | { readonly kind: 'notABackup'; readonly folder: string }
  | { readonly kind: 'spoiledFile'; readonly path: string };

export interface BackupReport {
  readonly files: number;
  readonly bytes: number;
}

/** Copies `dataDir` to `folder`, which must be empty or not there. The server may be running. */
export function backUp(dataDir: string, folder: string): Outcome<BackupReport, BackupRefusal> {
  if (!existsSync(join(dataDir, DATABASE_FILE))) {
    return refuse({ kind: 'nothingToBackUp', folder: dataDir });
  }
  if (!isEmpty(folder)) return refuse({ kind: 'folderNotEmpty', folder });
  const unfinished = `${folder}.part`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  const sql = new DatabaseSync(join(dataDir, DATABASE_FILE), { readOnly: true, timeout: 30_000 });
  sql.prepare('VACUUM INTO ?').run(join(unfinished, DATABASE_FILE));
  sql.close();
  if (existsSync(join(dataDir, ASSETS))) {
    cpSync(join(dataDir, ASSETS), join(unfinished, ASSETS), { recursive: true });
  }
  const files = listFiles(unfinished).map((path) => describe(unfinished, path));
  const manifest: Manifest = { madeAt: new Date().toISOString(), files };
  writeFileSync(join(unfinished, MANIFEST), JSON.stringify(manifest, null, 2));
  rmSync(folder, { recursive: true, force: true });
  // Under its own name only when it is whole.
  renameSync(unfinished, folder);
  return accept(reportOf(files));
}

/** Puts a backup into `dataDir`, which must be empty or not there, and begins a new life. */
export function restore(folder: string, dataDir: string): Outcome<BackupReport, BackupRefusal> {
  const files = readManifest(folder);
  if (files === undefined) return refuse({ kind: 'notABackup', folder });
  const spoiled = files.find((file) => !isAsDescribed(folder, file));
  if (spoiled !== undefined) return refuse({ kind: 'spoiledFile', path: spoiled.path });
  if (!isEmpty(dataDir)) return refuse({ kind: 'folderNotEmpty', folder: dataDir });
  mkdirSync(dataDir, { recursive: true });
  for (const { path } of files)
    cpSync(join(folder, path), join(dataDir, path), { recursive: true });
  const database = openDatabase(dataDir);
  const sql = connect(dataDir);
  // Never one that was given before: the same backup can be put back twice [X14].
  sql.prepare('UPDATE dossiers SET generation = max(generation + 1, ?)').run(Date.now());
  sql.close();
  database.close();
  return accept(reportOf(files));
}

function readManifest(folder: string): readonly BackedUpFile[] | undefined {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8'));
    const files = (manifest as Partial<Manifest> | null)?.files;
    const isWhole = Array.isArray(files) && files.some(({ path }) => path === DATABASE_FILE);
    return isWhole && files.every(({ path }) => isInside(path)) ? files : undefined;
  } catch {
    return undefined;
  }
}

/** A manifest is a file like any other: it may not send us elsewhere. */
function isInside(path: unknown): boolean {
  if (typeof path !== 'string') return false;
  return path === DATABASE_FILE || /^assets\/[\w-]+\/[\w.-]+$/.test(path);
}

function isAsDescribed(folder: string, file: BackedUpFile): boolean {
  if (!existsSync(join(folder, file.path))) return false;
  const { bytes, sha256 } = describe(folder, file.path);
  return bytes === file.bytes && sha256 === file.sha256;
}

function describe(folder: string, path: string): BackedUpFile {
  const contents = readFileSync(join(folder, path));
  const sha256 = createHash('sha256').update(contents).digest('hex');
  return { path, bytes: contents.byteLength, sha256 };
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !path.endsWith('.part'))
    .toSorted();
}

function isEmpty(folder: string): boolean {
  return !existsSync(folder) || readdirSync(folder).length === 0;
}

function reportOf(files: readonly BackedUpFile[]): BackupReport {
  return { files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}
