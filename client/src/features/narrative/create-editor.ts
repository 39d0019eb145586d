/** An editor on a dossier's narrative.
 *
 *      narrative.body ──fits our schema?──> bound editor          (else: refused, nothing touched)
 *            │                                   │
 *            │ may write: the body itself        ├─ undo of own work only
 *            │ may read:  a copy that follows    ├─ chips that follow the tree
 *            ▼                                   └─ carets of the others
 *      becomes unfit ──> the editor is destroyed before it hears of it */
import { accept, refuse, type NarrativeDocument, type Outcome } from '@meemaak/model';
import {
  NodeChip,
  narrativeExtensions,
  watchFitness,
  whyUnfitForEditing,
  type UnfitReason,
} from '@meemaak/narrative';
import { Editor, type Extensions } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import type { Awareness } from 'y-protocols/awareness';
import { guardBinding } from './binding-guard.ts';
import { Carets } from './carets.ts';
import { ChipView, type ChipHost } from './chip-view.ts';
import { NarrativeKeys, type NarrativeCalls } from './narrative-keys.ts';
import { simplifyPastedHtml } from './pasted-html.ts';
import { followForReading } from './reading-copy.ts';
import { TableKeys } from './table-keys.ts';
import { TableLabels } from './table-labels.ts';

export interface NarrativeEditorOptions {
  readonly narrative: NarrativeDocument;
  /** Its client id is the one that the document writes with. */
  readonly awareness: Awareness;
  readonly mayWrite: boolean;
  readonly chips: ChipHost;
  readonly calls: NarrativeCalls;
  /** The text has become one that we must not touch; the editor is already gone. */
  readonly onUnfit: (reason: UnfitReason) => void;
}

/** Refuses, and touches nothing, when the text holds what our schema does not know. The editor stands
 *  nowhere yet: `EditorContent` gives it its place on the page. */
export function createNarrativeEditor(
  options: NarrativeEditorOptions,
): Outcome<Editor, UnfitReason> {
  const { narrative, mayWrite, onUnfit } = options;
  const reason = whyUnfitForEditing(narrative);
  if (reason !== undefined) return refuse(reason);

  const reading = mayWrite ? undefined : followForReading(narrative);
  const editor = new Editor({
    editable: mayWrite,
    // The page forbids styles from scripts; ours are in narrative-text.css.
    injectCSS: false,
    extensions: editorExtensions(options, reading?.narrative ?? narrative),
    editorProps: {
      handleDOMEvents: { drop: refuseFiles, dragover: refuseFiles },
      transformPastedHTML: (html) => options.calls.cleanPasted(html) ?? simplifyPastedHtml(html),
    },
  });
  guardBinding(editor);
  const stopWatching = watchFitness(narrative, (unfit) => {
    editor.destroy();
    onUnfit(unfit);
  });
  editor.on('destroy', () => {
    stopWatching();
    reading?.stop();
  });
  return accept(editor);
}

function editorExtensions(
  { awareness, mayWrite, chips, calls }: NarrativeEditorOptions,
  { body }: NarrativeDocument,
): Extensions {
  const nodeChip = NodeChip.extend({
    addNodeView() {
      return ({ node }) => new ChipView(node, chips, mayWrite);
    },
  }).configure({ titleOf: (ref) => chips.treeIndex.node(ref)?.title });
  return [
    ...narrativeExtensions(nodeChip),
    Collaboration.configure({ fragment: body }),
    Carets.configure({ awareness, showsOwn: mayWrite }),
    NarrativeKeys.configure({ calls }),
    TableKeys,
    TableLabels,
  ];
}

/** A file dropped on the text would make the browser leave the page for it. */
function refuseFiles(_view: unknown, event: DragEvent): boolean {
  if (event.dataTransfer?.types.includes('Files') !== true) return false;
  event.preventDefault();
  return true;
}
