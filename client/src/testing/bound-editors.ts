/** Editors on a narrative, as in the product but without its page: for tests of what is done to a text. */
import { openNarrative, seedUpdate, type NarrativeDocument } from '@meemaak/model';
import { narrativeExtensions, writeNarrative } from '@meemaak/narrative';
import { Editor, type Extensions, type JSONContent } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import * as Y from 'yjs';
import { guardBinding } from '../features/narrative/binding-guard.ts';

export interface Bound {
  readonly editor: Editor;
  readonly narrative: NarrativeDocument;
}

const open: Editor[] = [];

/** For `afterEach`. */
export function closeEditors(): void {
  for (const editor of open.splice(0)) editor.destroy();
}

/** A fresh text of these blocks. */
export function bindText(content: JSONContent[], more: Extensions = []): Bound {
  const seed = seedUpdate('narrative', (fresh) => {
    writeNarrative(openNarrative(fresh).body, { type: 'doc', content });
  });
  return bind(seed, more);
}

/** The same text on another device. */
export function bindCopy({ narrative }: Bound, more: Extensions = []): Bound {
  return bind(Y.encodeStateAsUpdate(narrative.doc), more);
}

/** Everything that either has and the other has not. */
export function exchange(one: Bound, other: Bound): void {
  Y.applyUpdate(one.narrative.doc, Y.encodeStateAsUpdate(other.narrative.doc), 'wire');
  Y.applyUpdate(other.narrative.doc, Y.encodeStateAsUpdate(one.narrative.doc), 'wire');
}

export function paragraph(...content: (JSONContent | string)[]): JSONContent {
  return {
    type: 'paragraph',
    content: content
      .filter((part) => part !== '')
      .map((part) => (typeof part === 'string' ? words(part) : part)),
  };
}

export function words(text: string) {
  return { type: 'text', text };
}

function bind(update: Uint8Array, more: Extensions): Bound {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  const narrative = openNarrative(doc);
  const editor = new Editor({
    element: document.body,
    injectCSS: false,
    extensions: [
      ...narrativeExtensions(),
      Collaboration.configure({ fragment: narrative.body }),
      ...more,
    ],
  });
  guardBinding(editor);
  open.push(editor);
  return { editor, narrative };
}
