/** May somebody of this party change these nodes? Once a dossier keeps WHAT and HOW apart (`model/tree/guard`),
 *  a node is judged as it stands before the update: who may not change it cannot first make it theirs.
 *
 *      new item or deletion ─▶ the node in whose entry it lies ─▶ its kind and owner ─▶ theirs, or across the line
 *
 *  Anybody may say that their own party helps, and write a remark. And always: that a party takes a node upon
 *  itself is said by somebody of that party. */
import {
  helpKey,
  isId,
  isRemarkKey,
  mayFix,
  mayMake,
  openTree,
  readField,
  readGuard,
  readNodeFacts,
  type Guard,
  type NodeId,
  type NodeKind,
  type PartyId,
  type TreeDocument,
} from '@meemaak/model';
import * as Y from 'yjs';
import type { Place, SharedType } from './paper.ts';

type Deletions = ReturnType<typeof Y.decodeUpdate>['ds']['clients'];

/** The roots of which each entry is a node's. */
const NODE_ROOTS = ['pos', 'nodes', 'arch'];
/** A remark as JSON, with its signature. */
const MOST_REMARK_LETTERS = 1_000;

/** Where in a node's entry something lies. */
interface Spot {
  readonly nodeId: NodeId;
  /** Is it a fact of the node's own record? */
  readonly isFact: boolean;
}

export class GuardedNodes {
  readonly #doc: Y.Doc;
  readonly #tree: TreeDocument;
  readonly #guard: Guard | null;
  readonly #party: PartyId;
  /** Undefined for what lies in no node. */
  readonly #entries = new Map<SharedType, { nodeId: NodeId; isRecord: boolean } | undefined>();
  readonly #mayChange = new Map<NodeId, boolean>();
  isCrossed = false;

  constructor(doc: Y.Doc, party: PartyId) {
    this.#doc = doc;
    this.#tree = openTree(doc);
    this.#guard = readGuard(this.#tree);
    this.#party = party;
  }

  /** Looks at a new item, after everything that it lies in. */
  look({ content }: Y.Item, { parent, key }: Place): void {
    const spot = this.#spotIn(parent, key);
    if (spot === undefined) return;
    if (content instanceof Y.ContentType) {
      const isRecord = !spot.isFact && this.#isRoot(parent, 'nodes');
      this.#entries.set(content.type, { nodeId: spot.nodeId, isRecord });
    }
    if (!this.#mayWrite(spot, key, content)) this.isCrossed = true;
  }

  /** Looks at what is to be deleted. Deletions of what is gone only say it again. */
  lookAtDeletions(deletions: Deletions): void {
    if (this.#guard === null) return;
    for (const [client, ranges] of deletions) {
      for (const { clock, len } of ranges) this.#lookAtRange(client, clock, clock + len);
    }
  }

  #lookAtRange(client: number, from: number, end: number): void {
    const structs = this.#doc.store.clients.get(client) ?? [];
    if (from >= Math.min(end, Y.getState(this.#doc.store, client))) return;
    for (let at = Y.findIndexSS(structs, from); at < structs.length; at += 1) {
      const struct = structs[at];
      if (struct === undefined || struct.id.clock >= end || this.isCrossed) return;
      if (!(struct instanceof Y.Item) || struct.deleted) continue;
      if (!(struct.parent instanceof Y.AbstractType)) continue;
      const key = struct.parentSub;
      const spot = this.#spotIn(struct.parent, key);
      if (spot !== undefined && !this.#mayTakeAway(spot, key, struct.content))
        this.isCrossed = true;
    }
  }

  #mayWrite(spot: Spot, key: string | null, content: Y.Item['content']): boolean {
    if (spot.isFact && key !== null) {
      const values = valuesOf(content);
      if (key === 'taken' && !values.every((value) => this.#isOwnWord(value))) return false;
      if (key === 'kind' && !values.every((value) => this.#mayMake(value))) return false;
      if (this.#isOpenToAll(key)) return true;
      if (isRemarkKey(key)) return values.every((value) => this.#isOwnRemark(value));
    }
    return this.#mayChangeNode(spot.nodeId);
  }

  #mayTakeAway(spot: Spot, key: string | null, content: Y.Item['content']): boolean {
    if (this.#mayChangeNode(spot.nodeId)) return true;
    if (!spot.isFact || key === null) return false;
    if (isRemarkKey(key)) return valuesOf(content).every((value) => this.#isOfParty(value));
    return this.#isOpenToAll(key);
  }

  /** "Wij helpen mee." */
  #isOpenToAll(key: string): boolean {
    return key === helpKey(this.#party);
  }

  /** Nobody says "wij nemen dit" for another. */
  #isOwnWord(value: unknown): boolean {
    return value === null || this.#isOfParty(value);
  }

  #isOfParty(value: unknown): boolean {
    return readField(value, 'party') === this.#party;
  }

  #isOwnRemark(value: unknown): boolean {
    return this.#isOfParty(value) && JSON.stringify(value).length <= MOST_REMARK_LETTERS;
  }

  /** What is no kind reads as an activity. */
  #mayMake(value: unknown): boolean {
    const kind: NodeKind = value === 'effect' ? 'effect' : 'activity';
    return mayMake(this.#guard, this.#party, kind);
  }

  #mayChangeNode(nodeId: NodeId): boolean {
    if (this.#guard === null) return true;
    const known = this.#mayChange.get(nodeId);
    if (known !== undefined) return known;
    const isNew = !this.#tree.nodes.has(nodeId);
    const facts = readNodeFacts(this.#tree.nodes.get(nodeId));
    const may = isNew || mayFix(this.#guard, this.#party, facts);
    this.#mayChange.set(nodeId, may);
    return may;
  }

  #spotIn(parent: SharedType | string, key: string | null): Spot | undefined {
    if (NODE_ROOTS.some((root) => this.#isRoot(parent, root))) {
      return isId<NodeId>(key) ? { nodeId: key, isFact: false } : undefined;
    }
    const entry = typeof parent === 'string' ? undefined : this.#entryOf(parent);
    return entry && { nodeId: entry.nodeId, isFact: entry.isRecord };
  }

  /** Whose entry a type is, or lies in. */
  #entryOf(type: SharedType): { nodeId: NodeId; isRecord: boolean } | undefined {
    if (this.#entries.has(type)) return this.#entries.get(type);
    const item = type._item;
    const parent = item?.parent;
    const spot =
      parent instanceof Y.AbstractType ? this.#spotIn(parent, item?.parentSub ?? null) : undefined;
    const isRecord = parent instanceof Y.AbstractType && this.#isRoot(parent, 'nodes');
    const entry = spot && { nodeId: spot.nodeId, isRecord };
    this.#entries.set(type, entry);
    return entry;
  }

  #isRoot(parent: SharedType | string, name: string): boolean {
    return parent === name || (parent !== undefined && parent === this.#doc.share.get(name));
  }
}

function valuesOf(content: Y.Item['content']): readonly unknown[] {
  return content.getContent();
}
