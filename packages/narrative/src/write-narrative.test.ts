import { expect, test } from 'vitest';
import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { narrativeSchema, writeNarrative } from './index.ts';

const EVERYTHING = {
  type: 'doc',
  content: [
    heading(1, 'Prettig wonen'),
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'Samen werken we aan ' },
        { type: 'nodeChip', attrs: { ref: 'effect-buren' } },
        { type: 'text', text: ' in de ' },
        { type: 'text', marks: [{ type: 'bold' }, { type: 'italic' }], text: 'Rozenbuurt' },
        { type: 'hardBreak' },
        { type: 'text', marks: [link('https://rozenbuurt.nl/')], text: 'Lees verder' },
      ],
    },
    heading(2, 'Wat we doen'),
    { type: 'bulletList', content: [item('Buurtkamer'), item('Tuinen')] },
    heading(3, 'En daarna'),
    { type: 'orderedList', attrs: { start: 3, type: null }, content: [item('Meten')] },
    { type: 'blockquote', content: [paragraph('Ik ken nu mijn buren.')] },
    {
      type: 'table',
      content: [
        {
          type: 'tableRow',
          content: [
            { type: 'tableHeader', content: [paragraph('Wie')] },
            { type: 'tableCell', content: [paragraph('Buren')] },
          ],
        },
      ],
    },
    { type: 'paragraph' },
  ],
};

test('a text comes back from the document as it was written, with every kind of content', () => {
  const { body } = write(EVERYTHING);
  const node = yXmlFragmentToProseMirrorRootNode(body, narrativeSchema);
  expect(node.toJSON()).toEqual(narrativeSchema.nodeFromJSON(EVERYTHING).toJSON());
  const kinds = new Set<string>();
  node.descendants((child) => {
    kinds.add(child.type.name);
    for (const mark of child.marks) kinds.add(mark.type.name);
  });
  const known = [...Object.keys(narrativeSchema.nodes), ...Object.keys(narrativeSchema.marks)];
  expect([...kinds, 'doc'].toSorted()).toEqual(known.toSorted());
});

test('the same text gives the same bytes, so that seeding twice merges to one', () => {
  const first = Y.encodeStateAsUpdate(write(EVERYTHING).doc);
  const second = Y.encodeStateAsUpdate(write(EVERYTHING).doc);
  expect(first).toEqual(second);
  const merged = new Y.Doc();
  Y.applyUpdate(merged, first);
  Y.applyUpdate(merged, second);
  expect(merged.getXmlFragment('body').length).toBe(EVERYTHING.content.length);
});

test('writing the text that is already there changes nothing', () => {
  const { doc, body } = write(EVERYTHING);
  const before = Y.encodeStateAsUpdate(doc);
  writeNarrative(body, EVERYTHING);
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
});

test.each<[string, object]>([
  ['a kind that we do not have', { type: 'doc', content: [{ type: 'codeBlock' }] }],
  ['a mark that we do not have', textWith([{ type: 'strike' }])],
  ['words without a block', { type: 'doc', content: [{ type: 'text', text: 'los' }] }],
  ['a chip without a node', { type: 'doc', content: [chipIn('paragraph', null)] }],
  ['a chip with a node id that cannot be', { type: 'doc', content: [chipIn('paragraph', '"><b')] }],
])('refuses %s and writes nothing', (_what, json) => {
  const body = new Y.Doc().getXmlFragment('body');
  expect(() => writeNarrative(body, json)).toThrow(RangeError);
  expect(body.length).toBe(0);
});

function write(json: object) {
  const doc = new Y.Doc();
  doc.clientID = 1;
  const body = doc.getXmlFragment('body');
  writeNarrative(body, json);
  return { doc, body };
}

function heading(level: number, text: string) {
  return { type: 'heading', attrs: { level }, content: [{ type: 'text', text }] };
}

function paragraph(text: string) {
  return { type: 'paragraph', content: [{ type: 'text', text }] };
}

function item(text: string) {
  return { type: 'listItem', content: [paragraph(text)] };
}

function link(href: string) {
  return { type: 'link', attrs: { href } };
}

function textWith(marks: object[]) {
  return {
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'a', marks }] }],
  };
}

function chipIn(block: string, ref: unknown) {
  return { type: block, content: [{ type: 'nodeChip', attrs: { ref } }] };
}
