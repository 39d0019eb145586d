import { safeHref } from '@meemaak/narrative';
import { getMarkRange, type Editor } from '@tiptap/core';
import { useId, useRef, useState, type SyntheticEvent } from 'react';
import { Button } from '../../ui/button.tsx';
import { AnchoredPopover } from './anchored-popover.tsx';
import { anchorOfSelection } from './anchor-of-selection.ts';
import './link-popover.css';
import type { WritingWords } from './load-writing.ts';
import { readWrittenHref, type HrefRefusal } from './written-href.ts';

export interface LinkPopoverProps {
  readonly editor: Editor;
  readonly t: WritingWords;
  readonly onClose: () => void;
}

/** Makes, changes or removes the link at the caret. */
export function LinkPopover({ editor, t, onClose }: LinkPopoverProps) {
  const [before] = useState(() => readLinkAtCaret(editor));
  const [anchor] = useState(() => anchorOfSelection(editor));
  const [address, setAddress] = useState(before.href ?? '');
  const [words, setWords] = useState('');
  const [refused, setRefused] = useState<Refused>();
  const field = useRef<HTMLInputElement>(null);
  const ids = { address: useId(), hint: useId(), refusal: useId(), words: useId() };

  const save = (event: SyntheticEvent): void => {
    event.preventDefault();
    const outcome = readWrittenHref(address);
    if (!outcome.ok) {
      setRefused((last) => ({ ...outcome.refusal, times: (last?.times ?? 0) + 1 }));
      field.current?.focus();
      return;
    }
    writeLink(editor, outcome.value, words.trim() === '' ? address.trim() : words.trim());
    onClose();
  };
  const leave = (): void => {
    editor.commands.focus();
    onClose();
  };
  const remove = (): void => {
    editor.chain().focus().extendMarkRange('link').unsetMark('link').run();
    onClose();
  };

  return (
    <AnchoredPopover title={t('link.title')} anchor={anchor} onClose={onClose}>
      <form className="link-popover" onSubmit={save} noValidate>
        <label htmlFor={ids.address}>{t('link.address')}</label>
        <input
          ref={field}
          id={ids.address}
          type="text"
          inputMode="url"
          autoComplete="url"
          autoCapitalize="off"
          spellCheck={false}
          value={address}
          aria-required
          aria-invalid={refused !== undefined}
          aria-describedby={refused === undefined ? ids.hint : `${ids.refusal} ${ids.hint}`}
          onChange={(event) => setAddress(event.target.value)}
        />
        {refused !== undefined && (
          // Made anew each time: the same words are said again.
          <p key={refused.times} id={ids.refusal} role="alert" className="link-popover-refusal">
            {t(`link.${refused.kind}`)}
          </p>
        )}
        <p id={ids.hint} className="link-popover-hint">
          {t('link.addressHint')}
        </p>
        {before.isEmpty && (
          <>
            <label htmlFor={ids.words}>{t('link.words')}</label>
            <input
              id={ids.words}
              type="text"
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
          </>
        )}
        <div className="link-popover-actions">
          <Button type="submit" look="main">
            {t('link.save')}
          </Button>
          {before.href !== undefined && <Button onClick={remove}>{t('link.remove')}</Button>}
          <Button onClick={leave}>{t('link.cancel')}</Button>
        </div>
        {before.href !== undefined && (
          <a href={before.href} target="_blank" rel="noopener noreferrer nofollow">
            {t('link.open')}
          </a>
        )}
      </form>
    </AnchoredPopover>
  );
}

type Refused = HrefRefusal & { readonly times: number };

interface LinkAtCaret {
  readonly href: string | undefined;
  /** No link and nothing selected: the words of the link have yet to be written. */
  readonly isEmpty: boolean;
}

/** Also with the caret at the edge of a link, where its mark is not active. */
function readLinkAtCaret(editor: Editor): LinkAtCaret {
  const { doc, selection, schema } = editor.state;
  const type = schema.marks['link'];
  const range = type === undefined ? undefined : getMarkRange(selection.$from, type);
  if (type === undefined || range === undefined) {
    return { href: undefined, isEmpty: selection.empty };
  }
  const mark = type.isInSet(doc.nodeAt(range.from)?.marks ?? []);
  return { href: safeHref(mark?.attrs['href']), isEmpty: false };
}

function writeLink(editor: Editor, href: string, words: string): void {
  const { isEmpty } = readLinkAtCaret(editor);
  const marks = [{ type: 'link', attrs: { href } }];
  const chain = editor.chain().focus();
  if (isEmpty) chain.insertContent({ type: 'text', text: words, marks }).unsetMark('link').run();
  else chain.extendMarkRange('link').setMark('link', { href }).run();
}
