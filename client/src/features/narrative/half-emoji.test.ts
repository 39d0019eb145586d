/** Half an emoji written into a shared text reaches others as another letter than it was written: copies
 *  would differ for ever. The editor's binding writes what changed between two texts, letter by letter. */
import { openNarrative, seedUpdate } from '@meemaak/model';
import { narrativeExtensions, writeNarrative } from '@meemaak/narrative';
import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';

const open: Editor[] = [];

afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy();
});

function enter(seed: Uint8Array) {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seed);
  const { body } = openNarrative(doc);
  const editor = new Editor({
    extensions: [...narrativeExtensions(), Collaboration.configure({ fragment: body })],
  });
  open.push(editor);
  return { doc, body, editor };
}

function twoAt(text: string) {
  const content = [{ type: 'paragraph', content: [{ type: 'text', text }] }];
  const seed = seedUpdate('narrative', (fresh) =>
    writeNarrative(openNarrative(fresh).body, { type: 'doc', content }),
  );
  const [one, two] = [enter(seed), enter(seed)];
  one.doc.on('update', (update) => Y.applyUpdate(two.doc, update, 'wire'));
  return { one, two };
}

// Pairs of surrogates that share their first half, their last half, or stand beside one that does.
const CHANGES: readonly [from: string, to: string][] = [
  ['👍', '👎'],
  ['een 👍 duim', 'een 👎 duim'],
  ['👍👎', '👎👍'],
  ['👍', '👍👎👍'],
  ['👍👍', '👍'],
  ['\u{1F44D}', '\u{1044D}'],
  ['\u{1F44D}x', '\u{1044D}\u{1F44D}x'],
];

for (const [from, to] of CHANGES) {
  test(`${from} made ${to} in the text reaches others whole`, () => {
    const { one, two } = twoAt(from);
    const { tr } = one.editor.state;
    one.editor.view.dispatch(tr.insertText(to, 1, 1 + from.length));
    expect(one.editor.state.doc.textContent).toBe(to);
    expect(two.editor.state.doc.textContent).toBe(to);
    expect(two.body.toJSON()).toBe(one.body.toJSON());
  });
}

test('half an emoji put into a bare shared text does not arrive: whoever writes one keeps pairs whole', () => {
  const [one, two] = [new Y.Doc(), new Y.Doc()];
  one.on('update', (update) => Y.applyUpdate(two, update));
  one.getText('words').insert(0, '👍');
  one.getText('words').delete(1, 1);
  one.getText('words').insert(1, '👎'.charAt(1));
  expect(two.getText('words').toJSON()).not.toBe('👎');
});
