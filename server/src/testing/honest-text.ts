/** What people do to a running text, and what their editor makes of it: the text as JSON, changed, and
 *  written back by the same code as the editor's, which touches only what differs. */
import { openNarrative } from '@meemaak/model';
import { writeNarrative } from '@meemaak/narrative';
import type { Random } from '@meemaak/test-kit';
import * as Y from 'yjs';

interface TextNode {
  type: string;
  text?: string;
  attrs?: Record<string, unknown>;
  marks?: { type: string; attrs?: Record<string, unknown> }[];
  content?: TextNode[];
}

const sentences = ['Goede buren', 'wij kennen de straat 🌿', 'samen', 'oud en jong', 'a', ' '];

/** One edit; false when the editor would not have done it. */
export function editTextAtRandom(doc: Y.Doc, random: Random): boolean {
  const { body } = openNarrative(doc);
  const blocks = body.toArray().flatMap(readElement);
  changeBlocks(blocks, random);
  if (blocks.length === 0) blocks.push({ type: 'paragraph' });
  try {
    writeNarrative(body, { type: 'doc', content: blocks });
    return true;
  } catch {
    // Two people's edits can leave what the schema lacks: an editor mends that before it goes on.
    body.delete(0, body.length);
    return false;
  }
}

function changeBlocks(blocks: TextNode[], random: Random): void {
  const at = random.below(blocks.length + 1);
  const block = blocks[at];
  const kind = random.weighted({
    type: 8,
    add: 3,
    remove: 1,
    join: 1,
    wrap: 1,
    mark: 2,
    paste: 0.2,
  });
  if (kind === 'paste') {
    blocks.splice(at, 0, ...Array.from({ length: 40 }, () => paragraph(random)));
  } else if (kind === 'add' || block === undefined) blocks.splice(at, 0, newBlock(random));
  else if (kind === 'remove') blocks.splice(at, random.between(1, 3));
  else if (kind === 'join') joinWithNext(blocks, at);
  else if (kind === 'wrap') blocks[at] = wrapped(block, random);
  else changeWords(block, random, kind === 'mark');
}

function changeWords(block: TextNode, random: Random, isMark: boolean): void {
  const words = wordsOf(block);
  const word = random.pick(words);
  if (word?.text === undefined) return;
  if (isMark) {
    word.marks = random.chance(0.3) ? [] : [{ type: random.pick(['bold', 'italic']) ?? 'bold' }];
    return;
  }
  // Whole signs: nobody's cursor stands in the middle of one.
  const signs = [...new Intl.Segmenter().segment(word.text)].map(({ segment }) => segment);
  const cut = random.chance(0.3) ? random.below(6) : 0;
  // Never empty: that would be no text.
  signs.splice(random.below(signs.length + 1), cut, random.pick(sentences) ?? 'a');
  word.text = signs.join('');
}

const wordsOf = (node: TextNode): TextNode[] =>
  node.type === 'text' ? [node] : (node.content ?? []).flatMap(wordsOf);

function joinWithNext(blocks: TextNode[], at: number): void {
  const [block, next] = [blocks[at], blocks[at + 1]];
  if (block?.type !== 'paragraph' || next?.type !== 'paragraph') return;
  blocks.splice(at, 2, { ...block, content: [...(block.content ?? []), ...(next.content ?? [])] });
}

function wrapped(block: TextNode, random: Random): TextNode {
  if (block.type !== 'paragraph') return block.content?.[0] ?? block;
  if (random.chance(0.3)) return { type: 'blockquote', content: [block] };
  const type = random.pick(['bulletList', 'orderedList']) ?? 'bulletList';
  return { type, content: [{ type: 'listItem', content: [block] }] };
}

function newBlock(random: Random): TextNode {
  const block = paragraph(random);
  if (random.chance(0.2)) return { ...block, type: 'heading', attrs: { level: 2 } };
  return random.chance(0.3) ? wrapped(block, random) : block;
}

function paragraph(random: Random): TextNode {
  const content: TextNode[] = [{ type: 'text', text: `${random.pick(sentences)} ` }];
  if (random.chance(0.2)) content.push({ type: 'nodeChip', attrs: { ref: 'effect-buren' } });
  if (random.chance(0.1)) content.push({ type: 'hardBreak' });
  return { type: 'paragraph', content };
}

function readElement(node: Y.XmlElement | Y.XmlText | Y.XmlHook): TextNode[] {
  if (node instanceof Y.XmlText) return readWords(node);
  if (!(node instanceof Y.XmlElement)) return [];
  const attrs = node.getAttributes();
  const content = node.toArray().flatMap(readElement);
  return [{ type: node.nodeName, attrs, ...(content.length === 0 ? {} : { content }) }];
}

function readWords(words: Y.XmlText): TextNode[] {
  const pieces: { insert?: unknown; attributes?: Record<string, unknown> }[] = words.toDelta();
  return pieces.flatMap(({ insert, attributes = {} }) => {
    if (typeof insert !== 'string') return [];
    const marks = Object.keys(attributes).map((type) => ({ type }));
    return [{ type: 'text', text: insert, marks }];
  });
}
