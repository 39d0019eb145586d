import { narrativeSchema, readPlainText, whyUnfitForEditing } from '@meemaak/narrative';
import type { Editor, JSONContent } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import { afterEach, expect, test } from 'vitest';
import {
  bindCopy,
  bindText,
  closeEditors,
  exchange,
  paragraph,
  type Bound,
} from '../../testing/bound-editors.ts';
import { TABLE_ACTS, actOnTable, insertTable, type TableAct } from './table-acts.ts';
import { TableKeys } from './table-keys.ts';
import { TableLabels } from './table-labels.ts';
import { tablePlace } from './table-place.ts';

afterEach(closeEditors);

test('a table comes in the place of an empty line, after anything else, and one can go on below it', () => {
  const { editor } = bind(paragraph('Wie doet wat?'), paragraph());
  editor.commands.setTextSelection(3);
  insertTable(editor, 2);
  expect(blocks(editor)).toEqual(['paragraph', 'table', 'paragraph']);
  expect(rows(editor)).toEqual(['|', '|', '|']);
  editor.commands.insertContent('Wie');
  expect(rows(editor)[0]).toBe('Wie|');
  editor.commands.undo();
  editor.commands.undo();
  expect(blocks(editor)).toEqual(['paragraph', 'paragraph']);
  editor.commands.focus('end');
  insertTable(editor, 3);
  // The last thing in the text is never a table that one cannot get out of.
  expect(blocks(editor)).toEqual(['paragraph', 'table', 'paragraph']);
  act(editor, 'leave');
  editor.commands.insertContent('verder');
  expect(editor.state.doc.lastChild?.textContent).toBe('verder');
});

test('Tab goes from cell to cell and makes a row after the last, Shift-Tab goes back and stops', () => {
  const { editor } = bind(table(['Wie', 'Wat'], ['Buren', 'groen']));
  enter(editor, 'Wie');
  for (const expected of [
    [0, 1],
    [1, 0],
    [1, 1],
    [2, 0],
    [2, 1],
  ]) {
    press(editor, 'Tab');
    expect(at(editor)).toEqual(expected);
  }
  expect(rows(editor)).toEqual(['Wie|Wat', 'Buren|groen', '|']);
  for (let presses = 0; presses < 8; presses += 1) press(editor, 'Tab', true);
  expect(at(editor)).toEqual([0, 0]);
  expect(rows(editor)).toHaveLength(3);
});

const ACTS: readonly [TableAct, string[]][] = [
  ['rowBelow', ['Wie|Wat', 'Buren|groen', '|', 'Gemeente|grijs']],
  ['rowAbove', ['Wie|Wat', '|', 'Buren|groen', 'Gemeente|grijs']],
  ['columnAfter', ['Wie||Wat', 'Buren||groen', 'Gemeente||grijs']],
  ['columnBefore', ['|Wie|Wat', '|Buren|groen', '|Gemeente|grijs']],
  ['removeRow', ['Wie|Wat', 'Gemeente|grijs']],
  ['removeColumn', ['Wat', 'groen', 'grijs']],
  ['removeTable', []],
];

test.each(ACTS)('%s does that, and is one step of undo', (name, expected) => {
  const { editor } = bind(
    table(['Wie', 'Wat'], ['Buren', 'groen'], ['Gemeente', 'grijs']),
    paragraph('einde'),
  );
  const before = editor.getJSON();
  enter(editor, 'Buren');
  act(editor, name);
  expect(rows(editor)).toEqual(expected);
  editor.state.doc.check();
  editor.commands.undo();
  expect(editor.getJSON()).toEqual(before);
});

test('the headings stay headings beside a new column, and a row above them becomes the headings', () => {
  const { editor } = bind(table(['Wie', 'Wat'], ['Buren', 'groen']));
  enter(editor, 'Wat');
  act(editor, 'columnAfter');
  act(editor, 'rowAbove');
  expect(kinds(editor)).toEqual(['hhh', 'hhh', 'ccc']);
});

test('taking away the last row or column takes away the table, never the text around it', () => {
  for (const name of ['removeRow', 'removeColumn'] as const) {
    const { editor } = bind(table(['alleen']));
    enter(editor, 'alleen');
    act(editor, name);
    expect(blocks(editor)).toEqual(['paragraph']);
  }
});

