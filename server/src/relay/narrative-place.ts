/** May this stand there in the running text? An editor removes, for everybody, what its schema has not
 *  in that place, together with what lies around it: so it never comes in [T24]. The text's own table
 *  says what fits (`mayStandIn`); an editor that is bound to it makes nothing else. */
import { BODY, WORDS, mayStandIn } from '@meemaak/narrative';
import * as Y from 'yjs';
import type { Place, SharedType } from './paper.ts';

/** Is what an item holds foreign in its place in the narrative? Attributes are judged by who shows
 *  them, and words and marks by whoever reads them; here only what an editor would take away. */
export function isForeignElement({ content }: Y.Item, { parent, key }: Place): boolean {
  if (!(content instanceof Y.ContentType)) return false;
  const name = nameOf(content.type);
  const around = typeof parent === 'string' ? BODY : (nameOf(parent) ?? rootName(parent));
  return key !== null || name === undefined || around === undefined || !mayStandIn(name, around);
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
