/** May an editor be bound to this text? An editor removes, for everybody, what its schema does not
 *  know, by merely opening the text: so one is bound only while this finds nothing.
 *
 *  Too little in a place (a list without items) is another matter: two people's edits can make that
 *  together, and mending it is the editor's daily work. */
import { SCHEMA_NUMBERS, readSchemaNumber, type NarrativeDocument } from '@meemaak/model';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { BODY, DEEPEST_BLOCK, WORDS, isKnownMark, mayStandIn } from './places.ts';

export type UnfitReason =
  /** Made by a newer build: its schema number is above ours. */
  | { readonly kind: 'newerSchema'; readonly schema: number }
  /** Something stands in it that our schema does not know, or not in that place; `name` says what. */
  | { readonly kind: 'foreignContent'; readonly name: string };

/** Why no editor may be bound to this narrative; undefined when one may. Total. */
export function whyUnfitForEditing(narrative: NarrativeDocument): UnfitReason | undefined {
  return newerSchema(narrative) ?? foreignContent(findForeignContent(narrative.body, 0));
}

/** Calls, before any editor hears of it, when a change from elsewhere makes this narrative unfit.
 *  Whoever bound an editor must unbind it before returning. Returns the way to stop. */
export function watchFitness(
  narrative: NarrativeDocument,
  onUnfit: (reason: UnfitReason) => void,
): () => void {
  const look = (transaction: Y.Transaction): void => {
    if (transaction.origin === ySyncPluginKey) return;
    const reason = newerSchema(narrative) ?? foreignContent(findForeignChange(transaction));
    if (reason !== undefined) onUnfit(reason);
  };
  narrative.doc.on('beforeObserverCalls', look);
  return () => narrative.doc.off('beforeObserverCalls', look);
}

function newerSchema(narrative: NarrativeDocument): UnfitReason | undefined {
  const schema = readSchemaNumber(narrative.doc);
  return schema > SCHEMA_NUMBERS.narrative ? { kind: 'newerSchema', schema } : undefined;
}

function foreignContent(name: string | undefined): UnfitReason | undefined {
  return name === undefined ? undefined : { kind: 'foreignContent', name };
}

/** Looks only where this transaction changed something. */
function findForeignChange(transaction: Y.Transaction): string | undefined {
  for (const type of transaction.changed.keys()) {
    const name =
      type instanceof Y.XmlText
        ? findForeignMark(type)
        : type instanceof Y.XmlFragment
          ? findForeignContent(type, 0)
          : undefined;
    if (name !== undefined) return name;
  }
  return undefined;
}

function findForeignContent(parent: Y.XmlFragment, depth: number): string | undefined {
  if (depth > DEEPEST_BLOCK) return 'depth';
  for (const child of parent.toArray()) {
    const name = foreignName(child, parent, depth);
    if (name !== undefined) return name;
  }
  return undefined;
}

function foreignName(child: unknown, parent: Y.XmlFragment, depth: number): string | undefined {
  const place = parent instanceof Y.XmlElement ? parent.nodeName : BODY;
  if (child instanceof Y.XmlText) {
    return mayStandIn(WORDS, place) ? findForeignMark(child) : WORDS;
  }
  if (!(child instanceof Y.XmlElement)) return 'hook';
  if (!mayStandIn(child.nodeName, place)) return child.nodeName;
  return findForeignContent(child, depth + 1);
}

function findForeignMark(text: Y.XmlText): string | undefined {
  const runs: readonly { readonly insert?: unknown; readonly attributes?: object }[] =
    text.toDelta();
  for (const run of runs) {
    if (typeof run.insert !== 'string') return 'embed';
    const foreign = Object.keys(run.attributes ?? {}).find((key) => !isKnownMark(key));
    if (foreign !== undefined) return foreign;
  }
  return undefined;
}