test('words selected across cells go, the cells stay', () => {
  const { editor } = bind(
    table(['Wie', 'Wat'], ['Buren', 'groen'], ['Gemeente', 'grijs']),
    paragraph('einde'),
  );
  select(editor, placeOf(editor, 'Wat') + 1, placeOf(editor, 'Gemeente') + 3);
  press(editor, 'Backspace');
  expect(rows(editor)).toEqual(['Wie|W', '|', 'eente|grijs']);
  select(editor, placeOf(editor, 'grijs') + 2, placeOf(editor, 'einde') + 2);
  press(editor, 'Delete');
  expect(rows(editor).at(-1)).toBe('eente|gr');
  expect(editor.state.doc.lastChild?.textContent).toBe('nde');
});

test('cutting across cells, and pasting over them, leaves the cells too', () => {
  const { editor } = bind(
    table(['Wie', 'Wat'], ['Buren', 'groen'], ['Gemeente', 'grijs']),
    paragraph('einde'),
  );
  select(editor, placeOf(editor, 'Wat') + 1, placeOf(editor, 'Gemeente') + 3);
  const clipboardData = new DataTransfer();
  const cut = Object.assign(new Event('cut', { cancelable: true }), { clipboardData });
  editor.view.dom.dispatchEvent(cut);
  expect(rows(editor)).toEqual(['Wie|W', '|', 'eente|grijs']);
  expect(clipboardData.getData('text/html')).toContain('groen');
  expect(cut.defaultPrevented).toBe(true);
  select(editor, placeOf(editor, 'eente') + 2, placeOf(editor, 'einde') + 2);
  editor.view.pasteHTML('<p>nieuw</p>');
  expect(rows(editor)).toEqual(['Wie|W', '|', 'eenieuw|']);
  expect(editor.state.doc.lastChild?.textContent).toBe('nde');
});

test('what is pasted into a cell stays in it: headings, quotes and tables become words', () => {
  const pasted = [
    '<p>x</p><h2>kop</h2><p>y</p>',
    '<blockquote><p>x</p><p>kop</p></blockquote><p>y</p>',
    '<table><tr><td>x</td><td>kop</td></tr><tr><td>y</td></tr></table>',
  ];
  for (const html of pasted) {
    const { editor } = bind(table(['Wie', 'Wat'], ['Buren', 'groen']), paragraph('einde'));
    enter(editor, 'groen');
    editor.view.pasteHTML(html);
    expect(rows(editor), html).toEqual(['Wie|Wat', 'Buren|xkopygroen']);
    expect(blocks(editor)).toEqual(['table', 'paragraph']);
  }
  const { editor } = bind(table(['Wie', 'Wat'], ['Buren', 'groen']), paragraph('einde'));
  enter(editor, 'einde');
  editor.view.pasteHTML('<h2>kop</h2><p>y</p>');
  expect(blocks(editor)).toEqual(['table', 'heading', 'paragraph']);
});

test('a row and a column made at the same moment leave a table that the next act fills up', () => {
  const mine = bind(table(['Wie', 'Wat'], ['Buren', 'groen']));
  const theirs = bindCopy(mine, [TableKeys]);
  enter(mine.editor, 'Wat');
  act(mine.editor, 'columnAfter');
  enter(theirs.editor, 'Buren');
  act(theirs.editor, 'rowBelow');
  exchange(mine, theirs);
  expect(rows(mine.editor)).toEqual(['Wie|Wat|', 'Buren|groen|', '|']);
  expect(rows(theirs.editor)).toEqual(rows(mine.editor));
  enter(theirs.editor, 'Buren');
  act(theirs.editor, 'rowAbove');
  expect(rows(theirs.editor)).toEqual(['Wie|Wat|', '||', 'Buren|groen|', '||']);
});

test('two people who change one table at random end with the same table, and nothing breaks', () => {
  const seed = Number(import.meta.env['VITE_SEED'] ?? 20_261_123);
  const random = randomFrom(seed);
  const people = [bind(table(['Wie', 'Wat'], ['Buren', 'groen']), paragraph('einde'))];
  people.push(bindCopy(people[0] as Bound, [TableKeys]));
  const made: Record<string, number> = {};
  for (let round = 0; round < 300; round += 1) {
    const { editor } = people[round % 2] as Bound;
    const done = changeAtRandom(editor, random);
    made[done] = (made[done] ?? 0) + 1;
    if (random() < 0.3) exchange(people[0] as Bound, people[1] as Bound);
  }
  exchange(people[0] as Bound, people[1] as Bound);
  console.log(`seed ${String(seed)}: ${JSON.stringify(made)}`);
  const [mine, theirs] = people.map(({ narrative }) =>
    yXmlFragmentToProseMirrorRootNode(narrative.body, narrativeSchema).toJSON(),
  );
  expect(mine).toEqual(theirs);
  expect(JSON.stringify(mine)).toContain('tableRow');
  for (const { editor, narrative } of people) {
    expect(editor.getJSON()).toEqual(mine);
    expect(whyUnfitForEditing(narrative)).toBeUndefined();
    editor.state.doc.check();
  }
  for (const name of [...TABLE_ACTS, 'typed', 'cleared', 'tabbed', 'undone', 'inserted']) {
    expect(made[name], name).toBeGreaterThan(0);
  }
});

