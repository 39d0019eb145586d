/** What a narrative can hold. Adding to it raises `SCHEMA_NUMBERS.narrative` of the model: a client
 *  that does not know a kind of content would remove it for everybody by merely opening the text. */
import { getSchema, type Extensions } from '@tiptap/core';
import type { Schema } from '@tiptap/pm/model';
import { Blockquote } from '@tiptap/extension-blockquote';
import { Bold } from '@tiptap/extension-bold';
import { Document } from '@tiptap/extension-document';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Heading } from '@tiptap/extension-heading';
import { Italic } from '@tiptap/extension-italic';
import { BulletList, ListItem, ListKeymap, OrderedList } from '@tiptap/extension-list';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Text } from '@tiptap/extension-text';
import { Dropcursor, Gapcursor } from '@tiptap/extensions';
import { DepthLimit } from './depth-limit.ts';
import { NarrativeLink } from './link.ts';
import { NodeChip } from './node-chip.ts';
import { NarrativeTable, TableCell, TableHeader, TableRow } from './table.ts';

/** Paragraphs, headings 1 to 3, lists, quotes, tables, bold, italic, links, line breaks and node chips.
 *  An editor hands over its own `nodeChip`, extended with a view, and brings its own undo: of own
 *  work only. Nothing here writes by itself, so opening a text changes nothing. */
export function narrativeExtensions(nodeChip: typeof NodeChip = NodeChip): Extensions {
  // One by one, not tiptap's starter kit: that brings code that the first load can do without.
  return [
    Document,
    Paragraph,
    Text,
    Heading.configure({ levels: [1, 2, 3] }),
    Blockquote,
    BulletList,
    OrderedList,
    ListItem,
    ListKeymap,
    NarrativeTable,
    TableRow,
    TableHeader,
    TableCell,
    HardBreak,
    Bold,
    Italic,
    NarrativeLink,
    nodeChip,
    Dropcursor,
    Gapcursor,
    DepthLimit,
  ];
}

/** The same, as ProseMirror knows it. */
export const narrativeSchema: Schema = getSchema(narrativeExtensions());
