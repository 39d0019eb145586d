/** One question, asked of every server in turn. */
import type { Budget, Figure } from './figures.ts';
import type { TargetName } from './targets.ts';
import type { Worker } from './worker.ts';

export interface Setting {
  readonly worker: Worker;
  /** Shorter and with fewer repetitions: to see whether it runs. */
  readonly isQuick: boolean;
  readonly rounds: number;
  /** Is this part of the scenario asked for? */
  readonly hasCell: (cell: string) => boolean;
  /** Each round another one is first: what comes first finds another machine than what comes last. */
  readonly turn: (targets: readonly TargetName[], round: number) => TargetName[];
  /** For Node itself when it runs this server. */
  readonly nodeArgs: (target: TargetName) => string[];
  /** Waits for a moment at which others leave the machine alone. */
  readonly quiet: () => Promise<void>;
  /** A line for who watches. */
  readonly note: (line: string) => void;
}

export interface Scenario {
  readonly name: string;
  readonly title: string;
  readonly budgets: readonly Budget[];
  /** All servers, one round. */
  readonly measure: (setting: Setting, round: number) => Promise<Figure[]>;
}
