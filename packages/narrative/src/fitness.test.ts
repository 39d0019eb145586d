import { openNarrative, seedUpdate, SCHEMA_NUMBERS, type NarrativeDocument } from '@meemaak/model';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { watchFitness, whyUnfitForEditing, writeNarrative, type UnfitReason } from './index.ts';

test('a text of our own making is fit, and so is one of a stock provider', () => {
  const narrative = seeded();
  writeNarrative(narrative.body, { type: 'doc', content: [{ type: 'paragraph' }] });
  push(narrative.body, 'paragraph', new Y.XmlText('hallo'));
  expect(whyUnfitForEditing(narrative)).toBeUndefined();
});

test('a newer schema number makes a text unfit, at once and before any observer', () => {
  const narrative = seeded();
  const seen = watched(narrative);
  narrative.doc.getMap('meta').set('schema', SCHEMA_NUMBERS.narrative + 1);
  const reason = { kind: 'newerSchema', schema: SCHEMA_NUMBERS.narrative + 1 };
  expect(seen).toEqual([reason, 'observer']);
  expect(whyUnfitForEditing(narrative)).toEqual(reason);
});

const FOREIGN: [string, (body: Y.XmlFragment) => unknown][] = [
  ['tableOfTheFuture', (body) => push(body, 'tableOfTheFuture')],
  ['tableCell', (body) => push(body, 'tableCell')],
  ['paragraph', (body) => push(push(body, 'table'), 'paragraph', new Y.XmlText('los'))],
  ['table', (body) => push(push(push(push(body, 'table'), 'tableRow'), 'tableCell'), 'table')],
  ['deepTable', (body) => push(push(body, 'blockquote'), 'deepTable')],
  ['text', (body) => body.push([new Y.XmlText('los')])],
  ['hook', (body) => pushHook(body)],
  ['hook', (body) => pushHook(push(push(body, 'paragraph'), 'hardBreak'))],
  ['heading', (body) => push(push(body, 'paragraph', new Y.XmlText('hier')), 'heading')],
  ['paragraph', (body) => push(push(body, 'bulletList'), 'paragraph')],
  ['nodeChip', (body) => push(body, 'nodeChip')],
  ['text', (body) => push(body, 'blockquote', new Y.XmlText('los'))],
  [
    'text',
    (body) => push(push(body, 'paragraph'), 'hardBreak', new Y.XmlText('in een regeleinde')),
  ],
  ['embed', (body) => textIn(body).insertEmbed(0, { image: 'x' })],
  ['underline', (body) => textIn(body).format(0, 1, { underline: {} })],
  ['comment--aB3dE5fG', (body) => textIn(body).format(0, 1, { 'comment--aB3dE5fG': { id: 'a' } })],
  ['__proto__', (body) => push(body, '__proto__')],
  ['constructor', (body) => push(body, 'constructor')],
];

test.each(FOREIGN)('%s makes a text unfit, at once and before any observer', (name, write) => {
  const narrative = seeded();
  const seen = watched(narrative);
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(narrative.doc));
  write(other.getXmlFragment('body'));
  Y.applyUpdate(narrative.doc, Y.encodeStateAsUpdate(other));
  expect(seen[0]).toEqual({ kind: 'foreignContent', name });
  expect(seen[1]).toBe('observer');
  expect(whyUnfitForEditing(narrative)).toEqual({ kind: 'foreignContent', name });
});

test('ordinary changes from elsewhere are let through', () => {
  const narrative = seeded();
  const seen = watched(narrative);
  const text = textIn(narrative.body);
  text.insert(0, 'meer ');
  text.format(0, 2, { bold: {}, link: { href: 'https://rozenbuurt.nl/' } });
  push(narrative.body, 'heading', new Y.XmlText('Kop'));
  expect(seen.filter((what) => what !== 'observer')).toEqual([]);
});

test('a text built to be too deep is unfit instead of breaking the look', () => {
  const narrative = seeded();
  let parent: Y.XmlFragment = narrative.body;
  for (let depth = 0; depth < 3000; depth += 1) parent = push(parent, 'blockquote');
  expect(whyUnfitForEditing(narrative)).toEqual({ kind: 'foreignContent', name: 'depth' });
});

function seeded(): NarrativeDocument {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seedUpdate('narrative'));
  return openNarrative(doc);
}

/** Everything that is told, in order: reasons, and the observers that an editor would have. */
function watched(narrative: NarrativeDocument): (UnfitReason | 'observer')[] {
  const seen: (UnfitReason | 'observer')[] = [];
  narrative.body.observeDeep(() => seen.push('observer'));
  narrative.doc.getMap('meta').observe(() => seen.push('observer'));
  watchFitness(narrative, (reason) => seen.push(reason));
  return seen;
}

function push(parent: Y.XmlFragment, name: string, text?: Y.XmlText): Y.XmlElement {
  const element = new Y.XmlElement(name);
  parent.push([element]);
  if (text !== undefined) element.push([text]);
  return element;
}

/** Yjs writes hooks, and leaves them out of its types. */
function pushHook(parent: Y.XmlFragment): void {
  const add: unknown = Reflect.get(parent, 'push', parent);
  if (typeof add === 'function') Reflect.apply(add, parent, [[new Y.XmlHook('haak')]]);
}

function textIn(body: Y.XmlFragment): Y.XmlText {
  const text = new Y.XmlText('tekst');
  push(body, 'paragraph', text);
  return text;
}
