import type { Editor } from '@tiptap/core';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button.tsx';
import { WordCard } from '../../ui/word-card.tsx';
import { askForTerm } from '../../view/asked-term.ts';
import { useGlossary } from '../../view/glossary.ts';
import { placeOf } from '../../view/mark-place.ts';
import type { OpenedBy } from '../../view/opened-mark.ts';
import { wordsAt } from '../../view/text-marks.ts';
import type { TermMark } from './term-layer.ts';
import { useSigned } from './use-signed.ts';

export interface TermCardProps {
  readonly editor: Editor;
  readonly mark: TermMark;
  readonly by: OpenedBy;
  readonly onClose: () => void;
}

/** What a word means here, where it stands. */
export function TermCard({ editor, mark, by, onClose }: TermCardProps) {
  const t = useTranslations('glossary');
  const signed = useSigned();
  const [anchor] = useState(() => placeOf(editor, mark));
  const [words] = useState(() => wordsAt(editor, mark));
  const terms = useGlossary().terms.filter(({ termId }) => mark.value.termIds.includes(termId));
  useEffect(() => {
    const look = (): void => {
      if (wordsAt(editor, mark) !== words) onClose();
    };
    editor.on('update', look);
    return () => {
      editor.off('update', look);
    };
  }, [editor, mark, words, onClose]);
  const [first] = terms;
  if (first === undefined) return null;
  const { termId } = first;
  const showInList = (): void => {
    onClose();
    askForTerm({ termId });
  };
  const leave = (): void => {
    onClose();
    editor.view.focus();
  };
  return (
    <WordCard
      title={first.word}
      lang="nl"
      anchor={anchor}
      takesFocus={by !== 'pointer'}
      onClose={onClose}
    >
      {terms.map((term) => (
        <div key={term.termId} className="term-card-meaning">
          <p lang="nl">{term.meaning}</p>
          <small>{signed(term)}</small>
        </div>
      ))}
      {terms.length > 1 && <p className="word-card-soft">{t('twice')}</p>}
      <div className="word-card-row">
        <Button look="plain" onClick={showInList}>
          {t('inList')}
        </Button>
        <Button look="plain" onClick={leave}>
          {t('close')}
        </Button>
      </div>
    </WordCard>
  );
}
