/** The thread that folds documents into snapshots; it reads, and leaves writing to the writer. */
import { workerData } from 'node:worker_threads';
import { connect } from '../database/open.ts';
import { foldingCalls } from '../relay/folding.ts';
import { SqliteUpdateReader } from '../relay/update-log.ts';
import { serveCalls } from './remote-calls.ts';

const sql = connect(String(workerData));
sql.exec('PRAGMA query_only = ON');
const calls: Readonly<Record<string, (args: never) => unknown>> = foldingCalls(
  new SqliteUpdateReader(sql),
);
serveCalls(
  async (name, args) => calls[name]?.(args as never),
  () => sql.close(),
);
