/** The process that makes the load: one job at a time, asked and answered over the parent's line. */
import { runIdle, type IdleJob } from './idle.ts';
import { runLookBack, runSeen, type LookBackJob, type SeenJob } from './kill-watch.ts';
import { runLoad, type LoadJob } from './load.ts';
import {
  runComeback,
  runOpen,
  runWrite,
  type ComebackJob,
  type OpenJob,
  type WriteJob,
} from './written-rooms.ts';

export type Job = LoadJob | WriteJob | OpenJob | ComebackJob | IdleJob | SeenJob | LookBackJob;

export type Answer =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly fault: string };

process.on('message', (job: Job) => {
  void run(job)
    .then(
      (result): Answer => ({ ok: true, result }),
      (error: unknown): Answer => ({ ok: false, fault: String(error) }),
    )
    .then((answer) => process.send?.(answer));
});

function run(job: Job): Promise<unknown> {
  switch (job.kind) {
    case 'load':
      return runLoad(job);
    case 'write':
      return runWrite(job);
    case 'open':
      return runOpen(job);
    case 'comeback':
      return runComeback(job);
    case 'idle':
      return runIdle(job);
    case 'seen':
      return runSeen(job);
    case 'lookBack':
      return runLookBack(job);
  }
}
