/** What was read, before it is a branch: lines with a level, and what was said at them. */
import {
  MAX_INDICATOR_TEXT_LENGTH,
  MAX_TITLE_LENGTH,
  accept,
  refuse,
  type Indicator,
  type NodeKind,
  type Outcome,
} from '@meemaak/model';
import { TRANSFER_LIMITS } from '../limits.ts';
import type { TransferRefusal } from '../refusal.ts';

/** An indicator without an identity yet; its holder is not read from outside. */
export type OutlineIndicator = Omit<Indicator, 'indicatorId' | 'holder'>;

export interface OutlineLine {
  /** 1 at the top; at most one more than the line before. */
  readonly level: number;
  readonly title: string;
  /** Undefined: the source does not say. */
  readonly kind: NodeKind | undefined;
  /** The owner's names or id, as written, the surest first. Undefined: the source does not say;
   *  empty: it says nobody. */
  readonly party: readonly string[] | undefined;
  readonly indicators: readonly OutlineIndicator[];
  /** Which line of the text, or row of the sheet; 1 is the first. */
  readonly at: number;
}

export interface Outline {
  readonly lines: readonly OutlineLine[];
  /** Paragraphs that are neither heading nor list, and were left out. */
  readonly skippedCount: number;
}

/** A line with only its words. */
export function plainLine(level: number, title: string, at: number): OutlineLine {
  return { level, title, kind: undefined, party: undefined, indicators: [], at };
}

/** Judges what was read, and makes it whole: no empty titles, no levels left out. */
export function finishOutline(
  read: readonly OutlineLine[],
  skippedCount = 0,
): Outcome<Outline, TransferRefusal> {
  const lines: OutlineLine[] = [];
  // The levels as written of the line itself and of all that it hangs under.
  const above: number[] = [];
  for (const line of read) {
    const title = tidyTitle(line.title);
    if (title === '') continue;
    while (above.length > 0 && (above.at(-1) ?? 0) >= line.level) above.pop();
    above.push(line.level);
    const finished = { ...line, title, level: above.length };
    const refusal = whyNotLine(finished);
    if (refusal !== undefined) return refuse(refusal);
    lines.push(finished);
  }
  const [count, limit] = [lines.length, TRANSFER_LIMITS.nodes];
  if (count === 0) return refuse({ kind: 'nothingFound' });
  if (count > limit) return refuse({ kind: 'tooManyNodes', count, limit });
  return accept({ lines, skippedCount });
}

function whyNotLine({ title, level, at, indicators }: OutlineLine): TransferRefusal | undefined {
  if (title.length > MAX_TITLE_LENGTH) {
    return { kind: 'titleTooLong', line: at, length: title.length, limit: MAX_TITLE_LENGTH };
  }
  if (level > TRANSFER_LIMITS.levels) {
    return { kind: 'tooDeep', line: at, limit: TRANSFER_LIMITS.levels };
  }
  for (const { name, unit, targetGroup, source } of indicators) {
    const length = Math.max(name.length, unit.length, targetGroup.length, source.length);
    const limit = MAX_INDICATOR_TEXT_LENGTH;
    if (length > limit) return { kind: 'indicatorTextTooLong', line: at, length, limit };
  }
  return undefined;
}

/** One line without what nobody sees: control characters, soft hyphens, marks of direction. */
function tidyTitle(title: string): string {
  return title
    .toWellFormed()
    .replaceAll(/[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, '')
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
}
