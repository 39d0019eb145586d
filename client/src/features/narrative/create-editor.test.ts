import {
  SCHEMA_NUMBERS,
  TreeIndex,
  createNode,
  openNarrative,
  openTree,
  renameNode,
  seedUpdate,
  type NarrativeDocument,
  type NodeId,
  type ParticipantId,
} from '@meemaak/model';
import {
  narrativeSchema,
  readPlainText,
  writeNarrative,
  type UnfitReason,
} from '@meemaak/narrative';
import type { Editor } from '@tiptap/core';
import { Selection } from '@tiptap/pm/state';
import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import { afterEach, expect, test, vi } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { createNarrativeEditor } from './create-editor.ts';
import { undoManagerOf } from './tools.ts';

const EFFECT = 'effect-buren' as NodeId;
const act = { by: 'participant-1' as ParticipantId, origin: 'test' };
const open: Editor[] = [];

afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy();
  document.body.replaceChildren();
});

test('opening an empty text writes nothing, for a writer and for a reader', () => {
  for (const mayWrite of [true, false]) {
    const narrative = seeded();
    const before = Y.encodeStateAsUpdate(narrative.doc);
    const { editor } = bind(narrative, { mayWrite });
    expect(editor.isEmpty).toBe(true);
    editor.destroy();
    expect(Y.encodeStateAsUpdate(narrative.doc)).toEqual(before);
  }
});

test('two people writing at once, with chips, end with one and the same text', () => {
  const seed = Number(import.meta.env['VITE_SEED'] ?? 20_270_101);
  const random = randomFrom(seed);
  const [one, two] = linked(seeded(paragraphs('een', 'twee', 'drie')));
  const editors = [bind(one).editor, bind(two).editor];
  const made = { typed: 0, split: 0, removed: 0, chips: 0, headings: 0, undone: 0, delivered: 0 };
  for (let round = 0; round < 120; round += 1) {
    const editor = editors[round % 2];
    if (editor === undefined) throw new Error('There are two editors.');
    editRandomly(editor, random, made);
    if (random() < 0.3) made.delivered += deliver(one, two);
  }
  deliver(one, two);
  const documents = [one, two].map(({ body }) => readJson(body));
  console.log(`seed ${String(seed)}: ${JSON.stringify(made)}`);
  expect(documents[0]).toEqual(documents[1]);
  for (const editor of editors) expect(editor.getJSON()).toEqual(documents[0]);
  for (const count of Object.values(made)) expect(count).toBeGreaterThan(0);
  expect(JSON.stringify(documents[0])).toContain('nodeChip');
});

test('undo takes back our own work only', () => {
  const [one, two] = linked(seeded(paragraphs('samen')));
  const mine = bind(one).editor;
  const theirs = bind(two).editor;
  mine.commands.insertContentAt(1, 'ik ');
  deliver(one, two);
  theirs.commands.insertContentAt(theirs.state.doc.content.size - 1, ' zij');
  deliver(one, two);
  expect(mine.getText()).toBe('ik samen zij');
  mine.commands.undo();
  mine.commands.undo();
  expect(mine.getText()).toBe('samen zij');
  expect(undoManagerOf(mine)?.undoStack).toEqual([]);
  mine.commands.redo();
  expect(mine.getText()).toBe('ik samen zij');
});

test('a run of typing is one step back, also when somebody else types in between', async () => {
  const [one, two] = linked(seeded(paragraphs('samen')));
  const mine = bind(one);
  // A busy machine is no pause in somebody's typing.
  Object.assign(undoManagerOf(mine.editor) ?? {}, { captureTimeout: 60_000 });
  const theirs = bind(two).editor;
  const someone = { participantId: 'participant-2', name: 'Bea', partyId: 'party-2' };
  for (const letter of 'zonder haast') {
    mine.editor.commands.insertContentAt(mine.editor.state.doc.content.size - 1, letter);
    theirs.commands.insertContentAt(1, 'x');
    deliver(one, two);
    const participant = { ...someone, partyShortName: 'Dak', colour: 'blue', letter };
    mine.awareness.getStates().set(99, { participant });
    mine.awareness.emit('change', [{ added: [], updated: [99], removed: [] }, 'wire']);
    await vi.waitFor(() => expect(mine.drawn()).toBeGreaterThan(0));
  }
  expect(mine.editor.getText()).toContain('zonder haast');
  mine.editor.commands.undo();
  expect(mine.editor.getText()).toBe(`${'x'.repeat(12)}samen`);
});

