/** A clash: a place where somebody worked while they were away, and others worked too, so that not
 *  both could stay as they were meant. Not a fault of anybody, and nothing is lost: what was mine is
 *  kept here until I have seen it. Who the others were is not known to the documents. */
import type { BatchId, NodeId, RecordId } from '../ids.ts';
import type { Place } from '../tree/position.ts';
import type { TouchPath } from './touch.ts';

/** Where a node was put, as its mover wrote it. */
export type PutPlace = Pick<Place, 'parentId' | 'orderKey'>;

/** One part of a thing on the board that two people changed. */
export interface NotePart {
  /** Within the record: `['pos']`, `['props', 'richText']`. */
  readonly path: TouchPath;
  readonly mine: unknown;
  readonly theirs: unknown;
}

export type Clash =
  /** Others archived a node that I worked in or under. */
  | {
      readonly kind: 'parentArchived';
      readonly nodeId: NodeId;
      /** Restoring it shows what of mine went out of sight. */
      readonly batchId: BatchId;
      /** What I changed that is out of sight now, and what I put there that came to the surface. */
      readonly hiddenIds: readonly NodeId[];
      readonly surfacedIds: readonly NodeId[];
    }
  /** I archived a node that others meanwhile worked in. */
  | {
      readonly kind: 'archivedWhileWorkedIn';
      readonly nodeId: NodeId;
      readonly batchId: BatchId;
      /** What they changed that is out of sight now. */
      readonly hiddenIds: readonly NodeId[];
    }
  /** Both changed one fact of a node. A title holds both their letters. */
  | {
      readonly kind: 'fieldChangedTwice';
      readonly nodeId: NodeId;
      /** Under the node's record: `['title']`, `['owner']`, `['indicators', id, 'target']`. */
      readonly path: TouchPath;
      readonly mine: unknown;
      /** Undefined for a title: theirs is in what it says now. */
      readonly theirs: unknown;
    }
  | {
      readonly kind: 'movedTwice';
      readonly nodeId: NodeId;
      /** `circle`: I put it under something that others put under it. */
      readonly because: 'bothMoved' | 'circle';
      readonly mine: PutPlace;
    }
  /** I wrote in a paragraph that others took away, or rebuilt without my words. */
  | { readonly kind: 'paragraphRemoved'; readonly blockId: string; readonly words: string }
  /** Others took something off the board that I changed. `mine` is all of it, as stored. */
  | { readonly kind: 'noteRemoved'; readonly recordId: RecordId; readonly mine: unknown }
  | {
      readonly kind: 'noteChangedTwice';
      readonly recordId: RecordId;
      readonly parts: readonly NotePart[];
    };

/** What a clash is about: the same for the same thing, so that a later one takes its place. */
export function clashId(clash: Clash): string {
  switch (clash.kind) {
    case 'fieldChangedTwice':
      return JSON.stringify([clash.kind, clash.nodeId, ...clash.path]);
    case 'paragraphRemoved':
      return JSON.stringify([clash.kind, clash.blockId]);
    case 'noteRemoved':
    case 'noteChangedTwice':
      return JSON.stringify([clash.kind, clash.recordId]);
    case 'parentArchived':
    case 'archivedWhileWorkedIn':
    case 'movedTwice':
      return JSON.stringify([clash.kind, clash.nodeId]);
  }
}