test('every cell knows what its column is called, also after somebody changes that', () => {
  const { editor } = bindText([table(['Wie', ''], ['Buren', 'groen'])], [TableLabels]);
  const headings = () =>
    [...editor.view.dom.querySelectorAll('td')].map((cell) => cell.dataset['heading']);
  expect(headings()).toEqual(['Wie', undefined]);
  editor.commands.insertContentAt(placeOf(editor, 'Wie') + 3, ' doet mee');
  expect(headings()).toEqual(['Wie doet mee', undefined]);
});

test('a table reads as lines of cells without an editor', () => {
  const { narrative } = bind(table(['Wie', 'Wat'], ['Buren', 'groen']), paragraph('einde'));
  expect(readPlainText(narrative.body)).toBe('Wie | Wat\nBuren | groen\n\neinde');
});

function bind(...content: JSONContent[]): Bound {
  return bindText(content, [TableKeys]);
}

function table(...lines: readonly string[][]): JSONContent {
  return {
    type: 'table',
    content: lines.map((cells, row) => ({
      type: 'tableRow',
      content: cells.map((words) => ({
        type: row === 0 ? 'tableHeader' : 'tableCell',
        content: [paragraph(words)],
      })),
    })),
  };
}

function act(editor: Editor, name: TableAct): void {
  actOnTable({ editor, act: name });
}

function blocks(editor: Editor): string[] {
  return editor.state.doc.children.map(({ type }) => type.name);
}

/** The words of each row of the first table, cell by cell. */
function rows(editor: Editor): string[] {
  return tableRows(editor).map((row) => row.children.map((cell) => cell.textContent).join('|'));
}

function kinds(editor: Editor): string[] {
  return tableRows(editor).map((row) =>
    row.children.map(({ type }) => (type.name === 'tableHeader' ? 'h' : 'c')).join(''),
  );
}

function tableRows(editor: Editor) {
  return editor.state.doc.children.find(({ type }) => type.name === 'table')?.children ?? [];
}

function at(editor: Editor): number[] {
  const place = tablePlace(editor.state);
  return place === undefined ? [] : [place.row, place.column];
}

/** Just before these words. */
function placeOf(editor: Editor, sought: string): number {
  let found = -1;
  editor.state.doc.descendants((node, place) => {
    if (node.isTextblock && node.textContent === sought) found = place + 1;
  });
  if (found < 0) throw new Error(`Not in the text: ${sought}`);
  return found;
}

function enter(editor: Editor, sought: string): void {
  editor.commands.setTextSelection(placeOf(editor, sought));
}

function select(editor: Editor, from: number, to: number): void {
  const { tr } = editor.state;
  editor.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, from, to)));
}

function press(editor: Editor, key: string, shiftKey = false): void {
  const event = new KeyboardEvent('keydown', { key, shiftKey });
  editor.view.someProp('handleKeyDown', (handle) => handle(editor.view, event));
}

function changeAtRandom(editor: Editor, random: () => number): string {
  const { doc } = editor.state;
  const place = doc.resolve(Math.floor(random() * doc.content.size));
  editor.view.dispatch(editor.state.tr.setSelection(TextSelection.near(place)));
  if (tablePlace(editor.state) === undefined && random() < 0.6) {
    insertTable(editor, 2);
    return 'inserted';
  }
  const dice = random();
  if (dice < 0.35) {
    // Taking a whole table away would leave little to be wrong about.
    const rare = random() < 0.6 ? TABLE_ACTS.slice(0, -1) : TABLE_ACTS;
    const name = rare[Math.floor(random() * rare.length)] ?? 'leave';
    act(editor, name);
    return name;
  }
  if (dice < 0.6) {
    editor.commands.insertContent({ type: 'text', text: `w${String(Math.floor(random() * 99))}` });
    return 'typed';
  }
  if (dice < 0.75) {
    const end = TextSelection.near(doc.resolve(Math.floor(random() * doc.content.size))).head;
    const [from, to] = [editor.state.selection.from, end].toSorted((one, two) => one - two);
    select(editor, from ?? 0, to ?? 0);
    press(editor, 'Backspace');
    return 'cleared';
  }
  if (dice < 0.9) {
    press(editor, 'Tab');
    return 'tabbed';
  }
  editor.commands.undo();
  return 'undone';
}

/** mulberry32 */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
