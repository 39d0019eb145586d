import { plainWord, resetLampWord, setLampWord } from '@meemaak/model';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { WorkMessage } from '../../ui/work-message.tsx';
import { useGlossary, useMayEditGlossary } from '../../view/glossary.ts';
import { useGlossaryWork, useUndoKeys } from '../../view/glossary-work.ts';
import '../../ui/word-list.css';
import { lampEntries, type LampEntry } from './lamp-list.ts';
import { LampWordForm, type WrittenLampWord } from './lamp-word-form.tsx';

/** The list of policy words: whose it is, and what to say instead. */
export function LampWordsDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('lamp');
  const glossary = useTranslations('glossary');
  const mayWrite = useMayEditGlossary();
  const work = useGlossaryWork();
  useUndoKeys(work);
  const [search, setSearch] = useState('');
  /** A word, or '' for a new one. */
  const [editing, setEditing] = useState<string>();
  const entries = lampEntries(useGlossary().lampWords);
  const found = entries.filter((entry) => isFound(entry, plainWord(search)));

  const save = ({ word, alternatives }: WrittenLampWord): void => {
    const wanted = { word, alternatives, isSilent: false };
    const isDone = work.run((tree, act) => setLampWord(tree, wanted, act), t('saved', { word }));
    if (isDone) setEditing(undefined);
  };
  const silence = ({ word, alternatives }: LampEntry, isSilent: boolean): void => {
    const wanted = { word, alternatives, isSilent };
    const isOnList = alternatives.length > 0;
    work.run(
      (tree, act) =>
        isSilent || isOnList ? setLampWord(tree, wanted, act) : resetLampWord(tree, word, act),
      t(isSilent ? 'silenced' : 'saved', { word }),
    );
  };
  const actions = (
    <Button look="main" onClick={onClose}>
      {t('close')}
    </Button>
  );
  return (
    <Dialog isOpen title={t('list')} actions={actions} onClose={onClose}>
      <div className="word-list">
        <p>{t('listIntro')}</p>
        <div className="word-list-tools">
          <TextField
            label={t('find')}
            type="search"
            value={search}
            onChange={({ target }) => setSearch(target.value)}
          />
          {mayWrite && editing !== '' && <Button onClick={() => setEditing('')}>{t('add')}</Button>}
        </div>
        {editing === '' && (
          <LampWordForm entry={undefined} onSave={save} onCancel={() => setEditing(undefined)} />
        )}
        <WorkMessage
          text={work.message?.text}
          isRefusal={work.message?.isRefusal ?? false}
          undoLabel={glossary('undo')}
          onUndo={work.message?.undo}
        />
        <output className="word-list-soft">{t('found', { count: found.length })}</output>
        <ul className="word-list-entries">
          {found.map((entry) => (
            <li key={entry.word}>
              {editing === entry.word ? (
                <LampWordForm entry={entry} onSave={save} onCancel={() => setEditing(undefined)} />
              ) : (
                <LampWordEntry
                  entry={entry}
                  mayWrite={mayWrite}
                  onEdit={() => setEditing(entry.word)}
                  onSilence={(isSilent) => silence(entry, isSilent)}
                />
              )}
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

interface EntryProps {
  readonly entry: LampEntry;
  readonly mayWrite: boolean;
  readonly onEdit: () => void;
  readonly onSilence: (isSilent: boolean) => void;
}

function LampWordEntry({ entry, mayWrite, onEdit, onSilence }: EntryProps) {
  const t = useTranslations('lamp');
  const { word, alternatives, isSilent, signature } = entry;
  const facts = [signature && t('ownWord'), isSilent && t('isQuiet')].filter(Boolean);
  return (
    <div className="word-list-entry">
      <p className="word-list-words">
        <strong lang="nl">{word}</strong>
        <span lang="nl"> {alternatives.join(', ')}</span>
        {facts.length > 0 && <small>{facts.join(' · ')}</small>}
      </p>
      {mayWrite && (
        <div className="word-list-actions">
          <Button onClick={onEdit} aria-label={t('changeOf', { word })}>
            {t('change')}
          </Button>
          <Button
            onClick={() => onSilence(!isSilent)}
            aria-label={t(isSilent ? 'markOf' : 'quietOf', { word })}
          >
            {t(isSilent ? 'mark' : 'quiet')}
          </Button>
        </div>
      )}
    </div>
  );
}

function isFound({ word, alternatives }: LampEntry, search: string): boolean {
  return [word, ...alternatives].some((text) => plainWord(text).includes(search));
}
