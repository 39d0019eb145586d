import { Editor, createTLStore, defaultShapeUtils, type TLFrameShape } from 'tldraw';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { frameShapeUtil } from './frame-shape.ts';

let editor: Editor;

beforeEach(() => {
  const others = defaultShapeUtils.filter(({ type }) => type !== 'frame');
  const shapeUtils = [...others, frameShapeUtil('Kader')];
  editor = new Editor({
    store: createTLStore({ shapeUtils }),
    shapeUtils,
    bindingUtils: [],
    tools: [],
    getContainer: () => document.body,
  });
});
afterEach(() => editor.dispose());

function frame(name?: string): TLFrameShape {
  editor.createShape({ type: 'frame', props: name === undefined ? {} : { name } });
  const made = editor.getCurrentPageShapes().at(-1);
  if (made?.type !== 'frame') throw new Error('No frame.');
  return made;
}

test('a new frame is called by the word of the page’s language', () => {
  expect(frame().props.name).toBe('Kader');
});

test('a frame without a name is shown by that word, and one with a name by its name', () => {
  const shown = (shape: TLFrameShape) => editor.getShapeUtil(shape).getAriaDescriptor(shape);
  expect(shown(frame(''))).toBe('Kader');
  expect(shown(frame('Ideeën'))).toBe('Ideeën');
});
