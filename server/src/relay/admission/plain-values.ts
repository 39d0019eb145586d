/** Values that a document stores as they are: what a record, an attribute or a mark holds. */
import * as Y from 'yjs';

/** Do lists and objects lie more than `most` deep in what this content holds? Looks level by level:
 *  what is nested deeper than a stack would make anything that calls itself fail, as reading it from
 *  disk and writing it out do [X05]. */
export function isNestedDeeper(content: Y.Item['content'], most: number): boolean {
  let level = valuesOf(content).filter(isContainer);
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > most) return true;
    level = level.flatMap((container) => Object.values(container)).filter(isContainer);
  }
  return false;
}

function valuesOf(content: Y.Item['content']): readonly unknown[] {
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) return content.arr;
  if (content instanceof Y.ContentEmbed) return [content.embed];
  if (content instanceof Y.ContentFormat) return [content.value];
  return [];
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !ArrayBuffer.isView(value);
}
