/** May an editor be bound to this text? An editor removes, for everybody, what its schema does not
 *  know, by merely opening the text: so one is bound only where this finds nothing. */
import { SCHEMA_NUMBERS, readSchemaNumber, type NarrativeDocument } from '@meemaak/model';
import * as Y from 'yjs';
import { narrativeSchema } from './schema.ts';

export type UnfitReason =
  /** Made by a newer build: its schema number is above ours. */
  | { readonly kind: 'newerSchema'; readonly schema: number }
  /** Something stands in it that our schema has no name for; `name` says what. */
  | { readonly kind: 'foreignContent'; readonly name: string };

const DEEPEST = 40;

/** Why no editor may be bound to this narrative; undefined when one may. Total. */
export function whyUnfitForEditing(narrative: NarrativeDocument): UnfitReason | undefined {
  const schema = readSchemaNumber(narrative.doc);
  if (schema > SCHEMA_NUMBERS.narrative) return { kind: 'newerSchema', schema };
  const name = findForeignContent(narrative.body);
  return name === undefined ? undefined : { kind: 'foreignContent', name };
}

/** The name of the first thing in `parent` that our schema does not know. */
export function findForeignContent(parent: Y.XmlFragment, depth = 0): string | undefined {
  if (depth > DEEPEST) return 'depth';
  const isBody = !(parent instanceof Y.XmlElement);
  for (const child of parent.toArray()) {
    const name = foreignName(child, isBody, depth);
    if (name !== undefined) return name;
  }
  return undefined;
}

function foreignName(child: unknown, isInBody: boolean, depth: number): string | undefined {
  // y-tiptap cannot render words that stand in the body without a block around them.
  if (child instanceof Y.XmlText) return isInBody ? 'text' : findForeignMark(child);
  if (!(child instanceof Y.XmlElement)) return 'hook';
  if (narrativeSchema.nodes[child.nodeName] === undefined) return child.nodeName;
  return findForeignContent(child, depth + 1);
}

/** Looks at the words and marks of one text. */
export function findForeignMark(text: Y.XmlText): string | undefined {
  const runs: readonly { readonly insert?: unknown; readonly attributes?: object }[] =
    text.toDelta();
  for (const run of runs) {
    if (typeof run.insert !== 'string') return 'embed';
    const foreign = Object.keys(run.attributes ?? {}).find((key) => !isKnownMark(key));
    if (foreign !== undefined) return foreign;
  }
  return undefined;
}

/** y-tiptap adds a hash to the key of a mark that may overlap itself: `comment--aB3dE5fG`. */
function isKnownMark(key: string): boolean {
  return narrativeSchema.marks[key.replace(/--[\w+/=]{8}$/, '')] !== undefined;
}
