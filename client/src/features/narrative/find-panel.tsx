import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { useEscape } from '../../ui/use-escape.ts';
import { findWords, replaceSpots, type Sought, type Spot } from './find-words.ts';
import type { WritingWords } from './load-writing.ts';
import { showSpots } from './show-spots.ts';
import './writing.css';

export interface FindPanelProps {
  readonly editor: Editor;
  readonly t: WritingWords;
  readonly onClose: () => void;
}

/** Whether somebody was replacing when they last looked for something. */
let wasReplacing = false;

/** Finds words in the text and puts others in their place. Stands under the text, which stays free to
 *  write in; what is found follows what everybody types. */
export function FindPanel({ editor, t, onClose }: FindPanelProps) {
  const [words, setWords] = useState(() => selectedWords(editor));
  const [exact, setExact] = useState(false);
  const [isReplacing, setReplacing] = useState(wasReplacing);
  const { spots, at, go } = useSpots(editor, words, exact);
  const [told, setTold] = useState('');
  const panel = useRef<HTMLFormElement>(null);
  const titleId = useId();
  useEffect(() => panel.current?.querySelector('input')?.select(), []);
  const close = (): void => {
    // At once, before the field goes: the next key is the text's.
    editor.view.focus();
    onClose();
  };
  useEscape(panel, close);
  const unfold = (): void => {
    wasReplacing = !isReplacing;
    setReplacing(!isReplacing);
  };

  return (
    <form
      ref={panel}
      className="find-panel"
      aria-labelledby={titleId}
      onSubmit={(event) => {
        event.preventDefault();
        go(1);
      }}
    >
      <h2 id={titleId} className="unseen">
        {t('find.title')}
      </h2>
      <div className="find-row">
        <FindField label={t('find.words')} value={words} onChange={setWords} />
        <div className="find-buttons">
          <IconButton name={t('find.previous')} path="m5 12.5 5-5 5 5" onClick={() => go(-1)} />
          <IconButton name={t('find.next')} path="m5 7.5 5 5 5-5" type="submit" />
          <Button look="plain" aria-expanded={isReplacing} onClick={unfold}>
            {t('find.unfold')}
          </Button>
          <IconButton name={t('find.close')} path="m5.5 5.5 9 9m0-9-9 9" onClick={close} />
        </div>
      </div>
      {isReplacing && (
        <ReplaceRow
          editor={editor}
          t={t}
          current={spots[at]}
          sought={{ words, exact }}
          onExact={setExact}
          onTold={setTold}
        />
      )}
      <p className="find-state">
        <output>
          {[told, words === '' ? '' : t('find.count', { count: spots.length })]
            .filter(Boolean)
            .join(' ')}
        </output>
        {spots.length > 1 && (
          <span>{t('find.place', { at: String(at + 1), count: String(spots.length) })}</span>
        )}
      </p>
    </form>
  );
}

interface ReplaceRowProps {
  readonly editor: Editor;
  readonly t: WritingWords;
  /** The place that is lit. */
  readonly current: Spot | undefined;
  readonly sought: Sought;
  readonly onExact: (exact: boolean) => void;
  readonly onTold: (words: string) => void;
}

function ReplaceRow({ editor, t, current, sought, onExact, onTold }: ReplaceRowProps) {
  const [by, setBy] = useState('');
  const replace = (meant: readonly Spot[]): void => {
    const { replaced, skipped } = replaceSpots(editor, meant, by);
    const passed = skipped === 0 ? '' : ` ${t('find.skipped', { count: skipped })}`;
    onTold(`${t('find.replaced', { count: replaced })}${passed}`);
  };
  return (
    <div className="find-row">
      <FindField label={t('find.by')} value={by} onChange={setBy} />
      <div className="find-buttons">
        <Button
          // Not disabled: a button that loses the focus would take the keyboard out of the panel.
          aria-disabled={current === undefined}
          onClick={() => current !== undefined && replace([current])}
        >
          {t('find.replace')}
        </Button>
        <Button
          aria-disabled={current === undefined}
          onClick={() => replace(findWords(editor.state.doc, sought))}
        >
          {t('find.replaceAll')}
        </Button>
      </div>
      <label className="find-exact">
        <input type="checkbox" checked={sought.exact} onChange={() => onExact(!sought.exact)} />
        {t('find.exact')}
      </label>
    </div>
  );
}

interface IconButtonProps {
  readonly name: string;
  readonly path: string;
  readonly type?: 'submit';
  readonly onClick?: () => void;
}

function IconButton({ name, path, type, onClick }: IconButtonProps) {
  return (
    <Button
      look="plain"
      className="find-icon"
      type={type ?? 'button'}
      aria-label={name}
      title={name}
      onClick={onClick}
    >
      <svg
        viewBox="0 0 20 20"
        width="20"
        height="20"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        <path d={path} />
      </svg>
    </Button>
  );
}

/** Escape anywhere in it goes back to the text. */
interface FindFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function FindField({ label, value, onChange }: FindFieldProps) {
  return (
    <label className="find-field">
      {label}
      <input
        type="text"
        autoComplete="off"
        maxLength={200}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}

/** What is found now, which of it is meant, and the way to the next. */
function useSpots(editor: Editor, words: string, exact: boolean) {
  const text = useEditorState({ editor, selector: ({ editor: now }) => now.state.doc });
  const spots = useMemo(() => findWords(text, { words, exact }), [text, words, exact]);
  const [asked, setAsked] = useState(0);
  const at = spots.length === 0 ? 0 : Math.min(asked, spots.length - 1);
  useEffect(() => showSpots(editor, spots, at), [editor, spots, at]);
  const go = (step: 1 | -1): void => {
    if (spots.length > 0) setAsked((at + step + spots.length) % spots.length);
  };
  return { spots, at, go };
}

function selectedWords({ state: { doc, selection } }: Editor): string {
  const { $from, $to, from, to } = selection;
  return $from.sameParent($to) && to - from <= 100 ? doc.textBetween(from, to, '') : '';
}