test('a change from elsewhere moves neither the focus nor the caret in our words', () => {
  const [one, two] = linked(seeded(paragraphs('eerste', 'tweede')));
  const mine = bind(one).editor;
  const theirs = bind(two).editor;
  const elsewhere = document.createElement('input');
  document.body.append(elsewhere);
  mine.commands.setTextSelection(11);
  elsewhere.focus();
  const before = caretContext(mine);
  theirs.commands.insertContentAt(1, 'nieuw ');
  theirs.commands.insertContentAt(0, '<p>helemaal bovenaan</p>');
  deliver(one, two);
  expect(mine.getText()).toContain('helemaal bovenaan');
  expect(caretContext(mine)).toBe(before);
  expect(document.activeElement).toBe(elsewhere);
});

test('[F27] a text of a newer schema is never bound and not a byte of it changes', () => {
  const narrative = seeded(paragraphs('oud'));
  narrative.doc.getMap('meta').set('schema', SCHEMA_NUMBERS.narrative + 1);
  narrative.body.push([new Y.XmlElement('tableOfTheFuture')]);
  const before = Y.encodeStateAsUpdate(narrative.doc);
  for (const mayWrite of [true, false]) {
    const outcome = tryToBind(narrative, { mayWrite });
    expect(outcome).toMatchObject({ ok: false, refusal: { kind: 'newerSchema' } });
  }
  expect(Y.encodeStateAsUpdate(narrative.doc)).toEqual(before);
});

test('[F27] an editor lets go before it hears of content that it does not know', () => {
  for (const write of [raiseSchema, pushForeignBlock, formatForeignMark, pushLooseWords]) {
    const narrative = seeded(paragraphs('hier staat iets'));
    const { editor, unfit } = bind(narrative);
    const other = copyOf(narrative);
    write(other);
    const update = Y.encodeStateAsUpdate(other.doc, Y.encodeStateVector(narrative.doc));
    Y.applyUpdate(narrative.doc, update, 'wire');
    expect(editor.isDestroyed).toBe(true);
    expect(unfit).toHaveLength(1);
    expect(Y.encodeStateAsUpdate(narrative.doc)).toEqual(Y.encodeStateAsUpdate(other.doc));
  }
});

test('what a reader’s editor mends stays in the reader’s own copy', () => {
  const narrative = seeded(paragraphs('goed'));
  const { editor } = bind(narrative, { mayWrite: false });
  const broken = new Y.XmlElement('bulletList');
  narrative.doc.transact(() => narrative.body.push([broken]), 'wire');
  const before = Y.encodeStateAsUpdate(narrative.doc);
  expect(editor.getText()).toBe('goed');
  expect(Y.encodeStateAsUpdate(narrative.doc)).toEqual(before);
  const text = new Y.XmlText('later');
  const paragraph = new Y.XmlElement('paragraph');
  narrative.doc.transact(() => narrative.body.insert(0, [paragraph]), 'wire');
  narrative.doc.transact(() => paragraph.insert(0, [text]), 'wire');
  expect(editor.getText()).toContain('later');
});

test('a caret that cannot be put back is caught, and the text is drawn all the same', () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue(undefined);
  const [one, two] = linked(seeded(paragraphs('tekst')));
  const mine = bind(one).editor;
  const theirs = bind(two).editor;
  const dispatch = vi.spyOn(mine.view, 'dispatch').mockImplementationOnce(() => {
    throw new RangeError('Position 99 out of range');
  });
  theirs.commands.insertContentAt(1, 'meer ');
  expect(() => deliver(one, two)).not.toThrow();
  expect(dispatch).toHaveBeenCalledTimes(2);
  expect(warn).toHaveBeenCalledOnce();
  expect(mine.getText()).toBe('meer tekst');
  warn.mockRestore();
});

test('a chip shows the present title of its node, and its name to a screen reader', () => {
  const { narrative, tree } = withChip(EFFECT);
  const { editor } = bind(narrative, { tree });
  const chip = chipOf(editor);
  expect(chip.getAttribute('aria-label')).toBe('effect: Buren kennen elkaar');
  renameNode(tree, { nodeId: EFFECT, title: 'Buren helpen elkaar' }, act);
  expect(chip.textContent).toBe('Buren helpen elkaar');
  expect(chipOf(editor)).toBe(chip);
});

