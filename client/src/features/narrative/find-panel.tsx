import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useEffect, useEffectEvent, useId, useMemo, useRef, useState, type RefObject } from 'react';
import { Button } from '../../ui/button.tsx';
import { findWords, replaceSpots, type Spot } from './find-words.ts';
import type { WritingWords } from './load-writing.ts';
import { showSpots } from './show-spots.ts';
import './writing.css';

export interface FindPanelProps {
  readonly editor: Editor;
  readonly t: WritingWords;
  readonly onClose: () => void;
}

/** Finds words in the text and puts others in their place. Stands above the text, which stays free to
 *  write in; what is found follows what everybody types. */
export function FindPanel({ editor, t, onClose }: FindPanelProps) {
  const [words, setWords] = useState(() => selectedWords(editor));
  const [by, setBy] = useState('');
  const [exact, setExact] = useState(false);
  const { spots, at, go } = useSpots(editor, words, exact);
  const [told, setTold] = useState('');
  const panel = useRef<HTMLFormElement>(null);
  const titleId = useId();
  useEffect(() => panel.current?.querySelector('input')?.select(), []);
  const replace = (meant: readonly Spot[]): void => {
    const { replaced, skipped } = replaceSpots(editor, meant, by);
    const passed = skipped === 0 ? '' : ` ${t('find.skipped', { count: skipped })}`;
    setTold(`${t('find.replaced', { count: replaced })}${passed}`);
  };
  const close = (): void => {
    // At once, before the field goes: the next key is the text's.
    editor.view.focus();
    onClose();
  };
  useEscape(panel, close);
  const current = spots[at];
  const place = t('find.place', { at: String(at + 1), count: String(spots.length) });
  const state = words === '' ? '' : t('find.count', { count: spots.length });

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
      <FindField label={t('find.words')} value={words} onChange={setWords} />
      <FindField label={t('find.by')} value={by} onChange={setBy} />
      <label className="find-exact">
        <input type="checkbox" checked={exact} onChange={() => setExact(!exact)} />
        {t('find.exact')}
      </label>
      <div className="find-buttons">
        <Button onClick={() => go(-1)}>{t('find.previous')}</Button>
        <Button type="submit">{t('find.next')}</Button>
        <Button
          // Not disabled: a button that loses the focus would take the keyboard out of the panel.
          aria-disabled={current === undefined}
          onClick={() => current !== undefined && replace([current])}
        >
          {t('find.replace')}
        </Button>
        <Button
          aria-disabled={spots.length === 0}
          onClick={() => replace(findWords(editor.state.doc, { words, exact }))}
        >
          {t('find.replaceAll')}
        </Button>
        <Button look="plain" onClick={close}>
          {t('find.close')}
        </Button>
      </div>
      <p className="find-state">
        <output>{[told, state].filter(Boolean).join(' ')}</output>
        {spots.length > 1 && <span>{place}</span>}
      </p>
    </form>
  );
}

/** Escape anywhere in it goes back to the text. */
function useEscape(panel: RefObject<HTMLElement | null>, leave: () => void): void {
  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'Escape') leave();
  });
  useEffect(() => {
    const element = panel.current;
    element?.addEventListener('keydown', hear);
    return () => element?.removeEventListener('keydown', hear);
  }, [panel]);
}

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
