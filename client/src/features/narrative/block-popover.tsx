import type { Editor } from '@tiptap/core';
import { useTranslations } from 'use-intl';
import { ChoicePopover, type Choice } from './choice-popover.tsx';
import { plain } from '../../view/find-nodes.ts';
import type { WritingWords } from './load-writing.ts';
import type { NarrativeCalls } from './narrative-keys.ts';
import { insertTemplate } from './template.ts';
import { tools } from './tools.ts';

export interface BlockPopoverProps {
  readonly editor: Editor;
  readonly t: WritingWords;
  readonly calls: NarrativeCalls;
  readonly sign: string | undefined;
  readonly onClose: () => void;
}

const BLOCKS = [
  'heading',
  'subheading',
  'paragraph',
  'bulletList',
  'orderedList',
  'quote',
  'table',
  'chip',
  'link',
  'find',
] as const;

/** Everything that can be put in the text, by its plain name. */
export function BlockPopover({ editor, t: writing, calls, sign, onClose }: BlockPopoverProps) {
  const t = useTranslations('narrative.tools');
  const blocks: readonly Choice[] = BLOCKS.filter((name) => tools[name].canRun(editor)).map(
    (name) => ({
      key: name,
      name: t(name),
      about: writing(`blocks.about.${name}`),
      act: () => {
        // At once: a moment later it would take the focus from what this opens.
        editor.view.focus();
        tools[name].run(editor, calls);
      },
    }),
  );
  const template: Choice = {
    key: 'template',
    name: writing('template.start'),
    about: writing('template.about'),
    act: () => insertTemplate(editor, writing),
  };
  const all = editor.isEmpty ? [template, ...blocks] : blocks;
  return (
    <ChoicePopover
      editor={editor}
      title={writing('blocks.title')}
      search={writing('blocks.search')}
      hint={writing('blocks.hint')}
      sign={sign}
      find={(words) => all.filter((block) => isMeant(block, words))}
      count={(found) => writing('choices', { count: found.length })}
      onClose={onClose}
    />
  );
}

function isMeant({ name, about }: Choice, words: string): boolean {
  return plain(`${name} ${about}`).includes(plain(words.trim()));
}
