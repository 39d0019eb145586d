/** Pictures on disk, one folder per dossier, named by what is in them. */
import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { isAssetId, newId, type DossierId } from '@meemaak/model';

export class AssetStore {
  readonly #folder: string;

  constructor(dataDir: string) {
    this.#folder = join(dataDir, 'assets');
  }

  /** Stores a picture and returns its id, the same for the same bytes. On disk when it resolves:
   *  written under another name, synced, then renamed, so that half a picture is never found. */
  async add(dossierId: DossierId, bytes: Uint8Array): Promise<string> {
    const assetId = createHash('sha256').update(bytes).digest('hex');
    const folder = join(this.#folder, dossierId);
    await mkdir(folder, { recursive: true });
    const unfinished = join(folder, `${newId()}.part`);
    const file = await open(unfinished, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, join(folder, assetId));
    await syncFolder(folder);
    return assetId;
  }

  async find(dossierId: DossierId, assetId: string): Promise<Uint8Array | undefined> {
    if (!isAssetId(assetId)) return undefined;
    return readFile(join(this.#folder, dossierId, assetId)).catch(() => undefined);
  }
}

/** Without this a power cut can take back the renaming. Windows cannot open a folder, and need not. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
