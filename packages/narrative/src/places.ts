/** What may stand in what. An element of ours in a place where the schema has none (a heading inside
 *  a paragraph) is no slip of two people who write at once: nobody's editor can make it, and the first
 *  editor that sees it removes everything around it. */
import type { ContentMatch, NodeType } from '@tiptap/pm/model';
import { narrativeSchema } from './schema.ts';

/** The name of the text's root here, and of running words. */
export const BODY = narrativeSchema.topNodeType.name;
export const WORDS = 'text';

/** How deep a block may lie in others; whoever reads goes no further. No editor of ours comes near it
 *  (`DEEPEST_EDITED`), so that two people who both go deep at one spot stay within it. */
export const DEEPEST_BLOCK = 60;

/** The names of what may stand directly in each element; in `BODY` too. */
const CHILDREN: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.values(narrativeSchema.nodes).map((type) => [type.name, childNames(type)]),
);

/** May an element `child` (or `WORDS`) stand directly in an element `parent` (or `BODY`)? False for
 *  names that the schema does not know. */
export function mayStandIn(child: string, parent: string): boolean {
  return CHILDREN.get(parent)?.has(child) ?? false;
}

/** Does the schema have this mark? y-tiptap adds a hash to the key of one that may overlap itself:
 *  `comment--aB3dE5fG`. */
export function isKnownMark(key: string): boolean {
  return narrativeSchema.marks[key.replace(/--[\w+/=]{8}$/, '')] !== undefined;
}

/** Every type that some valid content has somewhere. */
function childNames({ contentMatch }: NodeType): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<ContentMatch>([contentMatch]);
  for (const match of seen) {
    for (let at = 0; at < match.edgeCount; at += 1) {
      const { type, next } = match.edge(at);
      names.add(type.name);
      seen.add(next);
    }
  }
  return names;
}
