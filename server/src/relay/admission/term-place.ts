/** May this stand there in the dossier's words (`terms` and `lamp` of the tree document)? They are on
 *  every screen of the narrative, at every use of a word: what is not of their form, or is far larger
 *  than a person writes, never comes in. Who reads them reads with suspicion all the same. */
import { isId, isLampKey, MAX_MEANING_LENGTH } from '@meemaak/model';
import * as Y from 'yjs';
import type { Place, SharedType } from './paper.ts';

/** What a shared type is, seen from the two roots. */
type Kind = 'terms' | 'lamp' | 'term' | 'words' | 'elsewhere';

const WORDS = new Set<string | null>(['word', 'meaning']);
const FACTS = new Set<string | null>(['made', 'changed', 'arch']);
/** In letters, as JSON: five alternatives and a signature are far below it. */
const MOST_VALUE_LENGTH = 1_000;
/** Several people's letters can meet in one meaning; what is read of it is cut. */
const MOST_LETTERS = 4 * MAX_MEANING_LENGTH;

/** Judges the new items of one update, in the order in which they get their places. */
export class TermPlaceJudge {
  readonly #doc: Y.Doc;
  readonly #kinds = new Map<SharedType, Kind>();

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  isForeign({ content }: Y.Item, { parent, key }: Place): boolean {
    const around = this.#kindOf(parent);
    if (around === 'elsewhere' || content instanceof Y.ContentDeleted) return false;
    if (around === 'terms') return !isId(key) || !this.#is(content, Y.Map, 'term');
    if (around === 'lamp') return key === null || !isLampKey(key) || !isSmallValue(content);
    if (around === 'words') {
      return (
        key !== null || !(content instanceof Y.ContentString) || content.str.length > MOST_LETTERS
      );
    }
    if (WORDS.has(key)) return !this.#is(content, Y.Text, 'words');
    return !FACTS.has(key) || !isSmallValue(content);
  }

  /** Is it a new shared type of this form? Then it is remembered as `kind`. */
  #is(content: Y.Item['content'], form: typeof Y.Map | typeof Y.Text, kind: Kind): boolean {
    if (!(content instanceof Y.ContentType) || content.type.constructor !== form) return false;
    this.#kinds.set(content.type, kind);
    return true;
  }

  #kindOf(parent: SharedType | string): Kind {
    if (typeof parent === 'string') return rootKind(parent);
    const known = this.#kinds.get(parent);
    if (known !== undefined) return known;
    const kind = this.#find(parent);
    this.#kinds.set(parent, kind);
    return kind;
  }

  #find(type: SharedType): Kind {
    const item = type._item;
    if (item === null) {
      return this.#doc.share.get('terms') === type
        ? 'terms'
        : rootKind(this.#doc.share.get('lamp') === type ? 'lamp' : '');
    }
    // Still without a place: in another new type, which is then not one of ours.
    if (!(item.parent instanceof Y.AbstractType)) return 'elsewhere';
    const around = this.#kindOf(item.parent);
    if (around === 'terms') return 'term';
    return around === 'term' ? 'words' : 'elsewhere';
  }
}

function rootKind(name: string): Kind {
  return name === 'terms' || name === 'lamp' ? name : 'elsewhere';
}

function isSmallValue(content: Y.Item['content']): boolean {
  if (!(content instanceof Y.ContentAny)) return false;
  const values: unknown = content.arr;
  return content.arr.length === 1 && isShortJson(values);
}

/** Nested as deep as the stack is refused before this. */
function isShortJson(values: unknown): boolean {
  try {
    return (JSON.stringify(values) ?? '').length <= MOST_VALUE_LENGTH;
  } catch {
    // A big integer, which nobody writes here.
    return false;
  }
}
