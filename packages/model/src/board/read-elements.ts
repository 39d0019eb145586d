/** From the board document to what lies on it.
 *
 *      records ─┬─ shapes ── parents (cycles broken, orphans to the page) ── places ── elements
 *               ├─ bindings ─────────────────────────────────────────────── tied arrows ─┘
 *               └─ assets ─────────────────────────────────────────────── image sources ─┘
 *
 *  Total: a record that cannot be read is counted and left out, whatever it holds. */
import type { BoardDocument } from '../documents/board-document.ts';
import type { RecordId } from '../ids.ts';
import { tieArrow, type ArrowTie } from './arrow-ends.ts';
import type { ArrowElement, BoardElement } from './element.ts';
import { childrenByParent, PAGE } from './containment.ts';
import { placeWithin, type Place } from './place.ts';
import {
  coordinateOr,
  isJsonObject,
  readFields,
  readPlace,
  textOr,
  type RecordFields,
} from './record-fields.ts';
import { readShape } from './shape-reader.ts';

export interface BoardReading {
  /** In the order of painting: what lies on top comes last. */
  readonly elements: readonly BoardElement[];
  /** Records left out because they could not be read. */
  readonly unreadableCount: number;
}

interface SortedRecords {
  readonly shapes: Map<string, RecordFields>;
  readonly bindings: RecordFields[];
  readonly assets: Map<string, RecordFields>;
  unreadableCount: number;
}

interface Stop {
  readonly id: string;
  readonly place: Place;
  readonly frameId: RecordId | undefined;
}

/** Everything on the board that has a form. Total. */
export function readElements(board: BoardDocument): BoardReading {
  const records = sortRecords(board);
  const elements: BoardElement[] = [];
  const childIds = childrenByParent(records.shapes);
  const stops: Stop[] = [];
  stopAtChildren(PAGE, { x: 0, y: 0, rotation: 0 }, undefined);
  // A stack, not recursion: how deep frames lie in frames is up to whoever wrote them.
  for (let stop = stops.pop(); stop !== undefined; stop = stops.pop()) {
    const fields = records.shapes.get(stop.id);
    if (fields === undefined) continue;
    const element = readShape({ fields, ...stop });
    const isGroup = fields.scalar('type') === 'group';
    if (element !== undefined) elements.push(element);
    else if (!isGroup) records.unreadableCount += 1;
    const frameId = element?.kind === 'frame' ? element.recordId : stop.frameId;
    stopAtChildren(stop.id, stop.place, frameId);
  }
  return {
    elements: withImageSources(withTiedArrows(elements, records), records),
    unreadableCount: records.unreadableCount,
  };

  function stopAtChildren(parentId: string, outer: Place, frameId: RecordId | undefined): void {
    // Taken from the end: the first to paint goes last.
    for (const id of (childIds.get(parentId) ?? []).toReversed()) {
      const inner = readPlace(records.shapes.get(id)?.scalar('pos'));
      if (inner === undefined) records.unreadableCount += 1;
      else stops.push({ id, place: placeWithin(outer, inner), frameId });
    }
  }
}

function sortRecords(board: BoardDocument): SortedRecords {
  const sorted: SortedRecords = {
    shapes: new Map(),
    bindings: [],
    assets: new Map(),
    unreadableCount: 0,
  };
  for (const [id, value] of board.records.entries()) {
    const fields = readFields(id, value);
    if (fields?.typeName === 'shape') sorted.shapes.set(id, fields);
    else if (fields?.typeName === 'binding') sorted.bindings.push(fields);
    else if (fields?.typeName === 'asset') sorted.assets.set(id, fields);
    else if (fields?.typeName !== 'page' && fields?.typeName !== 'document') {
      sorted.unreadableCount += 1;
    }
  }
  return sorted;
}

function withTiedArrows(elements: readonly BoardElement[], records: SortedRecords): BoardElement[] {
  const byId = new Map<string, BoardElement>(
    elements.map((element) => [element.recordId, element]),
  );
  const ties = new Map<string, { start?: ArrowTie; end?: ArrowTie }>();
  for (const binding of records.bindings) {
    const arrowId = binding.scalar('fromId');
    const target = byId.get(textOr(binding.scalar('toId'), ''));
    const terminal = binding.prop('terminal');
    if (typeof arrowId !== 'string' || target === undefined || target.kind === 'arrow') continue;
    if (terminal !== 'start' && terminal !== 'end') continue;
    const tie: ArrowTie = { target, anchor: readAnchor(binding) };
    ties.set(arrowId, { ...ties.get(arrowId), [terminal]: tie });
  }
  return elements.map((element) => {
    if (element.kind !== 'arrow') return element;
    return tieArrow(element, ties.get(element.recordId) ?? {}, bendOf(element, records));
  });
}

function readAnchor(binding: RecordFields) {
  const anchor = binding.prop('normalizedAnchor');
  if (binding.prop('isPrecise') !== true || !isJsonObject(anchor)) return undefined;
  return { x: clampToSide(anchor['x']), y: clampToSide(anchor['y']) };
}

function clampToSide(value: unknown): number {
  return Math.min(1, Math.max(0, coordinateOr(value, 0.5)));
}

function bendOf(arrow: ArrowElement, records: SortedRecords): number {
  return coordinateOr(records.shapes.get(arrow.recordId)?.prop('bend'), 0);
}

function withImageSources(
  elements: readonly BoardElement[],
  records: SortedRecords,
): BoardElement[] {
  return elements.map((element) => {
    if (element.kind !== 'image') return element;
    const assetId = records.shapes.get(element.recordId)?.prop('assetId');
    const source =
      typeof assetId === 'string' ? records.assets.get(assetId)?.prop('src') : undefined;
    return typeof source === 'string' ? { ...element, source } : element;
  });
}
