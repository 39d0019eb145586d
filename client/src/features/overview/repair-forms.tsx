/** What a repair asks, in the place of the button that was pressed. */
import { MAX_TITLE_LENGTH, type TreeNode } from '@meemaak/model';
import { useState, type FormEvent, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button.tsx';
import { takeLostFocus } from '../../ui/take-lost-focus.ts';
import { useShownTitle } from '../card/use-shown-title.ts';

export interface HangFormProps {
  readonly node: TreeNode;
  readonly places: readonly TreeNode[];
  readonly onHang: (parent: TreeNode) => void;
  readonly onCancel: () => void;
}

export function HangForm({ node: { kind }, places, onHang, onCancel }: HangFormProps) {
  const t = useTranslations('overview');
  const shownTitle = useShownTitle();
  const [chosen, setChosen] = useState('');
  const parent = places.find(({ nodeId }) => nodeId === chosen);
  const hang = (event: FormEvent): void => {
    event.preventDefault();
    if (parent !== undefined) onHang(parent);
  };
  if (places.length === 0) {
    return (
      <div className="overview-form">
        <p>{t('thread.noPlace', { kind })}</p>
        <Button ref={takeLostFocus} onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    );
  }
  return (
    <form className="overview-form" onSubmit={hang}>
      <label>
        {t('thread.hangWhere', { kind })}
        <select
          ref={takeLostFocus}
          onKeyDown={escapeTo(onCancel)}
          required
          value={chosen}
          onChange={({ target }) => setChosen(target.value)}
        >
          <option value="">{t('thread.choose')}</option>
          {places.map((place) => (
            <option key={place.nodeId} value={place.nodeId}>
              {`${'– '.repeat(place.level - 1)}${shownTitle(place.title)}`}
            </option>
          ))}
        </select>
      </label>
      <div className="overview-form-acts">
        <Button type="submit" disabled={parent === undefined}>
          {t('thread.hangNow')}
        </Button>
        <Button look="plain" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}

export interface MakeFormProps {
  readonly onMake: (title: string) => void;
  readonly onCancel: () => void;
}

export function MakeForm({ onMake, onCancel }: MakeFormProps) {
  const t = useTranslations('overview');
  const [title, setTitle] = useState('');
  const make = (event: FormEvent): void => {
    event.preventDefault();
    if (title.trim() !== '') onMake(title.trim());
  };
  return (
    <form className="overview-form" onSubmit={make}>
      <label>
        {t('thread.makeTitle')}
        <input
          ref={takeLostFocus}
          onKeyDown={escapeTo(onCancel)}
          required
          maxLength={MAX_TITLE_LENGTH}
          value={title}
          onChange={({ target }) => setTitle(target.value)}
        />
      </label>
      <div className="overview-form-acts">
        <Button type="submit">{t('thread.makeNow')}</Button>
        <Button look="plain" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}

/** Escape leaves the question, and only then the whole screen. */
function escapeTo(cancel: () => void) {
  return (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    cancel();
  };
}
