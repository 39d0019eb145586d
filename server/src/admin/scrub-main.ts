/** Reads everything that is stored in DATA_DIR and says what is not as it was stored, and what to do. The
 *  server may be running. Nothing is written: a running server makes anew what it can at its own scrub.
 *
 *      npm run scrub */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DATABASE_FILE } from '../database/open.ts';
import {
  isPictureSound,
  scrubDatabase,
  scrubDocument,
  storedDocuments,
  storedPictures,
  type Rot,
} from './scrub.ts';

const dataDir = process.env['DATA_DIR']?.trim() || './data';
if (!existsSync(join(dataDir, DATABASE_FILE))) {
  console.error(`There is no database of Meemaak in ${dataDir}. Set DATA_DIR.`);
  process.exit(2);
}
// Read-only: the last one to close a database that may be written tidies away what a killed server left.
const sql = new DatabaseSync(join(dataDir, DATABASE_FILE), { readOnly: true, timeout: 30_000 });
const found = scrubDatabase(sql).map((fault) => `the database file: ${fault}`);
let records = 0;
let damaged = 0;
const documents = storedDocuments(sql);
for (const address of documents) {
  const report = scrubDocument(sql, address);
  records += report.records;
  if (report.rot.length === 0) continue;
  if (report.opens === 'damaged') damaged += 1;
  found.push(`${address.dossierId}/${address.document}: ${report.rot.map(inWords).join(', ')}`);
  found.push(
    report.opens === 'damaged'
      ? `    opens for reading only, as it was after update ${report.goodSeq}`
      : '    opens whole: what is spoiled is kept for safety only',
  );
}
const pictures = storedPictures(dataDir);
found.push(
  ...pictures.filter((path) => !isPictureSound(dataDir, path)).map((path) => `picture ${path}`),
);
sql.close();
console.log(
  `${documents.length} documents, ${records} records, ${pictures.length} pictures were read.`,
);
if (found.length === 0) {
  console.log('All of it is as it was stored.');
} else {
  console.error(`Not as it was stored:\n${found.map((line) => `  ${line}`).join('\n')}`);
  console.error(whatToDo());
  process.exitCode = 1;
}

function inWords(rot: Rot): string {
  switch (rot.kind) {
    case 'update':
      return `update ${rot.seq} is spoiled`;
    case 'snapshot':
      return `the snapshot at ${rot.seq} is spoiled`;
    case 'missingUpdate':
      return `update ${rot.seq} is gone`;
    case 'notGiven':
      return `nothing after ${rot.seq} can be read from the file`;
    case 'unreadable':
      return 'every record is as it was stored, and together they are no document';
  }
}

function whatToDo(): string {
  const first =
    'Make a backup now (npm run backup; where that fails, stop the server and copy DATA_DIR) and look after the disk.';
  const next =
    damaged === 0
      ? 'No document lost anything; a running server makes anew what it can at its next scrub.'
      : 'Of some documents a part is lost here. Where somebody has one open, the server may still hold all of it: let it run until its next scrub (SCRUB_HOURS). Otherwise put back the last backup in which "npm run scrub" finds nothing (README, Backup).';
  return `${first} ${next}`;
}
