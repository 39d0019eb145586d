import { MAX_MEANING_LENGTH, MAX_TERM_WORD_LENGTH, type TermWords } from '@meemaak/model';
import { useState, type SubmitEvent } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button.tsx';
import { TextArea, TextField } from '../../ui/text-field.tsx';

export interface TermFormProps {
  /** What stood there when it was opened. */
  readonly seen: TermWords;
  readonly onSave: (to: TermWords) => void;
  readonly onCancel: () => void;
}

export function TermForm({ seen, onSave, onCancel }: TermFormProps) {
  const t = useTranslations('glossary');
  const [word, setWord] = useState(seen.word);
  const [meaning, setMeaning] = useState(seen.meaning);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    onSave({ word, meaning });
  };
  return (
    <form className="word-list-form" onSubmit={submit}>
      <TextField
        label={t('word')}
        lang="nl"
        isFirst={seen.word === ''}
        maxLength={MAX_TERM_WORD_LENGTH}
        value={word}
        onChange={({ target }) => setWord(target.value)}
      />
      <TextArea
        label={t('meaning')}
        hint={t('meaningHint')}
        lang="nl"
        rows={3}
        isFirst={seen.word !== ''}
        maxLength={MAX_MEANING_LENGTH}
        value={meaning}
        onChange={({ target }) => setMeaning(target.value)}
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
