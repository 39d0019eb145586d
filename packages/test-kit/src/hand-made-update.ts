/** Updates as no editor writes them: every item leans on what a test says it leans on. In the first
 *  format of Yjs (`Y.applyUpdate`). */

/** A client and its clock. */
export type ItemId = readonly [client: number, clock: number];

/** Where an item says that it stands: between two others, or in a root or another item's type. */
export interface HandMadeItem {
  readonly origin?: ItemId | undefined;
  readonly rightOrigin?: ItemId | undefined;
  /** Only read without `origin` and `rightOrigin`, as Yjs does. */
  readonly parent?: string | ItemId;
  /** In a map. */
  readonly key?: string;
  readonly content: HandMadeContent;
}

/** The number of a kind of content, and its bytes. */
export interface HandMadeContent {
  readonly kind: number;
  readonly bytes: readonly number[];
}

/** One client's items, following on each other from `clock`. */
export interface HandMadeRow {
  readonly client: number;
  readonly clock: number;
  readonly items: readonly HandMadeItem[];
}

/** An update without deletions. */
export function handMadeUpdate(...rows: readonly HandMadeRow[]): Uint8Array {
  const bytes = [...varUint(rows.length)];
  for (const { client, clock, items } of rows) {
    bytes.push(...varUint(items.length), ...varUint(client), ...varUint(clock));
    for (const item of items) for (const byte of itemBytes(item)) bytes.push(byte);
  }
  return Uint8Array.from([...bytes, 0]);
}

/** Each letter takes one clock. */
export function letters(text: string): HandMadeContent {
  return { kind: 4, bytes: varString(text) };
}

/** A list in a list in a list …, as a plain value. */
export function nestedList(levels: number): HandMadeContent {
  const bytes = [1];
  for (let level = 0; level < levels; level += 1) bytes.push(117, 1);
  return { kind: 8, bytes: [...bytes, 126] };
}

/** The same, as each of the kinds of content that hold JSON. */
export function nestedJson(
  levels: number,
): Readonly<Record<'json' | 'embed' | 'mark', HandMadeContent>> {
  const json = varString('['.repeat(levels) + ']'.repeat(levels));
  return {
    json: { kind: 2, bytes: [1, ...json] },
    embed: { kind: 5, bytes: json },
    mark: { kind: 6, bytes: [...varString('bold'), ...json] },
  };
}

function itemBytes({ origin, rightOrigin, parent, key, content }: HandMadeItem): number[] {
  const leans = [origin, rightOrigin].flatMap((id) => (id === undefined ? [] : idBytes(id)));
  const info =
    content.kind |
    (origin === undefined ? 0 : 0x80) |
    (rightOrigin === undefined ? 0 : 0x40) |
    (key === undefined ? 0 : 0x20);
  if (leans.length > 0 || parent === undefined) return [info, ...leans].concat(content.bytes);
  const place = typeof parent === 'string' ? [1, ...varString(parent)] : [0, ...idBytes(parent)];
  return [info, ...place, ...(key === undefined ? [] : varString(key))].concat(content.bytes);
}

function idBytes([client, clock]: ItemId): number[] {
  return [...varUint(client), ...varUint(clock)];
}

function varString(text: string): number[] {
  const encoded = new TextEncoder().encode(text);
  return [...varUint(encoded.length), ...encoded];
}

/** As lib0 writes it: seven bits a byte, the lowest first. */
function varUint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push(128 + (rest % 128));
  return [...bytes, rest];
}
