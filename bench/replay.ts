/** Replays a real concurrent editing history through a running server, by one stock provider per
 *  author, into one paragraph of a new dossier, and checks that every side ends in its text.
 *
 *      node bench/replay.ts [path to clownschool.json.gz] [number of transactions]
 *
 *  The history: "clownschool" of josephg/editing-traces, CC BY 4.0. A transaction knows exactly the
 *  transactions it names as parents. So each author's socket holds back what that author had not
 *  seen yet at that moment, and lets it through when the history says so:
 *
 *      author's next transaction -> which earlier ones did it know? -> let those in, wait for them
 *      -> apply its patches in one Yjs transaction -> the provider sends it -> the others hold it */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { RunningServer, createDossier } from '@meemaak/test-kit';
import * as Y from 'yjs';
import { Author, openParagraph, type Traffic } from './replay-author.ts';
import { readHistory } from './replay-history.ts';

// Beside the repository when run from its root, or from this folder.
const usual = new URL('../../shared/data/clownschool.json.gz', import.meta.url).pathname;
const [path = usual, limit] = process.argv.slice(2);
if (!existsSync(path)) {
  console.error(`replay: no history at ${path}; give its path as the first argument.`);
  process.exit(2);
}

const whole = gunzipSync(readFileSync(path)).toString();
const history = readHistory(JSON.parse(whole), limit === undefined ? undefined : Number(limit));
const server = await RunningServer.start();
const room = await createDossier(server.url, 'Replay');
const traffic: Traffic = { sentBytes: 0, receivedBytes: 0, messages: 0 };

const authors = Array.from(
  { length: history.authorCount },
  (_, index) => new Author(index, history, room, traffic),
);
const [first] = authors;
if (first === undefined) throw new Error('A history without authors.');
await first.connect();
first.makeParagraph();
for (const author of authors.slice(1)) await author.connect();

const cpuBefore = server.cpuMs() ?? Number.NaN;
const startedAt = performance.now();
await Promise.all(authors.map((author) => author.replay(authors)));
const typedMs = performance.now() - startedAt;
await Promise.all(authors.map((author) => author.waitForEverything(authors)));
const everywhereMs = performance.now() - startedAt;
const cpuMs = (server.cpuMs() ?? Number.NaN) - cpuBefore;

const expected = history.endContent ?? first.text();
const checks = authors.map((author) => [`author ${author.index}`, author.text()] as const);
for (const author of authors) author.close();
const late = await openParagraph(room);
const storedBytes = ['meemaak.sqlite', 'meemaak.sqlite-wal']
  .map((file) => join(server.dataDir, file))
  .reduce((sum, file) => sum + (existsSync(file) ? statSync(file).size : 0), 0);
await server.kill();
await server.run();
const restarted = await openParagraph(room);
const documentBytes = Y.encodeStateAsUpdate(restarted.doc).byteLength;
await server.remove();

let wrong = 0;
for (const [who, text] of [
  ...checks,
  ['a late reader', late.text],
  ['after SIGKILL', restarted.text],
]) {
  const same = text === expected;
  if (!same) wrong += 1;
  console.log(`${who}: ${text?.length} characters, ${same ? 'equal' : 'DIFFERENT'}`);
}
const count = history.transactions.length;
console.log(
  [
    `transactions      ${count} by ${authors.length} authors (${history.mergeCount} know another author's work for the first time)`,
    `time              ${(typedMs / 1000).toFixed(1)} s typed, ${(everywhereMs / 1000).toFixed(1)} s everywhere`,
    `sent, received    ${traffic.sentBytes}, ${traffic.receivedBytes} bytes in ${traffic.messages} messages`,
    `stored            ${storedBytes} bytes of database, ${documentBytes} bytes of document for ${expected.length} characters`,
    `server processor  ${Math.round(cpuMs)} ms, ${((cpuMs * 1000) / count).toFixed(0)} µs a transaction`,
  ].join('\n'),
);
process.exit(wrong === 0 ? 0 : 1);
