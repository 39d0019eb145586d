/** For tests only: a person with a real tldraw editor and no screen. */
import {
  openBoard,
  seedBoardRecords,
  seedUpdate,
  type BoardDocument,
  type NodeId,
} from '@meemaak/model';
import {
  BaseBoxShapeUtil,
  Editor,
  defaultAddFontsFromNode,
  defaultShapeTools,
  defaultTools,
  registerDefaultSideEffects,
  tipTapDefaultExtensions,
  type TLMeasureTextOpts,
  type TLStore,
} from 'tldraw';
import * as Y from 'yjs';
import { bindBoard, type BoardBinding, type BoardBindingOptions } from './bind-board.ts';
import { createBoardStore } from './create-store.ts';
import { boardBindingUtils, boardShapeUtils, cardShapeProps, type CardShape } from './shapes.ts';

export interface Person {
  readonly doc: Y.Doc;
  readonly board: BoardDocument;
  readonly store: TLStore;
  readonly editor: Editor;
  readonly binding: BoardBinding;
  /** Takes the editor and the binding down. */
  leave(): void;
}

/** What the server gives a new board. */
export function boardSeed(): Uint8Array {
  return seedUpdate('board', (doc) => seedBoardRecords(openBoard(doc)));
}

export function createPerson(
  doc: Y.Doc,
  options: Partial<Omit<BoardBindingOptions, 'store' | 'board'>> = {},
): Person {
  const board = openBoard(doc);
  const store = createHeadlessStore();
  const editor = createHeadlessEditor(store);
  const binding = bindBoard({ store, board, mayWrite: () => true, ...options });
  return {
    doc,
    board,
    store,
    editor,
    binding,
    leave() {
      binding.unbind();
      editor.dispose();
    },
  };
}

export interface People {
  readonly people: readonly [Person, Person];
  /** From here on each goes on alone. */
  part(): void;
  /** What they did alone arrives, and they hear each other again. */
  meet(): void;
}

/** Two people on one new board who hear each other at once. */
export function createPeople(options: Parameters<typeof createPerson>[1] = {}): People {
  const [docA, docB] = [createSeededDoc(), createSeededDoc()];
  let arePartedWays = false;
  const forward = (to: Y.Doc) => (update: Uint8Array, origin: unknown) => {
    if (!arePartedWays && origin !== WIRE) Y.applyUpdate(to, update, WIRE);
  };
  docA.on('update', forward(docB));
  docB.on('update', forward(docA));
  const people = [createPerson(docA, options), createPerson(docB, options)] as const;
  return {
    people,
    part() {
      arePartedWays = true;
    },
    meet() {
      for (const { binding } of people) binding.flush();
      arePartedWays = false;
      const updates = [docA, docB].map((doc) => Y.encodeStateAsUpdate(doc));
      for (const doc of [docA, docB])
        for (const update of updates) Y.applyUpdate(doc, update, WIRE);
    },
  };
}

const WIRE = 'wire';

export function createSeededDoc(): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, boardSeed(), WIRE);
  return doc;
}

/** One step of a person: can be undone by itself, and is in the document when this returns. */
export function act({ editor, binding }: Person, step: (editor: Editor) => unknown): void {
  editor.markHistoryStoppingPoint();
  step(editor);
  binding.flush();
}

export function createHeadlessStore(): TLStore {
  return createBoardStore({ assets: { upload: () => Promise.reject(new Error('No server.')) } });
}

function createHeadlessEditor(store: TLStore): Editor {
  const container = document.createElement('div');
  container.tabIndex = 0;
  document.body.append(container);
  const editor = new Editor({
    store,
    shapeUtils: [...boardShapeUtils, HeadlessCardUtil],
    bindingUtils: boardBindingUtils,
    tools: [...defaultTools, ...defaultShapeTools],
    getContainer: () => container,
    initialState: 'select',
    options: {
      text: {
        addFontsFromNode: defaultAddFontsFromNode,
        tipTapConfig: { extensions: tipTapDefaultExtensions },
      },
    },
  });
  measureByCounting(editor);
  registerDefaultSideEffects(editor);
  return editor;
}

class HeadlessCardUtil extends BaseBoxShapeUtil<CardShape> {
  static override type = 'card' as const;
  static override props = cardShapeProps;

  override getDefaultProps(): CardShape['props'] {
    return { nodeId: 'node' as NodeId, w: 200, h: 100 };
  }

  override component(): null {
    return null;
  }

  override getIndicatorPath(): undefined {
    return undefined;
  }
}

/** Nothing is laid out here, so text is as large as its letters are many. */
function measureByCounting(editor: Editor): void {
  editor.textMeasure.measureText = measure;
  editor.textMeasure.measureHtml = measure;
}

function measure(text: string, { fontSize, maxWidth }: TLMeasureTextOpts) {
  const width = text.replaceAll(/<[^>]+>/g, '').length * (fontSize / 2);
  const lineCount = maxWidth === null ? 1 : 1 + Math.floor(width / Math.max(1, maxWidth));
  const w = Math.min(width, maxWidth ?? width);
  return { x: 0, y: 0, w, h: fontSize * lineCount, scrollWidth: w };
}
