/** Keeps on the page the rows of the tree that are in sight or close to it: a tree may have thousands. */
import type { NodeId, TreeNode } from '@meemaak/model';
import { useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { nodeIdOfRow } from './row-id.ts';
import { rowWindow, type RowWindow } from './row-window.ts';

/** Room above and below what is in sight, so that one who scrolls or reads on finds rows there. */
const CLOSE_PX = 2_000;
/** The window moves in steps: not every pixel of scrolling draws the list again. */
const STEP_PX = 500;
/** Until rows are measured. */
const ROW_PX = 60;

interface Sight {
  readonly fromPx: number;
  readonly toPx: number;
}

export function useRowWindow(
  grid: RefObject<HTMLElement | null>,
  rows: readonly TreeNode[],
  keptIds: ReadonlySet<NodeId | undefined>,
): RowWindow<TreeNode> {
  const heights = useRowHeights(grid);
  const sight = useSight(grid);
  return useMemo(
    () =>
      rowWindow({
        rows,
        ...sight,
        heightOf: ({ nodeId }) => heights.of(nodeId),
        isKept: (_, rowNumber) =>
          // With its neighbours, to which the arrows lead.
          [rowNumber - 1, rowNumber, rowNumber + 1].some((near) => keptIds.has(rows[near]?.nodeId)),
      }),
    [rows, sight, heights, keptIds],
  );
}

/** What part of the rows can be seen, with what is close to it; everything while it is printed. */
function useSight(grid: RefObject<HTMLElement | null>): Sight {
  const [sight, setSight] = useState<Sight>(() => ({ fromPx: 0, toPx: innerHeight + CLOSE_PX }));
  useLayoutEffect(() => {
    const element = grid.current;
    if (element === null) return undefined;
    const look = (): void => {
      const seen = sightOf(element);
      setSight((last) => (last.fromPx === seen.fromPx && last.toPx === seen.toPx ? last : seen));
    };
    const showAll = (): void => flushSync(() => setSight({ fromPx: -Infinity, toPx: Infinity }));
    const size = new ResizeObserver(look);
    size.observe(element);
    document.addEventListener('scroll', look, { capture: true, passive: true });
    addEventListener('resize', look);
    addEventListener('beforeprint', showAll);
    addEventListener('afterprint', look);
    return () => {
      size.disconnect();
      document.removeEventListener('scroll', look, { capture: true });
      removeEventListener('resize', look);
      removeEventListener('beforeprint', showAll);
      removeEventListener('afterprint', look);
    };
  }, [grid]);
  return sight;
}

function sightOf(grid: HTMLElement): Sight {
  const topPx = grid.getBoundingClientRect().top;
  return {
    fromPx: Math.floor((-topPx - CLOSE_PX) / STEP_PX) * STEP_PX,
    toPx: Math.ceil((innerHeight - topPx + CLOSE_PX) / STEP_PX) * STEP_PX,
  };
}

interface RowHeights {
  of(nodeId: NodeId): number;
}

/** How high rows were when they were last on the page; the others as high as those are on average. */
function useRowHeights(grid: RefObject<HTMLElement | null>): RowHeights {
  const [heights] = useState(() => new MeasuredRows());
  const observer = useRef<ResizeObserver>(undefined);
  useLayoutEffect(() => {
    const measuring = new ResizeObserver((entries) => {
      heights.measure(entries);
      for (const { target } of entries) if (!target.isConnected) measuring.unobserve(target);
    });
    observer.current = measuring;
    return () => measuring.disconnect();
  }, [heights]);
  // After every render: rows come and go. One that is watched already is not watched twice.
  useLayoutEffect(() => {
    for (const row of grid.current?.querySelectorAll('tbody > tr') ?? []) {
      observer.current?.observe(row);
    }
  });
  return heights;
}

class MeasuredRows implements RowHeights {
  readonly #heights = new Map<NodeId, number>();
  #sumPx = 0;

  of(nodeId: NodeId): number {
    const count = this.#heights.size;
    return this.#heights.get(nodeId) ?? (count === 0 ? ROW_PX : this.#sumPx / count);
  }

  measure(entries: readonly ResizeObserverEntry[]): void {
    for (const { target, borderBoxSize } of entries) {
      const nodeId = nodeIdOfRow(target.id);
      const heightPx = borderBoxSize[0]?.blockSize ?? 0;
      // Of no height: it left the page, or the whole tree is out of sight.
      if (nodeId === undefined || heightPx === 0) continue;
      this.#sumPx += heightPx - (this.#heights.get(nodeId) ?? 0);
      this.#heights.set(nodeId, heightPx);
    }
  }
}
