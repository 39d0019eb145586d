/** May this stand there in the running text? An editor removes, for everybody, what its schema has not
 *  in that place, together with what lies around it: so it never comes in [T24]. The text's own tables
 *  say what fits (`mayStandIn`, `isKnownMark`); an editor that is bound to it makes nothing else. */
import { BODY, WORDS, isKnownMark, mayStandIn } from '@meemaak/narrative';
import * as Y from 'yjs';
import type { Place, SharedType } from './paper.ts';

const ROOT = 'body';

/** Is what an item holds foreign in its place in the narrative? The values of attributes are judged by
 *  who shows them, and words by who reads them; here only what an editor would take away. */
export function isForeignContent({ content }: Y.Item, { parent, key }: Place): boolean {
  // Other roots than the text's own are no place of the narrative, and refused as such.
  const isElsewhere = typeof parent === 'string' && parent !== ROOT;
  if (isElsewhere || content instanceof Y.ContentDeleted) return false;
  const around = typeof parent === 'string' ? BODY : (nameOf(parent) ?? rootName(parent));
  if (around === undefined) return true;
  if (key !== null) return around === BODY || content instanceof Y.ContentType;
  if (content instanceof Y.ContentString) return around !== WORDS;
  if (content instanceof Y.ContentFormat) return around !== WORDS || !isKnownMark(content.key);
  const name = content instanceof Y.ContentType ? nameOf(content.type) : undefined;
  return name === undefined || !mayStandIn(name, around);
}

/** A type that is still in its update has no item either; when it is no kind of the text's, it is
 *  refused itself. */
function rootName(type: SharedType): string | undefined {
  return type._item === null ? BODY : undefined;
}

/** undefined: no kind of type that a text is made of. */
function nameOf(type: SharedType): string | undefined {
  if (type instanceof Y.XmlElement) return type.nodeName;
  return type instanceof Y.XmlText ? WORDS : undefined;
}
