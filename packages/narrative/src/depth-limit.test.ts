import { getSchema } from '@tiptap/core';
import { wrapIn } from '@tiptap/pm/commands';
import { Slice, type Node } from '@tiptap/pm/model';
import { sinkListItem } from '@tiptap/pm/schema-list';
import { EditorState, TextSelection, type Command, type Plugin } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { DEEPEST_EDITED, DepthLimit } from './depth-limit.ts';
import { narrativeExtensions } from './schema.ts';

const schema = getSchema(narrativeExtensions());
const plugins = (DepthLimit.config.addProseMirrorPlugins as () => Plugin[])();

const paragraph = (words: string) => schema.node('paragraph', null, [schema.text(words)]);

function perform(state: EditorState, command: Command): EditorState {
  let next = state;
  command(state, (transaction) => {
    next = state.apply(transaction);
  });
  return next;
}

function depthOf(node: Node): number {
  const depths = node.children.map((child) => (child.isBlock ? 1 + depthOf(child) : 0));
  return Math.max(0, ...depths);
}

describe('the depth of a text', () => {
  it('stops where one quotes in a quote for ever, and words still come', () => {
    let state = EditorState.create({ doc: schema.node('doc', null, [paragraph('x')]), plugins });
    const quote = schema.nodes['blockquote'];
    if (quote === undefined) throw new Error('A text without quotes.');
    for (let at = 0; at < 60; at += 1) {
      state = state.apply(state.tr.setSelection(TextSelection.atEnd(state.doc)));
      state = perform(state, wrapIn(quote));
    }
    expect(depthOf(state.doc)).toBe(DEEPEST_EDITED);
    expect(state.apply(state.tr.insertText('y')).doc.textContent).toContain('y');
  });

  it('stops where one puts point under point with Tab', () => {
    const { listItem } = schema.nodes;
    if (listItem === undefined) throw new Error('A text without lists.');
    const points = Array.from({ length: 40 }, (_, at) => listItem.create(null, paragraph(`${at}`)));
    const doc = schema.node('doc', null, [schema.node('bulletList', null, points)]);
    let state = EditorState.create({ doc, plugins });
    for (let level = 1; level < 40; level += 1) {
      state.doc.descendants((node, pos) => {
        if (!node.isText || Number(node.text) < level) return;
        state = state.apply(state.tr.setSelection(TextSelection.create(state.doc, pos)));
        state = perform(state, sinkListItem(listItem));
      });
    }
    expect(depthOf(state.doc)).toBeLessThanOrEqual(DEEPEST_EDITED);
    expect(depthOf(state.doc)).toBeGreaterThan(DEEPEST_EDITED - 3);
  });

  it('of a pasted thread of quotes keeps the words, as paragraphs', () => {
    let thread = paragraph('eerste');
    for (let at = 0; at < 30; at += 1)
      thread = schema.node('blockquote', null, [thread, paragraph('antwoord')]);
    const paste = plugins[0]?.props.transformPasted;
    const slice = new Slice(schema.node('doc', null, [thread]).content, 0, 0);
    const flat = paste?.call(plugins[0] as never, slice, undefined as never, false);
    expect(flat?.content.childCount).toBe(31);
    expect(flat?.content.firstChild?.textContent).toBe('eerste');
    const short = new Slice(
      schema.node('doc', null, [schema.node('blockquote', null, [paragraph('x')])]).content,
      0,
      0,
    );
    expect(paste?.call(plugins[0] as never, short, undefined as never, false)).toBe(short);
  });
});
