import type { NodeId } from '@meemaak/model';
import type { UnfitReason } from '@meemaak/narrative';
import type { Editor } from '@tiptap/core';
import { EditorContent, useEditorState } from '@tiptap/react';
import {
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type ComponentType,
  type RefObject,
} from 'react';
import { useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import { useSelection } from '../../view/selection.ts';
import type { OpenWindow } from './around-text.tsx';
import { createNarrativeEditor } from './create-editor.ts';
import type { LoadedWriting } from './load-writing.ts';
import type { NarrativeCalls } from './narrative-keys.ts';
import './narrative-text.css';
import { NarrativeToolbar } from './narrative-toolbar.tsx';
import { useChips } from './use-chips.ts';
import { useUndoOffer } from './use-undo-offer.ts';
import { useWriting } from './use-writing.ts';

/** What the page puts between the tools and the text. */
export type NarrativeAids = ComponentType<NarrativeAidsProps>;

export interface NarrativeAidsProps {
  readonly editor: Editor;
  readonly mayWrite: boolean;
  /** undefined: not here yet. */
  readonly writing: LoadedWriting | undefined;
}

export interface NarrativeEditorProps {
  readonly Aids?: NarrativeAids | undefined;
  readonly mayWrite: boolean;
  readonly onUnfit: (reason: UnfitReason) => void;
}

const NOTHING: OpenWindow = { what: 'nothing' };

/** The text with its tools and its contents. */
export function NarrativeEditor(props: NarrativeEditorProps) {
  const { mayWrite, Aids } = props;
  const toolbar = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(NOTHING);
  const writing = useWriting(open.what);
  const calls = useCalls(setOpen, toolbar, writing);
  const keyHelpId = useId();
  const { page, editor } = useBoundEditor({ ...props, calls, keyHelpId });
  useUndoOffer(editor, mayWrite);
  return (
    <>
      {editor !== undefined && mayWrite && (
        <NarrativeToolbar ref={toolbar} editor={editor} calls={calls} />
      )}
      {editor !== undefined && Aids !== undefined && (
        <Aids editor={editor} mayWrite={mayWrite} writing={writing} />
      )}
      {writing !== undefined && <writing.PrintHead t={writing.t} />}
      <div className="narrative-spread">
        {editor !== undefined && writing !== undefined && (
          <writing.NarrativeContents editor={editor} />
        )}
        <div className="narrative-page" ref={page}>
          <EditorContent editor={editor ?? null} />
          {editor !== undefined && (
            <EmptyNarrative editor={editor} mayWrite={mayWrite} writing={writing} />
          )}
        </div>
      </div>
      {editor !== undefined && writing !== undefined && (
        <writing.AroundText
          {...{ editor, mayWrite, keyHelpId, calls, open }}
          t={writing.t}
          onClose={() => setOpen(NOTHING)}
        />
      )}
    </>
  );
}

/** Stays the same while the windows' code comes in: the editor is made with it. */
function useCalls(
  setOpen: (open: OpenWindow) => void,
  toolbar: RefObject<HTMLDivElement | null>,
  writing: LoadedWriting | undefined,
): NarrativeCalls {
  const latest = useRef(writing);
  useEffect(() => {
    latest.current = writing;
  }, [writing]);
  return useMemo<NarrativeCalls>(
    () => ({
      openLink: () => setOpen({ what: 'link' }),
      openChip: (sign) => setOpen({ what: 'chip', sign }),
      openBlocks: (sign) => setOpen({ what: 'blocks', sign }),
      openTable: () => setOpen({ what: 'table' }),
      openFind: () => setOpen({ what: 'find' }),
      isReady: () => latest.current !== undefined,
      cleanPasted: (html) => latest.current?.cleanPasted(html),
      focusToolbar: () => toolbar.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus(),
    }),
    [setOpen, toolbar],
  );
}

interface EmptyNarrativeProps {
  readonly editor: Editor;
  readonly mayWrite: boolean;
  readonly writing: LoadedWriting | undefined;
}

/** Words in the place of a text that is not there yet. They are not in the document. */
function EmptyNarrative({ editor, mayWrite, writing }: EmptyNarrativeProps) {
  const t = useTranslations('narrative');
  const isEmpty = useEditorState({ editor, selector: ({ editor: now }) => now.isEmpty });
  if (!isEmpty) return null;
  return (
    <>
      <p className="narrative-empty">{t(mayWrite ? 'placeholder' : 'empty')}</p>
      {mayWrite && writing !== undefined && <writing.TemplateOffer editor={editor} t={writing.t} />}
    </>
  );
}

interface BoundEditorParts extends NarrativeEditorProps {
  readonly calls: NarrativeCalls;
  readonly keyHelpId: string;
}

/** Makes the editor when its page appears, and takes it down with it: before the next one is made. */
function useBoundEditor({ mayWrite, onUnfit, calls, keyHelpId }: BoundEditorParts) {
  const t = useTranslations('narrative');
  const { narrative, awareness } = useRoom();
  const chips = useChips();
  const [editor, setEditor] = useState<Editor>();
  const label = t('label');

  const page = useCallback(() => {
    const options = { narrative, awareness, mayWrite, chips, calls, onUnfit };
    const outcome = createNarrativeEditor(options);
    if (!outcome.ok) {
      onUnfit(outcome.refusal);
      return undefined;
    }
    setEditor(outcome.value);
    return () => {
      outcome.value.destroy();
      setEditor(undefined);
    };
  }, [narrative, awareness, mayWrite, chips, calls, onUnfit]);

  useEffect(() => {
    const attributes = describeText(label, mayWrite ? keyHelpId : undefined);
    editor?.setOptions({ editorProps: { attributes } });
  }, [editor, label, mayWrite, keyHelpId]);

  useShownSelection(editor);
  return { page, editor };
}

/** A text that is only read keeps the meaning of its headings and lists: it is no text field, and has
 *  no keys to help with. */
function describeText(label: string, keyHelpId: string | undefined): Record<string, string> {
  const kind: Record<string, string> =
    keyHelpId === undefined
      ? // Something must take the focus, or the keyboard cannot scroll it.
        { role: 'article', tabindex: '0' }
      : {
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-describedby': keyHelpId,
          spellcheck: 'true',
        };
  return { ...kind, class: 'narrative-text', 'aria-label': label, lang: 'nl' };
}

/** A node chosen on another face comes into view, unless somebody is writing here. */
function useShownSelection(editor: Editor | undefined): void {
  const { nodeId, chosenOn } = useSelection();
  useEffect(() => {
    if (editor === undefined || editor.isDestroyed || editor.isFocused) return;
    if (nodeId === undefined || chosenOn === 'narrative') return;
    findChip(editor, nodeId)?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }, [editor, nodeId, chosenOn]);
}

function findChip(editor: Editor, nodeId: NodeId): Element | null {
  return editor.view.dom.querySelector(`.node-chip[data-node-ref="${CSS.escape(nodeId)}"]`);
}
