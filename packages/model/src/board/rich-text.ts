/** The words in the canvas's rich text: a JSON document of blocks, paragraphs and marked text. */
import { isJsonObject } from './record-fields.ts';

const MAX_DEPTH = 40;
const MAX_LENGTH = 20_000;

/** Plain text, one line per paragraph or list entry. Total: what is no text reads as nothing. */
export function readRichText(value: unknown): string {
  const lines: string[] = [];
  collectLines(value, lines, 0);
  return lines.join('\n').trim().slice(0, MAX_LENGTH);
}

function collectLines(value: unknown, lines: string[], depth: number): void {
  if (!isJsonObject(value) || depth > MAX_DEPTH) return;
  if (typeof value['text'] === 'string') {
    lines.push(`${lines.pop() ?? ''}${value['text']}`);
    return;
  }
  if (value['type'] === 'hardBreak' || value['type'] === 'paragraph') lines.push('');
  const children = value['content'];
  if (!Array.isArray(children)) return;
  for (const child of children) collectLines(child, lines, depth + 1);
}
