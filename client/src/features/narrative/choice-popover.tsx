import type { Editor } from '@tiptap/core';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { AnchoredPopover } from './anchored-popover.tsx';
import { anchorOfSelection } from './anchor-of-selection.ts';
import './chip-popover.css';

export interface Choice {
  readonly key: string;
  readonly name: string;
  readonly about: string;
  readonly act: () => void;
}

export interface ChoicePopoverProps {
  readonly editor: Editor;
  readonly title: string;
  readonly search: string;
  readonly hint: string;
  readonly longest?: number;
  /** Typed to open it: what is typed and not chosen goes back into the text. */
  readonly sign: string | undefined;
  readonly find: (words: string) => readonly Choice[];
  readonly count: (found: readonly Choice[]) => string;
  readonly onClose: () => void;
}

/** A field to type in and what it finds, best first: arrows walk, Enter chooses, Escape goes back. The
 *  focus stays in the field (a combobox), so that one goes on typing at any moment. */
export function ChoicePopover(props: ChoicePopoverProps) {
  const { editor, title, search, hint, longest, find, count } = props;
  const [anchor] = useState(() => anchorOfSelection(editor));
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const listId = useId();
  const found = find(words);
  const ending = useEnding({ ...props, words });

  const choose = (choice: Choice | undefined): void => {
    if (choice !== undefined) ending.end(choice.act);
  };
  const handleKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = STEPS[event.key];
    if (step !== undefined) setAt((at + step + found.length) % Math.max(1, found.length));
    else if (event.key === 'Escape') ending.leave(false);
    else if (event.key === 'Enter') choose(found[at]);
    else if (event.key === 'Backspace' && words === '') ending.giveUp();
    else return;
    event.preventDefault();
  };

  return (
    <AnchoredPopover
      title={title}
      anchor={anchor}
      onClose={(hasLeft) => ending.leave(hasLeft)}
      onKeyDown={handleKey}
    >
      <label className="chip-popover-search">
        <span className="unseen">{search}</span>
        <input
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls={listId}
          aria-activedescendant={found[at] === undefined ? undefined : `${listId}-${String(at)}`}
          autoComplete="off"
          enterKeyHint="done"
          placeholder={hint}
          maxLength={longest}
          value={words}
          onChange={(event) => {
            setWords(event.target.value);
            setAt(0);
          }}
        />
      </label>
      <output className="chip-popover-count">{count(found)}</output>
      <Choices id={listId} title={title} found={found} at={at} onChoose={choose} />
    </AnchoredPopover>
  );
}

interface ChoicesProps {
  readonly id: string;
  readonly title: string;
  readonly found: readonly Choice[];
  readonly at: number;
  readonly onChoose: (choice: Choice) => void;
}

function Choices({ id, title, found, at, onChoose }: ChoicesProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a <select> cannot belong to a field.
    <div ref={list} id={id} role="listbox" aria-label={title} className="chip-popover-list">
      {found.map((choice, place) => (
        <div
          key={choice.key}
          id={`${id}-${String(place)}`}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- nor can its <option> hold two lines.
          role="option"
          tabIndex={-1}
          aria-selected={place === at}
          className="chip-popover-option"
          // The field keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(choice)}
          onKeyDown={() => undefined}
        >
          <span>{choice.name}</span>
          <span className="chip-popover-facts">{choice.about}</span>
        </div>
      ))}
    </div>
  );
}

const STEPS: Record<string, number | undefined> = { ArrowDown: 1, ArrowUp: -1 };

interface Ending extends Pick<ChoicePopoverProps, 'editor' | 'sign' | 'onClose'> {
  readonly words: string;
}

/** Once: going back to the text leaves the popover, and that ends it too. */
function useEnding({ editor, sign, words, onClose }: Ending) {
  const isOver = useRef(false);
  const end = (how: () => void): void => {
    if (isOver.current) return;
    isOver.current = true;
    // First: what comes now may open the next window.
    onClose();
    how();
  };
  return {
    end,
    giveUp: () => end(() => editor.commands.focus()),
    leave: (hasLeft: boolean) =>
      end(() => {
        if (sign !== undefined) {
          editor.commands.insertContent({ type: 'text', text: `${sign}${words}` });
        }
        if (!hasLeft) editor.commands.focus();
      }),
  };
}
