/** Attackers in a process of their own, with a part of one core: who is attacked, and who measures it,
 *  keep theirs. Each attacker is somebody else, who was let in with the right to edit.
 *
 *      gather ──▶ strike ──▶ the time is over ──▶ what became of each deed */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import type { Script } from '../script.ts';

const MAIN = join(import.meta.dirname, 'attackers-main.ts');
/** The system lets others go first. */
const NICE = 10;

export interface Gathering {
  /** One for each attacker, all of one dossier. */
  readonly scripts: readonly Script[];
  /** Whose honest work the attacks are aimed at (see `writeAsVictim`). */
  readonly victim: number;
  /** Of one core. */
  readonly share: number;
}

export interface Strike {
  /** So many lines at once, each time of another attacker. */
  readonly count: number;
  /** One line goes on until all was done and answered; many are left when the time is over. */
  readonly atLeastMs: number;
}

export interface StrikeReport {
  /** Of each deed: how often it was answered with what. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Answers that no such deed should get, as `deed: answer`. */
  readonly unforeseen: readonly string[];
  readonly deedCount: number;
  /** Which deeds took longest until they were answered, in ms. */
  readonly slowest: readonly (readonly [deed: string, ms: number])[];
  /** Of one core. */
  readonly usedShare: number;
}

export type AttackersOrder =
  | { readonly kind: 'gather'; readonly gathering: Gathering }
  | { readonly kind: 'strike'; readonly strike: Strike };

export type AttackersAnswer =
  | { readonly kind: 'gathered' }
  | { readonly kind: 'report'; readonly report: StrikeReport }
  | { readonly kind: 'failed'; readonly fault: string };

export class Attackers {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** Resolves when they know the documents and have made what they will say. */
  static async gather(gathering: Gathering): Promise<Attackers> {
    const child = fork(MAIN, { stdio: 'inherit', execArgv: [] });
    if (child.pid !== undefined) setPriority(child.pid, NICE);
    const attackers = new Attackers(child);
    await attackers.#ask({ kind: 'gather', gathering });
    return attackers;
  }

  /** Resolves when it is over. */
  async strike(strike: Strike): Promise<StrikeReport> {
    const answer = await this.#ask({ kind: 'strike', strike });
    if (answer.kind !== 'report') throw new Error('The attackers did not report.');
    return answer.report;
  }

  end(): void {
    this.#child.kill('SIGKILL');
  }

  async #ask(order: AttackersOrder): Promise<AttackersAnswer> {
    const gone = once(this.#child, 'exit').then(() => {
      throw new Error('The attackers are gone.');
    });
    const told = once(this.#child, 'message');
    this.#child.send(order);
    const [answer] = (await Promise.race([told, gone])) as [AttackersAnswer];
    if (answer.kind === 'failed') throw new Error(answer.fault);
    return answer;
  }
}
