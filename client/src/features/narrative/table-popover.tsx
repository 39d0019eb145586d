import type { Editor } from '@tiptap/core';
import { ChoicePopover, type Choice } from './choice-popover.tsx';
import { plain } from '../../view/find-nodes.ts';
import type { WritingWords } from './load-writing.ts';
import { TABLE_ACTS, actOnTable, insertTable } from './table-acts.ts';
import { isInTable } from './table-place.ts';

export interface TablePopoverProps {
  readonly editor: Editor;
  readonly t: WritingWords;
  readonly onClose: () => void;
}

const WIDTHS = [2, 3, 4, 5] as const;

/** In a table: everything that can be done to it, in words. Elsewhere: which table to put here. */
export function TablePopover({ editor, t, onClose }: TablePopoverProps) {
  const choices: readonly Choice[] = isInTable(editor)
    ? TABLE_ACTS.map((act) => ({
        key: act,
        name: t(`table.acts.${act}`),
        about: t(`table.about.${act}`),
        act: () => {
          editor.view.focus();
          actOnTable({ editor, act });
        },
      }))
    : WIDTHS.map((columns) => ({
        key: String(columns),
        name: t('table.columns', { count: columns }),
        about: t('table.columnsAbout'),
        act: () => {
          editor.view.focus();
          insertTable(editor, columns);
        },
      }));
  return (
    <ChoicePopover
      editor={editor}
      title={t('table.title')}
      search={t('table.search')}
      hint={t('table.hint')}
      sign={undefined}
      find={(words) =>
        choices.filter(({ name, about }) => plain(`${name} ${about}`).includes(plain(words.trim())))
      }
      count={(found) => t('choices', { count: found.length })}
      onClose={onClose}
    />
  );
}
