import { createShapeId } from 'tldraw';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { boardSeed, createPerson } from './headless-editor.ts';

it('draws at one side what is drawn at the other', () => {
  const [docA, docB] = [new Y.Doc(), new Y.Doc()];
  for (const doc of [docA, docB]) Y.applyUpdate(doc, boardSeed());
  docA.on('update', (update: Uint8Array) => Y.applyUpdate(docB, update));
  const [a, b] = [createPerson(docA), createPerson(docB)];
  const id = createShapeId('one');
  a.editor.createShape({ id, type: 'geo', x: 10, y: 20 });
  a.binding.flush();
  expect(a.editor.getShape(id)).toBeDefined();
  expect(b.editor.getShape(id)).toEqual(a.editor.getShape(id));
  a.leave();
  b.leave();
});
