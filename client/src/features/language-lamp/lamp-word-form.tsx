import { MAX_LAMP_TEXT_LENGTH, MOST_ALTERNATIVES } from '@meemaak/model';
import { useState, type SubmitEvent } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { readAlternativesLine, type LampEntry } from './lamp-list.ts';

export interface WrittenLampWord {
  readonly word: string;
  readonly alternatives: readonly string[];
}

export interface LampWordFormProps {
  /** Undefined: a new word. */
  readonly entry: LampEntry | undefined;
  readonly onSave: (written: WrittenLampWord) => void;
  readonly onCancel: () => void;
}

export function LampWordForm({ entry, onSave, onCancel }: LampWordFormProps) {
  const t = useTranslations('lamp');
  const [word, setWord] = useState(entry?.word ?? '');
  const [line, setLine] = useState(entry?.alternatives.join(', ') ?? '');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    onSave({ word, alternatives: readAlternativesLine(line) });
  };
  return (
    <form className="word-list-form" onSubmit={submit}>
      {entry === undefined ? (
        <TextField
          label={t('word')}
          lang="nl"
          isFirst
          maxLength={MAX_LAMP_TEXT_LENGTH}
          value={word}
          onChange={({ target }) => setWord(target.value)}
        />
      ) : (
        <strong lang="nl">{entry.word}</strong>
      )}
      <TextField
        label={t('alternatives')}
        lang="nl"
        isFirst={entry !== undefined}
        maxLength={MOST_ALTERNATIVES * (MAX_LAMP_TEXT_LENGTH + 2)}
        value={line}
        onChange={({ target }) => setLine(target.value)}
      />
      <div className="word-list-actions">
        <Button look="main" type="submit">
          {t('save')}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </div>
    </form>
  );
}
