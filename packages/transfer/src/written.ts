/** Outcomes in a form that tests can read. */
import type { Outcome } from '@meemaak/model';
import type { Outline } from './outline/outline.ts';
import type { TransferRefusal } from './refusal.ts';

/** The titles, indented by two spaces a level. */
export function linesOf(outcome: Outcome<Outline, TransferRefusal> | undefined): string[] {
  if (outcome?.ok !== true) throw new Error(`Refused: ${JSON.stringify(outcome)}`);
  return outcome.value.lines.map(({ level, title }) => '  '.repeat(level - 1) + title);
}

export function refusalOf<Refusal>(outcome: Outcome<unknown, Refusal>): Refusal | undefined {
  return outcome.ok ? undefined : outcome.refusal;
}
