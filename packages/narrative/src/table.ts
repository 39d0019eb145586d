/** Tables in the running text: rows of cells with words and lists, the first row mostly headings. No
 *  merged cells, no widths, no tables in tables: what two people do to one at the same moment then
 *  always leaves a table that can be drawn, and whoever listens hears one cell after the other.
 *
 *  Rows may differ in length (somebody adds a column while somebody else adds a row). Nothing mends
 *  that by itself: two editors that both did would make it worse without end. Whoever next adds a row
 *  or column fills it up. */
import { Node } from '@tiptap/core';

export const NarrativeTable: Node = Node.create({
  name: 'table',
  group: 'block',
  content: 'tableRow+',
  isolating: true,
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: () => ['table', { role: 'table' }, ['tbody', { role: 'rowgroup' }, 0]],
});

export const TableRow: Node = Node.create({
  name: 'tableRow',
  content: '(tableHeader | tableCell)+',
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: () => ['tr', { role: 'row' }, 0],
});

export const TableHeader: Node = cell('tableHeader', 'th', 'columnheader');
export const TableCell: Node = cell('tableCell', 'td', 'cell');

/** The roles are said aloud: on a narrow page cells stand below each other, and browsers then forget that
 *  they are cells. */
function cell(name: string, tag: 'th' | 'td', role: string): Node {
  return Node.create({
    name,
    content: '(paragraph | bulletList | orderedList)+',
    isolating: true,
    parseHTML: () => [{ tag }],
    renderHTML: () => [tag, { role }, 0],
  });
}
