import type { Editor } from '@tiptap/core';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { Button } from '../../ui/button.tsx';
import { WorkMessage } from '../../ui/work-message.tsx';
import { useGlossaryWork } from '../../view/glossary-work.ts';
import { bringIntoView } from '../../view/mark-place.ts';
import { useOpenedMark } from '../../view/opened-mark.ts';
import type { Mark } from '../../view/text-layer.ts';
import { FoundSentences, FoundWords } from './found-list.tsx';
import { LampCard } from './lamp-card.tsx';
import { LampScore } from './lamp-score.tsx';
import { LampWordsDialog } from './lamp-words-dialog.tsx';
import { isLampMark, useLamp, type LampMark } from './use-lamp.ts';

export interface LampPanelProps {
  readonly editor: Editor;
  readonly mayWrite: boolean;
}

const isWordMark = (mark: Mark): boolean => isLampMark(mark) && mark.value.kind === 'word';

/** What the lamp says of the text, with a way to each place. */
export function LampPanel({ editor, mayWrite }: LampPanelProps) {
  const t = useTranslations('lamp');
  const glossary = useTranslations('glossary');
  const locale = useLocale();
  const { report, layer, isBroken } = useLamp(editor);
  const { opened, open, close } = useOpenedMark(editor, layer, isWordMark);
  const [isListOpen, setListOpen] = useState(false);
  const work = useGlossaryWork();
  const jump = (mark: LampMark): void => {
    bringIntoView(editor, mark);
    open(mark, 'list');
  };
  const mark = opened?.mark;
  return (
    <section className="lamp-panel" aria-label={t('name')}>
      {locale !== 'nl' && <p className="lamp-panel-note">{t('dutchOnly')}</p>}
      {isBroken && <p role="alert">{t('notFetched')}</p>}
      {report === undefined ? (
        !isBroken && <output>{t('loading')}</output>
      ) : (
        <>
          <LampScore measure={report.measure} />
          <FoundWords marks={report.words} onJump={jump} />
          <FoundSentences marks={report.sentences} onJump={jump} />
        </>
      )}
      <div className="lamp-panel-tools">
        <Button onClick={() => setListOpen(true)}>{t('listOpen')}</Button>
        {mayWrite && <small>{t('keys')}</small>}
      </div>
      <WorkMessage
        text={work.message?.text}
        isRefusal={work.message?.isRefusal ?? false}
        undoLabel={glossary('undo')}
        onUndo={work.message?.undo}
      />
      {isListOpen && <LampWordsDialog onClose={() => setListOpen(false)} />}
      {opened !== undefined && mark !== undefined && isLampMark(mark) && (
        <LampCard
          key={`${String(mark.from)} ${String(mark.to)}`}
          editor={editor}
          mark={mark}
          by={opened.by}
          work={work}
          onOpen={(next) => open(next, opened.by)}
          onClose={close}
        />
      )}
    </section>
  );
}
