/** A thread that reads, and leaves writing to the writer. There are two: one folds documents into
 *  snapshots and scrubs, which takes seconds, and one cuts what would keep the sockets waiting. Each
 *  could do all of it. */
import { workerData } from 'node:worker_threads';
import { scrubbingCalls } from '../admin/scrubber.ts';
import { connect } from '../database/open.ts';
import { cuttingCalls } from '../relay/cutting.ts';
import { foldingCalls } from '../relay/storage/folding.ts';
import { SqliteUpdateReader } from '../relay/storage/update-log.ts';
import { serveCalls } from './remote-calls.ts';

const sql = connect(String(workerData));
sql.exec('PRAGMA query_only = ON');
const log = new SqliteUpdateReader(sql);
const calls: Readonly<Record<string, (args: never) => unknown>> = {
  ...foldingCalls(log),
  ...cuttingCalls(log),
  ...scrubbingCalls(sql, String(workerData)),
};
serveCalls(
  async (name, args) => calls[name]?.(args as never),
  () => sql.close(),
);
