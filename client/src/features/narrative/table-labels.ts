/** Tells each cell what its column is called, for a page too narrow for columns. */
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

export const TableLabels = Extension.create({
  name: 'tableLabels',

  addProseMirrorPlugins() {
    const labels = labelsOfLast();
    return [new Plugin({ props: { decorations: ({ doc }) => labels(doc) } })];
  },
});

/** Asked at every keystroke, and at every caret that moves: only another text is looked through. */
function labelsOfLast(): (text: Node) => DecorationSet {
  let last: Node | undefined;
  let labels = DecorationSet.empty;
  return (text) => {
    if (text !== last) labels = DecorationSet.create(text, labelsOf(text));
    last = text;
    return labels;
  };
}

function labelsOf(text: Node): Decoration[] {
  const labels: Decoration[] = [];
  text.forEach((table, tablePlace) => {
    if (table.type.name !== 'table') return;
    const headings = table.firstChild?.children ?? [];
    table.forEach((row, rowPlace, at) => {
      if (at === 0) return;
      row.forEach((cell, cellPlace, column) => {
        const heading = headings[column];
        if (heading?.type.name !== 'tableHeader' || heading.textContent === '') return;
        const from = tablePlace + rowPlace + cellPlace + 2;
        const attributes = { 'data-heading': heading.textContent };
        labels.push(Decoration.node(from, from + cell.nodeSize, attributes));
      });
    });
  });
  return labels;
}
