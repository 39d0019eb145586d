import * as Y from 'yjs';

/** The board. `records` holds one Y.Map per record, nested one level so that two people's changes
 *  to different properties both stay:
 *
 *      records: Map<RecordId, Map{ …scalars, pos: [x, y, rotation], props: Map, meta: Map }>
 *
 *  Place and rotation are one value (a drag leaves nothing behind, and x never mixes with another
 *  person's y). A card stores only `{nodeId, w, h}` and its place; its id derives from the node's.
 *  Edges are not stored: they follow from the tree. */
export interface BoardDocument {
  readonly doc: Y.Doc;
  readonly records: Y.Map<unknown>;
}

export function openBoard(doc: Y.Doc): BoardDocument {
  return { doc, records: doc.getMap('records') };
}

/** The one page of a board. The server seeds it; clients never create it. */
export const BOARD_PAGE_ID = 'page:page';

/** A record as plain values, before it becomes shared. */
export interface PlainRecord {
  readonly id: string;
  readonly [key: string]: unknown;
}

/** Writes a plain record as a shared one: x, y and rotation packed into `pos`, `props` and `meta`
 *  as maps, everything else a value. Replaces what stood under the same id. */
export function writeRecord(board: BoardDocument, record: PlainRecord): void {
  const shared = new Y.Map<unknown>();
  const { x, y, rotation, props, meta, ...scalars } = record;
  for (const [key, value] of Object.entries(scalars)) shared.set(key, value);
  if (typeof x === 'number') shared.set('pos', [x, y, rotation]);
  shared.set('props', new Y.Map(Object.entries(props ?? {})));
  shared.set('meta', new Y.Map(Object.entries(meta ?? {})));
  board.records.set(record.id, shared);
}

/** What a board needs before anybody can draw on it. */
export function seedBoardRecords(board: BoardDocument): void {
  writeRecord(board, {
    id: 'document:document',
    typeName: 'document',
    gridSize: 10,
    name: '',
    meta: {},
  });
  writeRecord(board, { id: BOARD_PAGE_ID, typeName: 'page', name: 'Bord', index: 'a1', meta: {} });
}
