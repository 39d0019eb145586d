/** Which work in a document is not on the server yet: of every window that wrote it, from which of its
 *  items on. Kept beside the copy on this device as marks, one for each window. */
import type * as Y from 'yjs';

const KEY = 'unsaved';

export interface UnsavedMark {
  /** The clock of this window's first item that is not on the server. */
  readonly from: number;
  /** Since when, in ms UTC. */
  readonly sinceAt: number;
  /** Raised while the window goes on writing. */
  readonly stamp: number;
}

export interface Unsaved {
  readonly isAny: boolean;
  /** By Yjs client id: the clock from which its items are not on the server. */
  readonly fromByClient: ReadonlyMap<number, number>;
  /** Ms UTC; undefined when not known. */
  readonly sinceAt: number | undefined;
}

export const nothingUnsaved: Unsaved = {
  isAny: false,
  fromByClient: new Map(),
  sinceAt: undefined,
};

/** What we read of a Yjs type. */
type ItemHolder = Pick<Y.AbstractType<unknown>, '_item' | '_start' | '_map'>;

export function unsavedKey(clientId: number): string {
  return `${KEY}/${clientId}`;
}

/** Total: a mark that we cannot read still says that there is something. */
export function readUnsaved(marks: ReadonlyMap<string, unknown>): Unsaved {
  let unsaved = nothingUnsaved;
  for (const [key, value] of marks) {
    const [word, clientId] = key.split('/');
    if (word !== KEY || value === 0) continue;
    unsaved = withMark(unsaved, Number(clientId), readMark(value));
  }
  return unsaved;
}

export function withMark(
  unsaved: Unsaved,
  clientId: number,
  mark: Pick<UnsavedMark, 'from' | 'sinceAt'> | undefined,
): Unsaved {
  if (mark === undefined) return { ...unsaved, isAny: true };
  return {
    isAny: true,
    fromByClient: new Map([...unsaved.fromByClient, [clientId, mark.from]]),
    sinceAt: Math.min(unsaved.sinceAt ?? Infinity, mark.sinceAt),
  };
}

/** Does it hold anything that is not on the server? Deletions leave no trace to be asked about. */
export function holdsUnsaved(type: ItemHolder, unsaved: Unsaved): boolean {
  const waiting: ItemHolder[] = [type];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const item of itemsOf(next)) {
      if (item.deleted) continue;
      if (isUnsaved(item, unsaved)) return true;
      const { content } = item;
      if ('type' in content) waiting.push(content.type as ItemHolder);
    }
  }
  return false;
}

/** Was what a map has under this key put there by work that is not on the server, or anything in it? */
export function isUnsavedEntry(map: Y.Map<unknown>, key: string, unsaved: Unsaved): boolean {
  const item = map._map.get(key);
  if (item === undefined || item.deleted) return false;
  const { content } = item;
  if (isUnsaved(item, unsaved)) return true;
  return 'type' in content && holdsUnsaved(content.type as ItemHolder, unsaved);
}

/** Was this type itself put in place by work that is not on the server? */
export function isUnsavedType(type: ItemHolder, unsaved: Unsaved): boolean {
  return (type._item !== null && isUnsaved(type._item, unsaved)) || holdsUnsaved(type, unsaved);
}

function isUnsaved({ id, length }: Y.Item, { fromByClient }: Unsaved): boolean {
  const from = fromByClient.get(id.client);
  return from !== undefined && id.clock + length > from;
}

function* itemsOf(type: ItemHolder): Generator<Y.Item> {
  for (let item = type._start; item !== null; item = item.right) yield item;
  yield* type._map.values();
}

function readMark(value: unknown): Pick<UnsavedMark, 'from' | 'sinceAt'> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('from' in value) || !('sinceAt' in value)) return undefined;
  const { from, sinceAt } = value;
  return typeof from === 'number' && typeof sinceAt === 'number' ? { from, sinceAt } : undefined;
}
