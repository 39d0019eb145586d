import {
  addTerm,
  archiveTerm,
  changeTerm,
  newId,
  plainWord,
  restoreTerm,
  type Term,
  type TermId,
  type TermWords,
} from '@meemaak/model';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import '../../ui/word-list.css';
import { WorkMessage } from '../../ui/work-message.tsx';
import type { AskedTerm } from '../../view/asked-term.ts';
import { useGlossary, useMayEditGlossary } from '../../view/glossary.ts';
import { useGlossaryWork, useUndoKeys, type GlossaryWork } from '../../view/glossary-work.ts';
import { ArchivedTerms, TermEntry } from './term-entry.tsx';
import { TermForm } from './term-form.tsx';

export interface GlossaryDialogProps {
  /** A word to explain, or a term to look at. */
  readonly asked: AskedTerm | undefined;
  readonly uses: ReadonlyMap<TermId, number>;
  readonly onClose: () => void;
}

/** The list of terms: to read, and to add, change and archive for who may. */
export function GlossaryDialog({ asked, uses, onClose }: GlossaryDialogProps) {
  const t = useTranslations('glossary');
  const mayWrite = useMayEditGlossary();
  const { terms } = useGlossary();
  const { word: newWord, search: firstSearch } = readAsked(asked, terms);
  const [search, setSearch] = useState(firstSearch);
  const [editing, setEditing] = useState<TermId | 'new' | undefined>(
    newWord === undefined ? undefined : 'new',
  );
  const { work, add, change, archive, restore } = useTermVerbs();
  useUndoKeys(work);
  const endAfter = (isDone: boolean): void => {
    if (isDone) setEditing(undefined);
  };
  const found = terms.filter((term) => isFound(term, plainWord(search)));
  const inUse = found.filter(({ archived }) => archived === undefined);
  const cancel = (): void => setEditing(undefined);
  const actions = (
    <Button look="main" onClick={onClose}>
      {t('close')}
    </Button>
  );
  return (
    <Dialog isOpen title={t('title')} actions={actions} onClose={onClose}>
      <div className="word-list">
        <p>{t('intro')}</p>
        <div className="word-list-tools">
          <TextField
            label={t('find')}
            type="search"
            value={search}
            onChange={({ target }) => setSearch(target.value)}
          />
          {mayWrite && editing !== 'new' && (
            <Button onClick={() => setEditing('new')}>{t('add')}</Button>
          )}
        </div>
        {editing === 'new' && (
          <TermForm
            seen={{ word: newWord ?? '', meaning: '' }}
            onSave={(to) => endAfter(add(to))}
            onCancel={cancel}
          />
        )}
        <TermMessage work={work} />
        {terms.length === 0 ? (
          <p className="word-list-soft">{t('none')}</p>
        ) : (
          <output className="word-list-soft">{t('found', { count: inUse.length })}</output>
        )}
        <TermList
          terms={inUse}
          uses={uses}
          editing={editing}
          onEdit={mayWrite ? setEditing : undefined}
          onSave={(term, to) => endAfter(change(term, to))}
          onArchive={archive}
        />
        <ArchivedTerms
          terms={found.filter(({ archived }) => archived !== undefined)}
          onRestore={mayWrite ? restore : undefined}
        />
      </div>
    </Dialog>
  );
}

function TermMessage({ work: { message } }: { readonly work: GlossaryWork }) {
  const t = useTranslations('glossary');
  return (
    <WorkMessage
      text={message?.text}
      isRefusal={message?.isRefusal ?? false}
      undoLabel={t('undo')}
      onUndo={message?.undo}
    />
  );
}

interface TermListProps {
  readonly terms: readonly Term[];
  readonly uses: ReadonlyMap<TermId, number>;
  readonly editing: TermId | 'new' | undefined;
  readonly onEdit: ((termId: TermId | undefined) => void) | undefined;
  readonly onSave: (term: Term, to: TermWords) => void;
  readonly onArchive: (term: Term) => void;
}

function TermList({ terms, uses, editing, onEdit, onSave, onArchive }: TermListProps) {
  return (
    <ul className="word-list-entries">
      {terms.map((term) => (
        <li key={term.termId}>
          {editing === term.termId ? (
            <TermForm
              seen={term}
              onSave={(to) => onSave(term, to)}
              onCancel={() => onEdit?.(undefined)}
            />
          ) : (
            <TermEntry
              term={term}
              uses={uses.get(term.termId) ?? 0}
              onEdit={onEdit && (() => onEdit(term.termId))}
              onArchive={() => onArchive(term)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function useTermVerbs() {
  const t = useTranslations('glossary');
  const work = useGlossaryWork();
  return {
    work,
    add: (words: TermWords) =>
      work.run(
        (tree, act) => addTerm(tree, { termId: newId<TermId>(), ...words }, act),
        t('addedNow', { word: words.word }),
      ),
    change: ({ termId, word, meaning }: Term, to: TermWords) =>
      work.run(
        (tree, act) => changeTerm(tree, { termId, seen: { word, meaning }, to }, act),
        t('changedNow', { word: to.word }),
      ),
    archive: ({ termId, word }: Term) =>
      work.run((tree, act) => archiveTerm(tree, termId, act), t('archivedNow', { word })),
    restore: ({ termId, word }: Term) =>
      work.run((tree, act) => restoreTerm(tree, termId, act), t('restoredNow', { word })),
  };
}

/** A word to write about, or what to look for at first. */
function readAsked(
  asked: AskedTerm | undefined,
  terms: readonly Term[],
): { readonly word: string | undefined; readonly search: string } {
  if (asked === undefined) return { word: undefined, search: '' };
  if ('word' in asked) return { word: asked.word, search: '' };
  const term = terms.find(({ termId }) => termId === asked.termId);
  return { word: undefined, search: term?.word ?? '' };
}

function isFound({ word, meaning }: TermWords, search: string): boolean {
  return plainWord(word).includes(search) || plainWord(meaning).includes(search);
}
