import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { readHeadings, readPlainText, writeNarrative } from './index.ts';

const titles: Record<string, string> = { 'effect-buren': 'Buren kennen elkaar' };
const titleOf = (ref: string): string | undefined => titles[ref];

test('the text reads as people read it, with chips as their titles', () => {
  const body = emptyBody();
  writeNarrative(body, {
    type: 'doc',
    content: [
      { type: 'heading', attrs: { level: 2 }, content: [words('Ons plan')] },
      {
        type: 'paragraph',
        content: [
          words('Wij willen: '),
          chip('effect-buren'),
          words(' en '),
          chip('effect-weg'),
          { type: 'hardBreak' },
          { ...words('samen'), marks: [{ type: 'bold' }] },
        ],
      },
      { type: 'bulletList', content: [item('een'), nested('twee', 'twee a')] },
      { type: 'orderedList', attrs: { start: 4 }, content: [item('vier'), item('vijf')] },
      { type: 'blockquote', content: [{ type: 'paragraph', content: [words('Mooi')] }] },
      { type: 'paragraph' },
    ],
  });
  expect(readPlainText(body, titleOf)).toBe(
    [
      'Ons plan',
      'Wij willen: Buren kennen elkaar en …\nsamen',
      '- een\n- twee\n  - twee a',
      '4. vier\n5. vijf',
      'Mooi',
    ].join('\n\n'),
  );
});

test('a bare paragraph from a stock provider reads like any other', () => {
  const body = emptyBody();
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText('clownschool')]);
  body.insert(0, [paragraph]);
  expect(readPlainText(body)).toBe('clownschool');
});

test('headings come in order, with their level and with chips as titles', () => {
  const body = emptyBody();
  writeNarrative(body, {
    type: 'doc',
    content: [
      { type: 'heading', attrs: { level: 1 }, content: [words('Eén')] },
      { type: 'heading', attrs: { level: 3 }, content: [chip('effect-buren')] },
      { type: 'heading', attrs: { level: 2 } },
      { type: 'paragraph', content: [words('tekst')] },
    ],
  });
  expect(readHeadings(body, titleOf)).toEqual([
    { level: 1, text: 'Eén' },
    { level: 3, text: 'Buren kennen elkaar' },
  ]);
});

test('words in places where we would not write them are read all the same', () => {
  const body = emptyBody();
  const table = new Y.XmlElement('table');
  const cell = new Y.XmlElement('cell');
  const inCell = new Y.XmlElement('paragraph');
  const list = new Y.XmlElement('bulletList');
  const strange = new Y.XmlText('vet');
  body.insert(0, [new Y.XmlText('los'), table, list]);
  pushHook(body);
  table.insert(0, [cell]);
  cell.insert(0, [inCell]);
  inCell.insert(0, [new Y.XmlText('in een tabel'), strange]);
  strange.format(0, 3, { onbekend: { a: 1 } });
  strange.insertEmbed(0, { image: 'https://evil.example/x.png' });
  list.insert(0, [new Y.XmlText('geen item')]);
  expect(readPlainText(body)).toBe('los\n\nin een tabelvet\n\n- geen item');
});

test('nothing that can stand in an attribute breaks reading', () => {
  const body = emptyBody();
  for (const value of [null, {}, [], 'x', Number.NaN, -1, '99999999999999999999', 1e308]) {
    const heading = new Y.XmlElement('heading');
    const list = new Y.XmlElement('orderedList');
    const hollow = new Y.XmlElement('nodeChip');
    body.push([heading, list]);
    heading.insert(0, [new Y.XmlText('k'), hollow]);
    list.insert(0, [new Y.XmlElement('listItem')]);
    setAnything(heading, 'level', value);
    setAnything(list, 'start', value);
    setAnything(hollow, 'ref', value);
  }
  expect(readHeadings(body).map(({ level }) => level)).toEqual(Array(8).fill(1));
  expect(readPlainText(body)).toContain('k…');
});

test('a text built to be too deep is cut off instead of breaking the reader', () => {
  const body = emptyBody();
  let parent: Y.XmlFragment = body;
  for (let depth = 0; depth < 3000; depth += 1) {
    const child = new Y.XmlElement(depth % 2 === 0 ? 'blockquote' : 'doos');
    parent.insert(0, [child]);
    parent = child;
  }
  parent.insert(0, [new Y.XmlText('te diep')]);
  expect(readPlainText(body)).toBe('');
  expect(readHeadings(body)).toEqual([]);
});

function emptyBody(): Y.XmlFragment {
  return new Y.Doc().getXmlFragment('body');
}

function words(text: string) {
  return { type: 'text', text };
}

function chip(ref: string) {
  return { type: 'nodeChip', attrs: { ref } };
}

function item(text: string) {
  return { type: 'listItem', content: [{ type: 'paragraph', content: [words(text)] }] };
}

function nested(text: string, below: string) {
  const list = { type: 'bulletList', content: [item(below)] };
  return {
    type: 'listItem',
    content: [{ type: 'paragraph', content: [words(text)] }, list],
  };
}

/** Yjs writes hooks, and leaves them out of its types. */
function pushHook(parent: Y.XmlFragment): void {
  const add: unknown = Reflect.get(parent, 'push', parent);
  if (typeof add === 'function') Reflect.apply(add, parent, [[new Y.XmlHook('haak')]]);
}

/** Yjs' types know words as attributes; what arrives can be anything. */
interface AttributeHolder {
  setAttribute(name: string, value: unknown): void;
}

function setAnything(element: AttributeHolder, name: string, value: unknown): void {
  element.setAttribute(name, value);
}
