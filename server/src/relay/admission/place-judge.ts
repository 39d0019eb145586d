/** Judges every new item in the place where it will stand, and what deletions take away. */
import type { DocumentName, PartyId } from '@meemaak/model';
import { DEEPEST_BLOCK } from '@meemaak/narrative';
import * as Y from 'yjs';
import { GuardedNodes } from './guarded-nodes.ts';
import { isForeignContent } from './narrative-place.ts';
import type { Place, SharedType } from './paper.ts';
import { TermPlaceJudge } from './term-place.ts';

export type PlaceRefusal =
  | 'serverWritten'
  | 'foreignElement'
  | 'foreignTerm'
  | 'tooDeep'
  /** It changes what another party fixes (see `guarded-nodes`). */
  | 'acrossTheLine';

/** Of shared types in each other, and of lists and objects in a plain value. */
export const MOST_DEPTH = 64;

type DeleteSet = ReturnType<typeof Y.decodeUpdate>['ds'];

export class PlaceJudge {
  readonly #doc: Y.Doc;
  readonly #document: DocumentName;
  readonly #depths = new Map<SharedType, number>();
  readonly #terms: TermPlaceJudge;
  readonly #nodes: GuardedNodes | undefined;
  #refusal: PlaceRefusal | undefined;

  /** `party`: for whom it is written. */
  constructor(doc: Y.Doc, document: DocumentName, party: PartyId) {
    this.#doc = doc;
    this.#document = document;
    this.#terms = new TermPlaceJudge(doc);
    if (document === 'tree') this.#nodes = new GuardedNodes(doc, party);
  }

  /** Looks at a new item, after everything that it lies in. */
  look(item: Y.Item, place: Place): void {
    this.#refusal ??= this.#whyNot(item, place);
    this.#nodes?.look(item, place);
    if (!(item.content instanceof Y.ContentType)) return;
    // What is new lies in something known, or in what was looked at before it.
    const depth = this.#depthOf(place.parent);
    this.#depths.set(item.content.type, depth + 1);
    const isBlock = item.content.type instanceof Y.XmlElement;
    const deepest = this.#document === 'narrative' && isBlock ? DEEPEST_BLOCK : MOST_DEPTH;
    if (depth > deepest) this.#refusal ??= 'tooDeep';
  }

  /** Of all that was looked at, and of these deletions. */
  refusalWith(deletions: DeleteSet): PlaceRefusal | undefined {
    this.#nodes?.lookAtDeletions(deletions.clients);
    if (this.#takesMeta(deletions)) this.#refusal ??= 'serverWritten';
    if (this.#nodes?.isCrossed === true) this.#refusal ??= 'acrossTheLine';
    return this.#refusal;
  }

  #whyNot(item: Y.Item, place: Place): PlaceRefusal | undefined {
    if (place.parent === 'meta' || place.parent === this.#doc.share.get('meta')) {
      return 'serverWritten';
    }
    const isForeign = this.#document === 'narrative' && isForeignContent(item, place);
    if (isForeign) return 'foreignElement';
    const isForeignTerm = this.#document === 'tree' && this.#terms.isForeign(item, place);
    return isForeignTerm ? 'foreignTerm' : undefined;
  }

  /** What is deleted already is only told again. */
  #takesMeta(deletions: DeleteSet): boolean {
    const entries = this.#doc.share.get('meta')?._map.values() ?? [];
    for (const { deleted, id } of entries) if (!deleted && Y.isDeleted(deletions, id)) return true;
    return false;
  }

  /** How many shared types lie around what lies in this one. */
  #depthOf(parent: Place['parent']): number {
    if (typeof parent === 'string') return 0;
    const known = this.#depths.get(parent);
    if (known !== undefined) return known;
    let depth = 0;
    for (let item = parent._item; item !== null; depth += 1) {
      item = item.parent instanceof Y.AbstractType ? item.parent._item : null;
    }
    this.#depths.set(parent, depth);
    return depth;
  }
}
