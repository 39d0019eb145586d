import type { Editor } from '@tiptap/core';
import { ArchivedChip } from './archived-chip.tsx';
import { BlockPopover } from './block-popover.tsx';
import { ChipPopover } from './chip-popover.tsx';
import { FindPanel } from './find-panel.tsx';
import { LinkPopover } from './link-popover.tsx';
import type { WritingWords } from './load-writing.ts';
import { NarrativeKeyHelp } from './narrative-key-help.tsx';
import type { NarrativeCalls } from './narrative-keys.ts';
import { TablePopover } from './table-popover.tsx';
import { TextFacts } from './text-facts.tsx';

/** What stands open beside the text, and the sign that was typed for it. */
export interface OpenWindow {
  readonly what: 'nothing' | 'link' | 'chip' | 'blocks' | 'table' | 'find';
  readonly sign?: string | undefined;
}

export interface AroundTextProps {
  readonly editor: Editor;
  readonly t: WritingWords;
  readonly mayWrite: boolean;
  readonly keyHelpId: string;
  readonly calls: NarrativeCalls;
  readonly open: OpenWindow;
  readonly onClose: () => void;
}

/** What stands under the text and over it. */
export function AroundText(props: AroundTextProps) {
  const { editor, t, mayWrite, keyHelpId } = props;
  return (
    <>
      <TextFacts editor={editor} t={t} />
      {mayWrite && <NarrativeKeyHelp t={t} spokenId={keyHelpId} />}
      <TheWindow {...props} />
      {mayWrite && <ArchivedChip editor={editor} t={t} />}
    </>
  );
}

function TheWindow({ editor, t, calls, open, onClose }: AroundTextProps) {
  const parts = { editor, t, onClose };
  if (open.what === 'link') return <LinkPopover {...parts} />;
  if (open.what === 'chip') return <ChipPopover {...parts} sign={open.sign} />;
  if (open.what === 'blocks') return <BlockPopover {...parts} sign={open.sign} calls={calls} />;
  if (open.what === 'table') return <TablePopover {...parts} />;
  if (open.what === 'find') return <FindPanel {...parts} />;
  return null;
}
