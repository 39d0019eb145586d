// Hocuspocus as its own pages advise for production: a database in a file, no start screen, and
// everything else as it comes (a document is stored 2 s after the last edit, 10 s at most).
import { join } from 'node:path';
import { SQLite } from '@hocuspocus/extension-sqlite';
import { Server } from '@hocuspocus/server';

const { DATA_DIR = '.', PORT = '0' } = process.env;
const server = new Server({
  address: '127.0.0.1',
  port: Number(PORT),
  quiet: true,
  extensions: [new SQLite({ database: join(DATA_DIR, 'hocuspocus.sqlite') })],
});
await server.listen();
