/** The thread that writes: it alone has a connection that may. A disk that is slow to sync then keeps
 *  nobody waiting but those whose work it stores [F07]. */
import { workerData } from 'node:worker_threads';
import { connect } from '../database/open.ts';
import { WriteQueue } from '../database/write-queue.ts';
import { createWrites } from '../writes.ts';
import type { Calls, Runner } from './runner.ts';
import { serveCalls } from './remote-calls.ts';

const sql = connect(String(workerData));
const queue: Runner<Calls> = new WriteQueue<Calls>(sql, createWrites(sql), (error) => {
  // Ends the thread, and with it the server.
  throw error;
});
serveCalls(
  (name, args) => queue.run(name, args as never),
  () => sql.close(),
);
