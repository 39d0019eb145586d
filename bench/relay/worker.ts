/** The generator as the benchmark sees it: a process that does jobs, one at a time. */
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Answer, Job } from './generator.ts';

const GENERATOR = join(import.meta.dirname, 'generator.ts');

export class Worker {
  readonly #child: ChildProcess;
  #answered: (answer: Answer) => void = () => {};

  constructor() {
    this.#child = fork(GENERATOR, { serialization: 'advanced' });
    this.#child.on('message', (answer) => this.#answered(answer as Answer));
    this.#child.on('exit', (code) => {
      this.#answered({ ok: false, fault: `The generator ended with ${code}.` });
    });
  }

  /** Throws what went wrong there. */
  async do<Result>(job: Job): Promise<Result> {
    const answer = await new Promise<Answer>((resolve) => {
      this.#answered = resolve;
      this.#child.send(job);
    });
    if (!answer.ok) throw new Error(answer.fault);
    // The generator is this same build: what a job results in is known.
    return answer.result as Result;
  }

  end(): void {
    this.#child.kill();
  }
}
