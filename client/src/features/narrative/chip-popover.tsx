import { MAX_TITLE_LENGTH, kindName, type NodeId, type TreeNode } from '@meemaak/model';
import type { Editor } from '@tiptap/core';
import { useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import { getSelection } from '../../view/selection.ts';
import { ChoicePopover, type Choice } from './choice-popover.tsx';
import { findNodes, isSameTitle } from '../../view/find-nodes.ts';
import type { WritingWords } from './load-writing.ts';
import { insertMade } from './made-together.ts';
import { createNamedNode, placesForNew } from './named-node.ts';

export interface ChipPopoverProps {
  readonly editor: Editor;
  readonly t: WritingWords;
  /** @ or # when that was typed. */
  readonly sign: string | undefined;
  readonly onClose: () => void;
}

/** Finds a node by its title, or makes one, and puts a chip for it at the caret. */
export function ChipPopover({ editor, t: writing, sign, onClose }: ChipPopoverProps) {
  const t = useTranslations();
  const room = useRoom();
  const { treeIndex, partiesById } = room;

  const known = (node: TreeNode): Choice => {
    const party = node.owner === null ? undefined : partiesById.get(node.owner);
    const facts = [t(`node.kinds.${kindName(node)}`), party?.shortName];
    return {
      key: node.nodeId,
      name: node.title === '' ? t('node.untitled') : node.title,
      about: facts.filter(Boolean).join(' · '),
      act: () => insertChip(editor, node.nodeId),
    };
  };
  const fresh = (title: string): readonly Choice[] =>
    placesForNew(room, getSelection().nodeId).map(({ kind, parent }) => ({
      key: `new ${kind}`,
      name: writing('create', { kind, title }),
      about:
        parent === undefined
          ? writing('createTop')
          : writing('createUnder', { title: parent.title || t('node.untitled') }),
      act: () => {
        const made = createNamedNode(room, { kind, title, parent });
        // The tree refused it meanwhile: the words at least stay.
        if (made === undefined)
          editor.chain().focus().insertContent({ type: 'text', text: title }).run();
        else insertMade(editor, made, () => insertChip(editor, made.nodeId));
      },
    }));
  const find = (words: string): readonly Choice[] => {
    const nodes = findNodes(treeIndex.rows(), words);
    const title = words.trim();
    const isKnown = nodes.some((node) => isSameTitle(node.title, title));
    return [...nodes.map(known), ...(title === '' || isKnown ? [] : fresh(title))];
  };

  return (
    <ChoicePopover
      editor={editor}
      title={writing('chip.title')}
      search={writing('chip.search')}
      hint={writing('chip.searchHint')}
      longest={MAX_TITLE_LENGTH}
      sign={sign}
      find={find}
      count={(found) =>
        writing('chip.found', {
          count: found.filter(({ key }) => !key.startsWith('new ')).length,
        })
      }
      onClose={onClose}
    />
  );
}

/** After what is selected: choosing a node never deletes somebody's words. */
function insertChip(editor: Editor, ref: NodeId): void {
  const { to } = editor.state.selection;
  editor.chain().focus().insertContentAt(to, { type: 'nodeChip', attrs: { ref } }).run();
}
