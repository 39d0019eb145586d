import type { Editor } from '@tiptap/core';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button.tsx';
import { watchAskedTerm, type AskedTerm } from '../../view/asked-term.ts';
import { useGlossary } from '../../view/glossary.ts';
import { useOpenedMark } from '../../view/opened-mark.ts';
import { GlossaryDialog } from './glossary-dialog.tsx';
import './glossary.css';
import { GlossaryIcon } from './glossary-icon.tsx';
import { TermCard } from './term-card.tsx';
import { isTermMark } from './term-layer.ts';
import { useHoveredMark } from './use-hovered-mark.ts';
import { useTermMarks } from './use-term-marks.ts';

export interface GlossaryProps {
  readonly editor: Editor;
  readonly mayWrite: boolean;
}

/** The dossier's terms: underlined in the text, explained where they stand, and kept in a list. */
export function Glossary({ editor, mayWrite }: GlossaryProps) {
  const t = useTranslations('glossary');
  const { terms } = useGlossary();
  const { layer, uses } = useTermMarks(editor, terms, mayWrite);
  const { opened, open, close } = useOpenedMark(editor, layer);
  useHoveredMark(editor, layer, opened, open, close);
  const [asked, setAsked] = useState<AskedTerm | 'list'>();
  useEffect(() => watchAskedTerm(setAsked), []);
  const inUse = terms.filter(({ archived }) => archived === undefined);
  const mark = opened?.mark;
  return (
    <>
      <Button look="plain" className="glossary-button" onClick={() => setAsked('list')}>
        <GlossaryIcon />
        {t('open', { count: inUse.length })}
      </Button>
      {asked !== undefined && (
        <GlossaryDialog
          asked={asked === 'list' ? undefined : asked}
          uses={uses}
          onClose={() => setAsked(undefined)}
        />
      )}
      {opened !== undefined && mark !== undefined && isTermMark(mark) && (
        <TermCard
          key={`${String(mark.from)} ${String(mark.to)}`}
          editor={editor}
          mark={mark}
          by={opened.by}
          onClose={close}
        />
      )}
    </>
  );
}
