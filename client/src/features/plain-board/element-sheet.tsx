/** The board as a drawing. In the DOM its elements stand in reading order. */
import type { BoardElement } from '@meemaak/model';
import { useCallback, useEffect, useId, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ElementView } from './element-view.tsx';
import { TreeEdgeLines } from './tree-edge-lines.tsx';
import { useElementNames } from './use-element-name.ts';
import type { Sheet } from './use-sheet.ts';
import './element-sheet.css';

/** Smaller than this the letters of a card cannot be read. */
const FAR_ZOOM = 0.5;

export interface ElementSheetProps {
  readonly sheet: Sheet;
  /** In reading order. */
  readonly elements: readonly BoardElement[];
  /** In the order of painting. */
  readonly painted: readonly BoardElement[];
}

export function ElementSheet({ sheet, elements, painted }: ElementSheetProps) {
  const { camera, attach, show } = sheet;
  const t = useTranslations('board');
  const hintId = useId();
  const nameOf = useElementNames(elements);
  const layers = useMemo(() => new Map(painted.map((element, at) => [element, at + 1])), [painted]);
  const [frame, setFrame] = useState<HTMLElement | null>(null);
  useFollowedFocus(frame, elements, show);
  const attachFrame = useCallback(
    (element: HTMLElement | null) => {
      attach(element);
      setFrame(element);
    },
    [attach],
  );

  return (
    <>
      <p id={hintId} className="unseen">
        {t('sheetHint')}
      </p>
      <section
        ref={attachFrame}
        className="element-sheet"
        aria-label={t('sheetLabel')}
        aria-describedby={hintId}
      >
        <div
          className="element-sheet-world"
          data-far={camera.zoom < FAR_ZOOM || undefined}
          style={{
            transform: `translate(${camera.offsetX}px, ${camera.offsetY}px) scale(${camera.zoom})`,
          }}
        >
          <TreeEdgeLines elements={elements} />
          <ol>
            {elements.map((element) => (
              <ElementView
                key={element.recordId}
                element={element}
                name={nameOf(element)}
                layer={layers.get(element) ?? 0}
              />
            ))}
          </ol>
        </div>
      </section>
    </>
  );
}

/** Somebody who goes from card to card with Tab sees where they are. */
function useFollowedFocus(
  frame: HTMLElement | null,
  elements: readonly BoardElement[],
  show: Sheet['show'],
): void {
  useEffect(() => {
    if (frame === null) return undefined;
    const follow = (event: FocusEvent): void => {
      const { target } = event;
      // A finger or mouse already knows where the card is; only keys may move the sheet.
      if (!(target instanceof HTMLElement) || !target.matches(':focus-visible')) return;
      const recordId = target.closest<HTMLElement>('[data-record]')?.dataset['record'];
      const element = elements.find((candidate) => candidate.recordId === recordId);
      if (element !== undefined) show(element.bounds);
    };
    frame.addEventListener('focusin', follow);
    return () => frame.removeEventListener('focusin', follow);
  }, [frame, elements, show]);
}
