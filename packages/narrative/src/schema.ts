/** What a narrative can hold. Adding to it raises `SCHEMA_NUMBERS.narrative` of the model: a client
 *  that does not know a kind of content would remove it for everybody by merely opening the text. */
import { getSchema, type Extensions } from '@tiptap/core';
import type { Schema } from '@tiptap/pm/model';
import { StarterKit } from '@tiptap/starter-kit';
import { NarrativeLink } from './link.ts';
import { NodeChip } from './node-chip.ts';

/** Paragraphs, headings 1 to 3, lists, quotes, bold, italic, links, line breaks and node chips.
 *  An editor hands over its own `nodeChip`, extended with a view. */
export function narrativeExtensions(nodeChip: typeof NodeChip = NodeChip): Extensions {
  return [
    StarterKit.configure({
      heading: { levels: [1, 2, 3] },
      // Undoing is collaborative: own work only.
      undoRedo: false,
      // It would write a paragraph into a text that somebody only opens.
      trailingNode: false,
      code: false,
      codeBlock: false,
      horizontalRule: false,
      link: false,
      strike: false,
      underline: false,
    }),
    NarrativeLink,
    nodeChip,
  ];
}

/** The same, as ProseMirror knows it. */
export const narrativeSchema: Schema = getSchema(narrativeExtensions());
