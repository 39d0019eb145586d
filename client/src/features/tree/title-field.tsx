/** A node's title, open for editing in its row. What is typed is written at once, letter by letter,
 *  so that others see it grow and their own changes to the same title stay. */
import { MAX_TITLE_LENGTH, kindName, type TreeNode, type TreeStep } from '@meemaak/model';
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import { TitleEdit } from '../../view/title-edit.ts';
import { titleElementId } from './row-id.ts';
import { TREE_ORIGIN } from './tree-origin.ts';
import './title-field.css';

/** How editing ended, and what should come after it. */
export type EditEnd = 'saved' | 'cancelled' | 'sibling' | 'child';

export interface TitleFieldProps {
  readonly node: TreeNode;
  readonly isNew: boolean;
  /** `renaming`: what was typed, if anything was. */
  readonly onEnd: (end: EditEnd, renaming: TreeStep | undefined) => void;
}

export function TitleField({ node, isNew, onEnd }: TitleFieldProps) {
  const t = useTranslations('tree');
  const kinds = useTranslations('node.kinds');
  const room = useRoom();
  const { nodeId, title } = node;
  const [edit] = useState(() => new TitleEdit(room, nodeId, TREE_ORIGIN));
  const [draft, setDraft] = useState(title);
  const field = useRef<HTMLTextAreaElement>(null);
  const hasEnded = useRef(false);
  const shown = draft.trim() === title ? draft : title;
  useFollowedCaret(field, shown);

  useEffect(() => {
    // First into sight, then the focus: where a row has the focus is where it stays (`keep-place`).
    field.current?.scrollIntoView({ block: 'nearest' });
    field.current?.focus({ preventScroll: true });
    field.current?.select();
    room.show({ editingNodeId: nodeId });
    return () => {
      edit.close();
      room.show({ editingNodeId: undefined });
    };
  }, [room, nodeId, edit]);

  const write = (text: string): void => {
    setDraft(text);
    edit.write(text);
  };
  const end = (how: EditEnd): void => {
    if (hasEnded.current) return;
    hasEnded.current = true;
    if (how === 'cancelled' && !isNew) edit.takeBack();
    onEnd(how, edit.step());
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // The row's own keys are for when no title is open; letters being composed are not yet keys.
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    const how = endForKey(event, isNew);
    if (how === undefined) return;
    event.preventDefault();
    end(how);
  };
  return (
    // Of one line, that wraps as the title in the row does.
    <textarea
      ref={field}
      id={titleElementId(nodeId)}
      className="title-field"
      aria-label={t('titleOf', { kind: kinds(kindName(node)) })}
      placeholder={t(`placeholders.${node.kind}`)}
      rows={1}
      value={shown}
      maxLength={MAX_TITLE_LENGTH}
      autoComplete="off"
      enterKeyHint="done"
      onChange={({ target }) => write(target.value.replaceAll(/\s*\n\s*/g, ' '))}
      onKeyDown={onKeyDown}
      // Another window took over, as to copy a title from there: the person comes back to this.
      onBlur={({ target }) => document.activeElement !== target && end('saved')}
    />
  );
}

/** In a new row Enter goes on to the next one; in an existing row it only closes the title. */
function endForKey(
  { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  isNew: boolean,
): EditEnd | undefined {
  if (key === 'Escape') return 'cancelled';
  if (key === 'Enter' && !shiftKey) return isNew ? 'sibling' : 'saved';
  if (key === 'Enter' || (key === 'Tab' && !shiftKey)) return 'child';
  return undefined;
}

/** When somebody else's letters come in before the caret, it moves along with the words it stood in. */
function useFollowedCaret(field: React.RefObject<HTMLTextAreaElement | null>, shown: string): void {
  const last = useRef({ text: shown, caret: 0 });
  useLayoutEffect(() => {
    const input = field.current;
    if (input === null) return undefined;
    const { text, caret } = last.current;
    const isAtEnd = document.activeElement === input && input.selectionStart === shown.length;
    if (text !== shown && isAtEnd && caret < text.length) {
      const fromEnd = sharedEnd(text, shown);
      const place = caret > text.length - fromEnd ? caret + shown.length - text.length : caret;
      input.setSelectionRange(place, place);
    }
    const remember = (): void => {
      last.current = { text: input.value, caret: input.selectionStart ?? 0 };
    };
    remember();
    // The person's own letters too: their caret is where they want it, and `selectionchange` is late.
    const events = ['input', 'selectionchange'];
    for (const name of events) input.addEventListener(name, remember);
    return () => {
      for (const name of events) input.removeEventListener(name, remember);
    };
  }, [field, shown]);
}

function sharedEnd(one: string, other: string): number {
  let length = 0;
  const most = Math.min(one.length, other.length);
  while (length < most && one.at(-1 - length) === other.at(-1 - length)) length += 1;
  return length;
}
