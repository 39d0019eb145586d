import { setLampWord } from '@meemaak/model';
import type { Editor } from '@tiptap/core';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button.tsx';
import { WordCard } from '../../ui/word-card.tsx';
import { askForTerm } from '../../view/asked-term.ts';
import { useMayEditGlossary } from '../../view/glossary.ts';
import type { GlossaryWork } from '../../view/glossary-work.ts';
import { bringIntoView, placeOf } from '../../view/mark-place.ts';
import type { OpenedBy } from '../../view/opened-mark.ts';
import { replaceWords } from '../../view/replace-words.ts';
import { textMarksOf, wordsAt } from '../../view/text-marks.ts';
import type { LampEntry } from './lamp-list.ts';
import { isLampMark, type LampMark } from './use-lamp.ts';

export interface LampCardProps {
  readonly editor: Editor;
  readonly mark: LampMark;
  readonly by: OpenedBy;
  readonly work: GlossaryWork;
  readonly onOpen: (mark: LampMark) => void;
  readonly onClose: () => void;
}

/** What the lamp has to say at one place, and what one can do there. */
export function LampCard({ editor, mark, by, work, onOpen, onClose }: LampCardProps) {
  const t = useTranslations('lamp');
  const { value } = mark;
  const [anchor] = useState(() => placeOf(editor, mark));
  useCloseOnChange(editor, mark, onClose);
  const goTo = (step: 1 | -1): void => {
    const next = neighbourOf(editor, mark, step);
    if (next === undefined) return;
    bringIntoView(editor, next);
    onOpen(next);
  };
  const leave = (): void => {
    onClose();
    editor.view.focus();
  };
  return (
    <WordCard
      title={value.kind === 'word' ? value.found : t('longSentence')}
      {...(value.kind === 'word' ? { lang: 'nl' } : {})}
      anchor={anchor}
      takesFocus={by !== 'pointer'}
      onClose={onClose}
    >
      {value.kind === 'word' ? (
        <WordAdvice {...{ editor, mark, work, value, leave }} />
      ) : (
        <p>{t('longSentenceWords', { count: String(value.words) })}</p>
      )}
      <div className="word-card-row">
        <Button look="plain" onClick={() => goTo(-1)}>
          {t('previous')}
        </Button>
        <Button look="plain" onClick={() => goTo(1)}>
          {t('next')}
        </Button>
        <Button look="plain" onClick={leave}>
          {t('close')}
        </Button>
      </div>
    </WordCard>
  );
}

interface WordAdviceProps extends Pick<LampCardProps, 'editor' | 'mark' | 'work'> {
  readonly value: Extract<LampMark['value'], { kind: 'word' }>;
  readonly leave: () => void;
}

function WordAdvice({ editor, mark, work, value, leave }: WordAdviceProps) {
  const t = useTranslations('lamp');
  const { entry, found, isBase } = value;
  const replace = (alternative: string): void => {
    const isDone = replaceWords(editor, mark, found, alternative);
    work.tell(isDone ? t('replaced', { word: alternative }) : t('changedMeanwhile'), !isDone);
    leave();
  };
  return (
    <>
      <p className="word-card-soft">{t('instead')}</p>
      <ul className="word-card-choices" lang="nl">
        {entry.alternatives.map((alternative) => (
          <li key={alternative}>
            {editor.isEditable ? (
              <Button
                aria-label={t('replaceWith', { word: alternative })}
                onClick={() => replace(alternative)}
              >
                {alternative}
              </Button>
            ) : (
              <strong>{alternative}</strong>
            )}
          </li>
        ))}
      </ul>
      {editor.isEditable && !isBase && (
        <p className="word-card-soft">{t('otherForm', { found })}</p>
      )}
      <OursChoices entry={entry} work={work} leave={leave} />
    </>
  );
}

interface OursProps {
  readonly entry: LampEntry;
  readonly work: GlossaryWork;
  readonly leave: () => void;
}

/** "This word is ours": explained, or left alone. */
function OursChoices({ entry, work, leave }: OursProps) {
  const t = useTranslations('lamp');
  const mayEdit = useMayEditGlossary();
  if (!mayEdit) return null;
  const silence = (): void => {
    const { word, alternatives } = entry;
    const wanted = { word, alternatives, isSilent: true };
    work.run((tree, act) => setLampWord(tree, wanted, act), t('silenced', { word }));
    leave();
  };
  const explain = (): void => {
    leave();
    askForTerm({ word: entry.word });
  };
  return (
    <details className="lamp-ours">
      <summary>{t('ours')}</summary>
      <div className="word-card-choices">
        <Button onClick={explain}>{t('explain')}</Button>
        <Button onClick={silence}>{t('silence')}</Button>
      </div>
    </details>
  );
}

/** The next or the last one before; round at the ends. */
function neighbourOf(editor: Editor, mark: LampMark, step: 1 | -1): LampMark | undefined {
  const all = textMarksOf(editor).of(mark.layer).filter(isLampMark);
  const at = all.findIndex(({ from, to }) => from === mark.from && to === mark.to);
  return all.at((at + step) % all.length);
}

/** What a card speaks of may be gone, or be somewhere else. */
function useCloseOnChange(editor: Editor, mark: LampMark, onClose: () => void): void {
  const [words] = useState(() => wordsAt(editor, mark));
  useEffect(() => {
    const look = (): void => {
      if (wordsAt(editor, mark) !== words) onClose();
    };
    editor.on('update', look);
    return () => {
      editor.off('update', look);
    };
  }, [editor, mark, words, onClose]);
}
