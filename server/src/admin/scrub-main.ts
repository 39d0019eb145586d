/** Reads everything that is stored in DATA_DIR and says what is not as it was stored. The server may be
 *  running.
 *
 *      npm run scrub */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DATABASE_FILE, connect } from '../database/open.ts';
import { scrubDocument, scrubPictures, storedDocuments } from './scrub.ts';

const dataDir = process.env['DATA_DIR']?.trim() || './data';
if (!existsSync(join(dataDir, DATABASE_FILE))) {
  console.error(`There is no database of Meemaak in ${dataDir}. Set DATA_DIR.`);
  process.exit(2);
}
const sql = connect(dataDir);
sql.exec('PRAGMA query_only = ON');
const found: string[] = [];
let records = 0;
const documents = storedDocuments(sql);
for (const address of documents) {
  const report = scrubDocument(sql, address);
  records += report.records;
  for (const rot of report.rot) {
    const which = 'seq' in rot ? `${rot.kind} ${rot.seq}` : rot.kind;
    found.push(`${address.dossierId}/${address.document}: ${which}`);
  }
}
const { pictures, rot } = scrubPictures(dataDir);
found.push(...rot.map((path) => `picture ${path}`));
sql.close();
console.log(`${documents.length} documents, ${records} records, ${pictures} pictures were read.`);
if (found.length === 0) {
  console.log('All of it is as it was stored.');
} else {
  console.error(`Not as it was stored:\n${found.map((line) => `  ${line}`).join('\n')}`);
  console.error(
    'Make a backup now, look after the disk, and put back what is damaged from the last good backup.',
  );
  process.exitCode = 1;
}
