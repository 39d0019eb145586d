/** Makes a backup, or puts one back.
 *
 *      npm run backup -- <new folder>            of DATA_DIR, while the server runs
 *      npm run restore -- <folder of a backup>   into DATA_DIR, which must be empty */
import { backUp, restore, type BackupRefusal } from './backup.ts';

const [what, folder] = process.argv.slice(2);
const dataDir = process.env['DATA_DIR']?.trim() || './data';

if (folder === undefined || (what !== 'backup' && what !== 'restore')) {
  console.error('Name a folder:  npm run backup -- FOLDER   or   npm run restore -- FOLDER');
  process.exit(2);
}
const outcome = what === 'backup' ? backUp(dataDir, folder) : restore(folder, dataDir);
if (!outcome.ok) {
  console.error(`Nothing was done. ${explain(outcome.refusal)}`);
  process.exit(1);
}
const { files, bytes } = outcome.value;
const size = `${files} ${files === 1 ? 'file' : 'files'}, ${(bytes / 1e6).toFixed(1)} MB`;
console.log(
  what === 'backup'
    ? `Everything in ${dataDir} is in ${folder}: ${size}.`
    : `${dataDir} is as it was when this backup was made: ${size}. Start the server.`,
);

function explain(refusal: BackupRefusal): string {
  switch (refusal.kind) {
    case 'nothingToBackUp':
      return `There is no database of Meemaak in ${refusal.folder}. Set DATA_DIR.`;
    case 'folderNotEmpty':
      return `${refusal.folder} is not empty. Name an empty folder, or move what is in it (and stop the server first, when it is the server's).`;
    case 'notABackup':
      return `${refusal.folder} is no backup of Meemaak.`;
    case 'spoiledFile':
      return `${refusal.path} is not as it was when the backup was made. Use another backup.`;
  }
}
