/** The process that makes the load: one job at a time, asked and answered over the parent's line. */
import { runLoad, type LoadJob } from './load.ts';

export type Job = LoadJob;

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
  }
}