test('[T27] words and titles that look like markup stay words', () => {
  const { narrative, tree } = withChip(EFFECT);
  const { editor } = bind(narrative, { tree });
  const hostile = '<img src=x onerror="alert(1)">';
  renameNode(tree, { nodeId: EFFECT, title: hostile }, act);
  editor.commands.insertContentAt(1, { type: 'text', text: hostile });
  expect(editor.view.dom.querySelectorAll('img[src]')).toHaveLength(0);
  expect(chipOf(editor).textContent).toBe(hostile);
});

test('[T27] [T31] of what is pasted only our own kinds of content survive', () => {
  const narrative = seeded(paragraphs(''));
  const { editor } = bind(narrative);
  editor.commands.setTextSelection(1);
  editor.view.pasteHTML(
    `<h1 onclick="alert(1)">Kop</h1><p style="color:red">Rood <u>lijn</u>
     <a href="javascript:alert(1)" target="_blank">slecht</a>
     <a href="https://rozenbuurt.nl" onclick="x()">goed</a></p>
     <img src="https://evil.example/pixel.png"><object data="https://evil.example"></object>
     <script>alert(1)</script><svg onload="alert(1)"></svg><table><tr><td>cel</td></tr></table>
     <span data-node-ref='"><b>'>vals</span><span data-node-ref="effect-buren">echt</span>`,
  );
  const dom = editor.view.dom;
  expect(
    dom.querySelectorAll(
      'img[src], object, script, svg, table, u, [onclick], [style]:not(.node-chip)',
    ),
  ).toHaveLength(0);
  expect([...dom.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual([
    'https://rozenbuurt.nl/',
  ]);
  expect(dom.querySelectorAll('.node-chip')).toHaveLength(1);
  expect(readPlainText(narrative.body)).toContain('cel');
  editor.state.doc.check();
});

test('of a pasted table every cell keeps its words apart', () => {
  const narrative = seeded(paragraphs(''));
  const { editor } = bind(narrative);
  editor.commands.setTextSelection(1);
  editor.view.pasteHTML(
    '<h1>Kop</h1><table><colgroup><col></colgroup><tr><th>Wie</th><th>Wat</th></tr><tr><td><p>Buren</p></td><td>Samen</td></tr></table>',
  );
  expect(
    [...editor.view.dom.children].map(({ tagName, textContent }) => `${tagName} ${textContent}`),
  ).toEqual(['H2 Kop', 'P Wie', 'P Wat', 'P Buren', 'P Samen']);
});

test('an address in pasted words becomes a link, without the full stop after it', () => {
  const { editor } = bind(seeded(paragraphs('')));
  editor.commands.setTextSelection(1);
  editor.view.pasteText('Zie https://rozenbuurt.nl/plan. Of javascript:alert(1).');
  const links = [...editor.view.dom.querySelectorAll('a')];
  expect(links.map((link) => link.textContent)).toEqual(['https://rozenbuurt.nl/plan']);
});

interface BindOptions {
  readonly mayWrite?: boolean;
  readonly tree?: ReturnType<typeof openTree>;
  readonly awareness?: Awareness;
}

function bind(narrative: NarrativeDocument, options: BindOptions = {}) {
  const unfit: UnfitReason[] = [];
  const awareness = new Awareness(narrative.doc);
  const outcome = tryToBind(narrative, { ...options, awareness }, unfit);
  if (!outcome.ok) throw new Error(`Not bound: ${outcome.refusal.kind}`);
  const editor = outcome.value;
  open.push(editor);
  let drawings = 0;
  editor.on('transaction', ({ transaction }) => {
    if (transaction.getMeta('carets$') === 'draw') drawings += 1;
  });
  /** How often the carets of others were drawn since the last time this was asked. */
  const drawn = () => {
    const count = drawings;
    drawings = 0;
    return count;
  };
  return { editor, unfit, awareness, drawn };
}

function tryToBind(
  narrative: NarrativeDocument,
  { mayWrite = true, tree = openTree(new Y.Doc()), awareness }: BindOptions,
  unfit: UnfitReason[] = [],
) {
  const doNothing = () => undefined;
  const outcome = createNarrativeEditor({
    narrative,
    awareness: awareness ?? new Awareness(narrative.doc),
    mayWrite,
    chips: {
      treeIndex: new TreeIndex(tree),
      partiesById: new Map(),
      isTreeLoaded: () => true,
      subscribe: () => doNothing,
      words: () => ({
        title: (face) => ('title' in face ? face.title : face.state),
        name: (face) => (face.state === 'present' ? `${face.kind}: ${face.title}` : face.state),
      }),
    },
    calls: {
      openLink: doNothing,
      openChip: doNothing,
      openBlocks: doNothing,
      openTable: doNothing,
      openFind: doNothing,
      isReady: () => true,
      focusToolbar: doNothing,
      cleanPasted: doNothing,
    },
    onUnfit: (reason) => unfit.push(reason),
  });
  if (outcome.ok) document.body.append(outcome.value.view.dom);
  return outcome;
}

function seeded(json?: object): NarrativeDocument {
  const doc = new Y.Doc();
  Y.applyUpdate(
    doc,
    seedUpdate('narrative', (fresh) => {
      if (json !== undefined) writeNarrative(openNarrative(fresh).body, json);
    }),
  );
  return openNarrative(doc);
}

function paragraphs(...texts: string[]): object {
  const content = texts.map((text) => {
    return { type: 'paragraph', content: text === '' ? [] : [{ type: 'text', text }] };
  });
  return { type: 'doc', content };
}

function withChip(ref: NodeId) {
  const chip = { type: 'nodeChip', attrs: { ref } };
  const narrative = seeded({ type: 'doc', content: [{ type: 'paragraph', content: [chip] }] });
  const tree = openTree(new Y.Doc());
  const title = 'Buren kennen elkaar';
  createNode(tree, { nodeId: ref, kind: 'effect', title, owner: null, parentId: null }, act);
  return { narrative, tree };
}

function chipOf(editor: Editor): HTMLElement {
  const chip = editor.view.dom.querySelector<HTMLElement>('.node-chip');
  if (chip === null) throw new Error('There is no chip.');
  return chip;
}

function copyOf({ doc }: NarrativeDocument): NarrativeDocument {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return openNarrative(copy);
}

function linked(one: NarrativeDocument): [NarrativeDocument, NarrativeDocument] {
  return [one, copyOf(one)];
}

/** Everything each has and the other has not, in one go; returns the bytes. */
function deliver(one: NarrativeDocument, two: NarrativeDocument): number {
  const there = Y.encodeStateAsUpdate(one.doc, Y.encodeStateVector(two.doc));
  const back = Y.encodeStateAsUpdate(two.doc, Y.encodeStateVector(one.doc));
  Y.applyUpdate(two.doc, there, 'wire');
  Y.applyUpdate(one.doc, back, 'wire');
  return there.length + back.length;
}

function readJson(body: Y.XmlFragment): unknown {
  return yXmlFragmentToProseMirrorRootNode(body, narrativeSchema).toJSON();
}

/** The words around the caret. */
function caretContext(editor: Editor): string {
  const { $from } = editor.state.selection;
  const words = $from.parent.textContent;
  return `${words.slice(0, $from.parentOffset)}|${words.slice($from.parentOffset)}`;
}

function raiseSchema({ doc }: NarrativeDocument): void {
  doc.getMap('meta').set('schema', SCHEMA_NUMBERS.narrative + 1);
}

function pushForeignBlock({ body }: NarrativeDocument): void {
  body.push([new Y.XmlElement('tableOfTheFuture')]);
}

function formatForeignMark({ body }: NarrativeDocument): void {
  const first = body.get(0);
  const text = first instanceof Y.XmlElement ? first.get(0) : undefined;
  if (text instanceof Y.XmlText) text.format(0, 4, { 'comment--aB3dE5fG': { id: 'thread' } });
}

function pushLooseWords({ body }: NarrativeDocument): void {
  body.push([new Y.XmlText('los')]);
}

type Made = Record<'typed' | 'split' | 'removed' | 'chips' | 'headings' | 'undone', number>;

function editRandomly(editor: Editor, random: () => number, made: Made): void {
  const place = Math.floor(random() * editor.state.doc.content.size);
  editor.commands.setTextSelection(Selection.near(editor.state.doc.resolve(place)).from);
  const dice = random();
  if (dice < 0.4) {
    editor.commands.insertContent({ type: 'text', text: `w${String(Math.floor(random() * 99))} ` });
    made.typed += 1;
  } else if (dice < 0.55) {
    editor.commands.splitBlock();
    made.split += 1;
  } else if (dice < 0.7) {
    const { from } = editor.state.selection;
    editor.commands.deleteRange({ from, to: Math.min(from + 4, editor.state.doc.content.size) });
    made.removed += 1;
  } else if (dice < 0.85) {
    editor.commands.insertContent({ type: 'nodeChip', attrs: { ref: EFFECT } });
    made.chips += 1;
  } else if (dice < 0.95) {
    editor.commands.toggleNode('heading', 'paragraph', { level: 2 });
    made.headings += 1;
  } else {
    editor.commands.undo();
    made.undone += 1;
  }
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
