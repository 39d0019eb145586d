import { useTranslations } from 'use-intl';
import type { LampMark } from './use-lamp.ts';

export interface FoundListProps {
  /** In reading order. */
  readonly marks: readonly LampMark[];
  readonly onJump: (mark: LampMark) => void;
}

/** Further ones are told by their number. */
const MOST_SHOWN = 60;

/** Each policy word once, with how often it stands in the text; it goes to the first. */
export function FoundWords({ marks, onJump }: FoundListProps) {
  const t = useTranslations('lamp');
  const rows = rowsOf(marks);
  return (
    <FoundList words={t('words', { count: marks.length })} count={rows.length}>
      {rows.slice(0, MOST_SHOWN).map(({ word, first, count, alternative }) => (
        <li key={word}>
          <button type="button" className="found-list-jump" onClick={() => onJump(first)}>
            <span className="lamp-word" lang="nl">
              {word}
            </span>
            {count > 1 && <small> × {count}</small>}
            <small lang="nl"> {alternative}</small>
          </button>
        </li>
      ))}
    </FoundList>
  );
}

interface WordRow {
  readonly word: string;
  readonly first: LampMark;
  readonly count: number;
  readonly alternative: string | undefined;
}

function rowsOf(marks: readonly LampMark[]): readonly WordRow[] {
  const rows = new Map<string, WordRow>();
  for (const mark of marks) {
    if (mark.value.kind !== 'word') continue;
    const { word, alternatives } = mark.value.entry;
    const { first, count } = rows.get(word) ?? { first: mark, count: 0 };
    rows.set(word, { word, first, count: count + 1, alternative: alternatives.at(0) });
  }
  return [...rows.values()];
}

/** The long sentences, each with its beginning. */
export function FoundSentences({ marks, onJump }: FoundListProps) {
  const t = useTranslations('lamp');
  return (
    <FoundList words={t('sentences', { count: marks.length })} count={marks.length}>
      {marks.slice(0, MOST_SHOWN).map((mark) => {
        if (mark.value.kind !== 'sentence') return null;
        const { beginning, words } = mark.value;
        return (
          <li key={mark.from}>
            <button type="button" className="found-list-jump" onClick={() => onJump(mark)}>
              <span lang="nl">{beginning.trim()}…</span>
              <small> {t('sentenceWords', { count: String(words) })}</small>
            </button>
          </li>
        );
      })}
    </FoundList>
  );
}

interface FoundRowsProps {
  readonly words: string;
  readonly count: number;
  readonly children: React.ReactNode;
}

function FoundList({ words, count, children }: FoundRowsProps) {
  const t = useTranslations('lamp');
  if (count === 0) return <p className="found-list-none">{words}</p>;
  return (
    <details className="found-list">
      <summary>{words}</summary>
      <ul>
        {children}
        {count > MOST_SHOWN && <li>{t('more', { count: String(count - MOST_SHOWN) })}</li>}
      </ul>
    </details>
  );
}
