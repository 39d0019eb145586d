import { kindName, type NodeId, type TreeNode } from '@meemaak/model';
import type { Editor } from '@tiptap/core';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import { AnchoredPopover } from './anchored-popover.tsx';
import { anchorOfSelection } from './anchor-of-selection.ts';
import './chip-popover.css';
import { findNodes } from './find-nodes.ts';

export interface ChipPopoverProps {
  readonly editor: Editor;
  /** Opened by typing @: what is typed and not chosen goes back into the text. */
  readonly typed: boolean;
  readonly onClose: () => void;
}

/** Finds a node by its title and puts a chip for it at the caret. */
export function ChipPopover({ editor, typed, onClose }: ChipPopoverProps) {
  const t = useTranslations('narrative.chip');
  const { treeIndex } = useRoom();
  const form = useRef<HTMLDivElement>(null);
  const [anchor] = useState(() => anchorOfSelection(editor));
  const [words, setWords] = useState('');
  const found = findNodes(treeIndex.rows(), words);

  const isOver = useRef(false);

  /** Once: going back to the text leaves the popover, and that ends it too. */
  const end = (how: () => void): void => {
    if (isOver.current) return;
    isOver.current = true;
    how();
    onClose();
  };
  const choose = (node: TreeNode | undefined): void => {
    if (node !== undefined) end(() => insertChip(editor, node.nodeId));
  };
  const giveUp = (): void => end(() => editor.commands.focus());
  const leave = (hasLeft: boolean): void =>
    end(() => {
      if (typed) editor.commands.insertContent({ type: 'text', text: `@${words}` });
      if (!hasLeft) editor.commands.focus();
    });
  const handleKey = (event: KeyboardEvent): void => {
    const isInField = event.target instanceof HTMLInputElement;
    if (event.key === 'ArrowDown') walk(form.current, 1);
    else if (event.key === 'ArrowUp') walk(form.current, -1);
    else if (event.key === 'Escape') leave(false);
    else if (event.key === 'Enter' && isInField) choose(found[0]);
    else if (event.key === 'Backspace' && isInField && words === '') giveUp();
    else return;
    event.preventDefault();
  };

  return (
    <AnchoredPopover title={t('title')} anchor={anchor} onClose={leave} onKeyDown={handleKey}>
      <div ref={form}>
        <label className="chip-popover-search">
          <span className="unseen">{t('search')}</span>
          <input
            type="text"
            autoComplete="off"
            enterKeyHint="done"
            placeholder={t('searchHint')}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </label>
        <output className="chip-popover-count">{t('found', { count: found.length })}</output>
        <ul className="chip-popover-list">
          {found.map((node) => (
            <li key={node.nodeId}>
              <ChipOption node={node} onChoose={choose} />
            </li>
          ))}
        </ul>
      </div>
    </AnchoredPopover>
  );
}

interface ChipOptionProps {
  readonly node: TreeNode;
  readonly onChoose: (node: TreeNode) => void;
}

function ChipOption({ node, onChoose }: ChipOptionProps) {
  const t = useTranslations();
  const { partiesById } = useRoom();
  const party = node.owner === null ? undefined : partiesById.get(node.owner);
  return (
    <button type="button" className="chip-popover-option" onClick={() => onChoose(node)}>
      <span>{node.title === '' ? t('node.untitled') : node.title}</span>
      <span className="chip-popover-facts">
        {[t(`node.kinds.${kindName(node)}`), party?.shortName].filter(Boolean).join(' · ')}
      </span>
    </button>
  );
}

/** Up and down through the field and what it found. */
function walk(form: HTMLElement | null, step: 1 | -1): void {
  const stops = [...(form?.querySelectorAll<HTMLElement>('input, button') ?? [])];
  const at = stops.findIndex((stop) => stop === document.activeElement);
  stops.at((at + step) % stops.length)?.focus();
}

/** After what is selected: choosing a node never deletes somebody's words. */
function insertChip(editor: Editor, ref: NodeId): void {
  const { to } = editor.state.selection;
  editor.chain().focus().insertContentAt(to, { type: 'nodeChip', attrs: { ref } }).run();
}
