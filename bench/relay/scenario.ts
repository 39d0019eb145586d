/** One question, asked of every server in turn. */
import type { Budget, Figure } from './figures.ts';
import type { Running, TargetName } from './targets.ts';
import type { Worker } from './worker.ts';

export interface Setting {
  readonly worker: Worker;
  /** Shorter and with fewer repetitions: to see whether it runs. */
  readonly isQuick: boolean;
  readonly rounds: number;
  /** Is this part of the scenario asked for? */
  readonly hasCell: (cell: string) => boolean;
  /** A server of this kind, new and empty. */
  readonly start: (target: TargetName) => Promise<Running>;
  /** Waits for a moment at which others leave the machine alone. */
  readonly quiet: () => Promise<void>;
  /** A line for who watches. */
  readonly note: (line: string) => void;
}

export interface Scenario {
  readonly name: string;
  readonly title: string;
  readonly budgets: readonly Budget[];
  /** Which servers can be asked. */
  readonly targets: readonly TargetName[];
  /** One server, one round. */
  readonly measure: (setting: Setting, target: TargetName, round: number) => Promise<Figure[]>;
}
