/** Shows only what the person looks for: by words, by party, by kind, by how far it is. */
import { NODE_KINDS, NODE_STATES } from '@meemaak/model';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import { LiveRegion } from '../../ui/live-region.tsx';
import { useEscape } from '../../ui/use-escape.ts';
import { noFilter, type NodeFilter } from './node-filter.ts';
import type { OutlineView } from './use-outline-view.ts';
import './find-bar.css';

export interface FindBarProps {
  readonly view: Pick<OutlineView, 'filter' | 'setFilter' | 'foundIds'>;
  /** How often the keyboard asked for it. */
  readonly askedCount: number;
  /** Brings the keyboard to the first that is found. */
  readonly onEnter: () => void;
  /** Brings it back to where it was in the rows. */
  readonly onBack: () => void;
}

export function FindBar({ view, askedCount, onEnter, onBack }: FindBarProps) {
  const t = useTranslations('outline.find');
  const [isOpen, setOpen] = useState(false);
  const [seenCount, setSeenCount] = useState(0);
  if (askedCount !== seenCount) {
    setSeenCount(askedCount);
    setOpen(true);
  }
  const close = (): void => {
    view.setFilter(noFilter);
    setOpen(false);
    onBack();
  };
  return isOpen ? (
    <FindForm key={askedCount} view={view} onEnter={onEnter} onClose={close} />
  ) : (
    <div className="find-bar">
      <Button onClick={() => setOpen(true)}>{t('open')}</Button>
    </div>
  );
}

interface FindFormProps extends Pick<FindBarProps, 'view' | 'onEnter'> {
  readonly onClose: () => void;
}

function FindForm({ view, onEnter, onClose }: FindFormProps) {
  const { filter, setFilter, foundIds } = view;
  const t = useTranslations('outline.find');
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  useEscape(form, onClose);
  const change = (part: Partial<NodeFilter>): void => setFilter({ ...filter, ...part });
  const found = foundIds === undefined ? '' : t('found', { count: foundIds.length });
  return (
    <search aria-label={t('title')}>
      <form
        ref={form}
        className="find-bar"
        onSubmit={(event) => {
          event.preventDefault();
          onEnter();
        }}
      >
        <label className="find-bar-words">
          {t('words')}
          <input
            type="search"
            enterKeyHint="search"
            value={filter.words}
            onChange={({ target }) => change({ words: target.value })}
          />
        </label>
        <FindChoices filter={filter} change={change} />
        <div className="find-bar-end">
          {found !== '' && (
            <>
              <span>{found}</span>
              <Button onClick={() => setFilter(noFilter)}>{t('clear')}</Button>
            </>
          )}
          <Button onClick={onClose}>{t('close')}</Button>
        </div>
        <LiveRegion text={found} />
      </form>
    </search>
  );
}

interface FindChoicesProps {
  readonly filter: NodeFilter;
  readonly change: (part: Partial<NodeFilter>) => void;
}

const NOBODY = 'nobody';

function FindChoices({ filter, change }: FindChoicesProps) {
  const t = useTranslations('outline.find');
  const words = useTranslations('node');
  const tree = useTranslations('tree');
  const { parties } = useRoom().view;
  const chooseOwner = (chosen: string): void => {
    const party = parties.find(({ partyId }) => partyId === chosen);
    change({ owner: chosen === NOBODY ? null : party?.partyId });
  };
  return (
    <>
      <Choice
        name={t('party')}
        value={filter.owner === null ? NOBODY : (filter.owner ?? '')}
        options={[
          ['', t('anyParty')],
          ...parties.map(({ partyId, name }) => [partyId, name] as const),
          [NOBODY, tree('nobody')],
        ]}
        onChoose={chooseOwner}
      />
      <Choice
        name={t('kind')}
        value={filter.kind ?? ''}
        options={[
          ['', t('anyKind')],
          ...NODE_KINDS.map((kind) => [kind, words(`kinds.${kind}`)] as const),
        ]}
        onChoose={(chosen) => change({ kind: NODE_KINDS.find((kind) => kind === chosen) })}
      />
      <Choice
        name={t('state')}
        value={filter.state ?? ''}
        options={[
          ['', t('anyState')],
          ...NODE_STATES.map((state) => [state, words(`states.${state}`)] as const),
        ]}
        onChoose={(chosen) => change({ state: NODE_STATES.find((state) => state === chosen) })}
      />
    </>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, words: string])[];
  readonly onChoose: (chosen: string) => void;
}

function Choice({ name, value, options, onChoose }: ChoiceProps) {
  return (
    <label>
      {name}
      <select value={value} onChange={({ target }) => onChoose(target.value)}>
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
