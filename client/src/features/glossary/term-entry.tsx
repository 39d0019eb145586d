import type { Term } from '@meemaak/model';
import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button.tsx';
import { useSigned } from './use-signed.ts';

export interface TermEntryProps {
  readonly term: Term;
  /** How often it stands in the narrative. */
  readonly uses: number;
  /** Undefined: this person may only read. */
  readonly onEdit: (() => void) | undefined;
  readonly onArchive: () => void;
}

export function TermEntry({ term, uses, onEdit, onArchive }: TermEntryProps) {
  const t = useTranslations('glossary');
  const signed = useSigned();
  const { word, meaning } = term;
  return (
    <div className="word-list-entry">
      <div className="word-list-words">
        <strong lang="nl">{word}</strong>
        <p lang="nl">{meaning}</p>
        <small>
          {signed(term)} · {t('used', { count: uses })}
        </small>
      </div>
      {onEdit !== undefined && (
        <div className="word-list-actions">
          <Button onClick={onEdit} aria-label={t('changeOf', { word })}>
            {t('change')}
          </Button>
          <Button onClick={onArchive} aria-label={t('archiveOf', { word })}>
            {t('archive')}
          </Button>
        </div>
      )}
    </div>
  );
}

export interface ArchivedTermsProps {
  readonly terms: readonly Term[];
  readonly onRestore: ((term: Term) => void) | undefined;
}

/** What is out of use, with its way back. */
export function ArchivedTerms({ terms, onRestore }: ArchivedTermsProps) {
  const t = useTranslations('glossary');
  const signed = useSigned();
  if (terms.length === 0) return null;
  return (
    <details className="word-list-archive">
      <summary>{t('archived', { count: terms.length })}</summary>
      <ul className="word-list-entries">
        {terms.map((term) => (
          <li key={term.termId} className="word-list-entry">
            <div className="word-list-words">
              <strong lang="nl">{term.word}</strong>
              <p lang="nl">{term.meaning}</p>
              <small>{signed(term)}</small>
            </div>
            {onRestore !== undefined && (
              <Button
                aria-label={t('restoreOf', { word: term.word })}
                onClick={() => onRestore(term)}
              >
                {t('restore')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
