import type { NodeId } from '@meemaak/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { namedNodes, putChip, readPlainText, takeChipBack, writeNarrative } from './index.ts';

const id = (name: string) => name as NodeId;
const words = (text: string) => ({ type: 'text', text });
const chip = (ref: string) => ({ type: 'nodeChip', attrs: { ref } });
const heading = (text: string) => ({
  type: 'heading',
  attrs: { level: 2 },
  content: [words(text)],
});
const line = (...content: readonly object[]) => ({ type: 'paragraph', content });
const empty = { type: 'paragraph' };
const titleOf = (ref: NodeId): string => `<${ref}>`;

function textOf(...content: readonly object[]) {
  const body = new Y.Doc({ gc: true }).getXmlFragment('body');
  writeNarrative(body, { type: 'doc', content: [...content] });
  return body;
}

const place = { ref: id('nieuw'), kinIds: new Set<NodeId>(), chapters: ['Ieders aandeel'] };
const lines = (body: Y.XmlFragment) => readPlainText(body, titleOf).split('\n\n');

describe('naming a node in the text', () => {
  it('comes at the end of the chapter that names its kin', () => {
    const body = textOf(
      heading('Buurt'),
      line(chip('buurt')),
      empty,
      heading('Wonen'),
      line(words('Later.')),
    );
    putChip(body, { ...place, kinIds: new Set([id('buurt')]) }, 'test');
    expect(lines(body)).toEqual(['Buurt', '<buurt>', '<nieuw>', 'Wonen', 'Later.']);
  });

  it('comes otherwise in the chapter of its kind, before the line where somebody may write', () => {
    const body = textOf(
      heading('IEDERS AANDEEL'),
      line(words('Wij doen dit:')),
      empty,
      heading('Afspraken'),
    );
    putChip(body, place, 'test');
    expect(lines(body)).toEqual(['IEDERS AANDEEL', 'Wij doen dit:', '<nieuw>', 'Afspraken']);
    expect(body.length).toBe(5);
  });

  it('comes otherwise at the end, also of a text with nothing in it', () => {
    const body = textOf(line(words('Begin.')));
    putChip(body, place, 'test');
    expect(lines(body)).toEqual(['Begin.', '<nieuw>']);
    const nothing = new Y.Doc().getXmlFragment('body');
    putChip(nothing, place, 'test');
    expect(lines(nothing)).toEqual(['<nieuw>']);
  });

  it('is found again among the names, in a list and in a table cell too', () => {
    const list = {
      type: 'bulletList',
      content: [{ type: 'listItem', content: [line(chip('diep'))] }],
    };
    const body = textOf(line(words('Zie '), chip('buurt')), list);
    putChip(body, place, 'test');
    expect([...namedNodes(body)]).toEqual(['buurt', 'diep', 'nieuw']);
  });

  it('can be taken back in one step, and nothing else with it', () => {
    const body = textOf(heading('Afspraken'), line(words('Samen.')));
    const before = body.toJSON();
    const put = putChip(body, place, 'test');
    expect(takeChipBack(body, put, 'test')).toBe(true);
    expect(body.toJSON()).toBe(before);
    expect(takeChipBack(body, put, 'test')).toBe(false);
  });

  it('leaves what a colleague wrote behind it', () => {
    const body = textOf(line(words('Samen.')));
    const put = putChip(body, place, 'test');
    put.paragraph.insert(1, [new Y.XmlText(' is goed.')]);
    expect(takeChipBack(body, put, 'test')).toBe(true);
    expect(lines(body)).toEqual(['Samen.', ' is goed.']);
  });

  it('whatever the text, adds one name and keeps every other word in its order', () => {
    const block = fc.oneof(
      fc.string({ minLength: 1, maxLength: 5 }).map((one) => line(words(one))),
      fc.constantFrom('Ieders aandeel', 'Buurt').map(heading),
      fc.constantFrom('buurt', 'wonen').map((ref) => line(chip(ref))),
      fc.constant(empty),
    );
    fc.assert(
      fc.property(
        fc.array(block, { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        (blocks, hasKin) => {
          const body = textOf(...blocks);
          const before = body.toArray().map(String);
          const put = putChip(
            body,
            { ...place, kinIds: new Set(hasKin ? [id('buurt')] : []) },
            'test',
          );
          const after = body.toArray().map(String);
          expect(after.toSpliced(body.toArray().indexOf(put.paragraph), 1)).toEqual(before);
          expect(namedNodes(body).has(id('nieuw'))).toBe(true);
        },
      ),
    );
  });
});
