/** From the document to the canvas: makes the store show what the projection says, without the store
 *  taking it for something the person did.
 *
 *  tldraw's side effects are off while this happens. They answer a change with changes of their own
 *  (a group dissolves, an arrow moves to another frame). Whoever made the change has made those too;
 *  if every onlooker made them again, stores would drift from the document and fill undo histories
 *  with work that is not theirs. What must happen at every screen, letting go of what is gone, we do
 *  ourselves. */
import { BOARD_PAGE_ID } from '@meemaak/model';
import {
  isEqual,
  type TLInstancePageState,
  type TLRecord,
  type TLShapeId,
  type TLStore,
} from 'tldraw';
import type { BoardProjection } from './project.ts';

/** Drawn only when the document has them. The store's first page and its document record stay: tldraw
 *  makes them, and cannot be without. */
const removableTypes: ReadonlySet<string> = new Set(['shape', 'binding', 'asset']);

/** Makes the store equal to the projection for these ids; returns how many records were not. */
export function showOnCanvas(
  store: TLStore,
  projection: BoardProjection,
  ids: Iterable<string>,
): number {
  const puts: TLRecord[] = [];
  const removals: TLRecord[] = [];
  for (const id of ids) {
    const drawn = store.unsafeGetWithoutCapture(id as TLRecord['id']);
    const shown = projection.shown(id);
    if (shown !== undefined) {
      if (!isEqual(drawn, shown)) puts.push(shown);
    } else if (drawn !== undefined && isRemovable(drawn)) removals.push(drawn);
  }
  if (puts.length + removals.length > 0) mergeQuietly(store, puts, removals);
  return puts.length + removals.length;
}

/** Ids of everything in the store that belongs to the board. */
export function drawnIds(store: TLStore): string[] {
  return store
    .allRecords()
    .filter(isRemovable)
    .map(({ id }) => id);
}

function isRemovable({ typeName, id }: TLRecord): boolean {
  return removableTypes.has(typeName) || (typeName === 'page' && id !== BOARD_PAGE_ID);
}

function mergeQuietly(store: TLStore, puts: TLRecord[], removals: readonly TLRecord[]): void {
  letGo(store, new Set(removals.map(({ id }) => id)));
  const effects: unknown = store.sideEffects;
  if (!isSwitchable(effects)) throw new Error('This tldraw cannot switch off its side effects.');
  const wasEnabled = effects.isEnabled();
  effects.setIsEnabled(false);
  try {
    store.mergeRemoteChanges(() => {
      store.put(puts);
      store.remove(removals.map(({ id }) => id));
    });
  } finally {
    effects.setIsEnabled(wasEnabled);
  }
}

/** Not in tldraw's public types, and what its own snapshot loading uses. */
interface Switchable {
  isEnabled(): boolean;
  setIsEnabled(isEnabled: boolean): void;
}

function isSwitchable(effects: unknown): effects is Switchable {
  return typeof effects === 'object' && effects !== null && 'setIsEnabled' in effects;
}

/** Takes shapes that are about to go out of the person's hands: selection, editing, cropping. With
 *  side effects on, so that the tools leave what they were doing, and before the shapes go, so that
 *  they can. As somebody else's change, or it would end the person's redo history. */
function letGo(store: TLStore, goneIds: ReadonlySet<string>): void {
  if (goneIds.size === 0) return;
  const pageStates = store
    .allRecords()
    .filter((record) => record.typeName === 'instance_page_state')
    .map((pageState) => withoutShapes(pageState, goneIds))
    .filter((pageState) => pageState !== undefined);
  if (pageStates.length > 0) store.mergeRemoteChanges(() => store.put(pageStates));
}

function withoutShapes(
  pageState: TLInstancePageState,
  goneIds: ReadonlySet<string>,
): TLInstancePageState | undefined {
  const kept = (ids: TLShapeId[]) =>
    ids.some((id) => goneIds.has(id)) ? ids.filter((id) => !goneIds.has(id)) : ids;
  const held = (id: TLShapeId | null) => (id !== null && goneIds.has(id) ? null : id);
  const next = {
    ...pageState,
    selectedShapeIds: kept(pageState.selectedShapeIds),
    hintingShapeIds: kept(pageState.hintingShapeIds),
    erasingShapeIds: kept(pageState.erasingShapeIds),
    hoveredShapeId: held(pageState.hoveredShapeId),
    editingShapeId: held(pageState.editingShapeId),
    croppingShapeId: held(pageState.croppingShapeId),
    focusedGroupId: held(pageState.focusedGroupId),
  };
  return isEqual(next, pageState) ? undefined : next;
}
