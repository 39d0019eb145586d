/** The board without the canvas: a light, complete view of the same document, as a drawing to look
 *  around in or as a list to read. */
import { boxAroundBoxes, type BoardElement } from '@meemaak/model';
import { useId, useMemo, useState, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { useRoom, useWatch } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import { takeLostFocus } from '../../ui/take-lost-focus.ts';
import { useSelection } from '../../view/selection.ts';
import { ElementList } from './element-list.tsx';
import { ElementSheet } from './element-sheet.tsx';
import { inToldOrder } from './told-order.ts';
import { useSheet, type Sheet } from './use-sheet.ts';
import { watchElements } from './watch-elements.ts';
import './plain-board.css';

export interface PlainBoardProps {
  /** Where the canvas may be loaded: opens it. */
  readonly onOpenCanvas?: (() => void) | undefined;
  /** Opened by somebody who pressed a button for it, which is gone now. */
  readonly isChosen?: boolean;
}

export function PlainBoard({ onOpenCanvas, isChosen = false }: PlainBoardProps) {
  const t = useTranslations('board');
  const room = useRoom();
  const watched = useMemo(() => watchElements(room), [room]);
  const { elements: painted, unreadableCount } = useSyncExternalStore(
    watched.subscribe,
    watched.get,
  );
  const elements = useMemo(
    () =>
      inToldOrder(
        painted,
        room.treeIndex.rows().map(({ nodeId }) => nodeId),
      ),
    [painted, room],
  );
  const content = useMemo(() => boxAroundBoxes(painted.map(({ bounds }) => bounds)), [painted]);
  const [isList, setIsList] = useState(false);
  const sheet = useSheet(content, elements[0]?.bounds);
  const chosenId = useSelection().nodeId;
  const chosen = elements.find((element) => element.kind === 'card' && element.nodeId === chosenId);

  const isEmpty = elements.length === 0;
  return (
    <div className="plain-board">
      <div className="plain-board-bar">
        {!isEmpty && <ViewChoice isList={isList} choose={setIsList} />}
        {onOpenCanvas !== undefined && (
          <Button
            look="plain"
            className="plain-board-other"
            ref={isChosen ? takeLostFocus : undefined}
            onClick={onOpenCanvas}
          >
            {t('toCanvas')}
          </Button>
        )}
      </div>
      {isEmpty && <EmptyBoard />}
      {!isEmpty && isList && <ElementList elements={elements} />}
      {!isEmpty && !isList && (
        <div className="plain-board-drawing">
          <SheetTools sheet={sheet} chosen={chosen} />
          <ElementSheet sheet={sheet} elements={elements} painted={painted} />
        </div>
      )}
      {unreadableCount > 0 && (
        <p className="plain-board-note">{t('unreadable', { count: unreadableCount })}</p>
      )}
    </div>
  );
}

function SheetTools({
  sheet,
  chosen,
}: {
  readonly sheet: Sheet;
  readonly chosen: BoardElement | undefined;
}) {
  const t = useTranslations('board');
  const percentage = Math.round(sheet.camera.zoom * 100);
  return (
    <div className="plain-board-tools" role="toolbar" aria-label={t('lookAround')}>
      {chosen !== undefined && !sheet.isSeen(chosen.bounds) && (
        <Button look="plain" onClick={() => sheet.show(chosen.bounds)}>
          {t('showChosen')}
        </Button>
      )}
      <Button look="plain" aria-label={t('zoomOut')} onClick={sheet.zoomOut}>
        −
      </Button>
      <Button look="plain" aria-label={t('zoomIn')} onClick={sheet.zoomIn}>
        +
      </Button>
      <Button look="plain" onClick={sheet.fit}>
        {t('showAll')}
      </Button>
      <output className="unseen">{t('zoomLevel', { percentage })}</output>
    </div>
  );
}

function ViewChoice({
  isList,
  choose,
}: {
  readonly isList: boolean;
  readonly choose: (isList: boolean) => void;
}) {
  const t = useTranslations('board');
  const groupName = useId();
  return (
    <fieldset className="plain-board-views">
      <legend className="unseen">{t('viewAs')}</legend>
      {[false, true].map((value) => (
        <label key={String(value)} className="plain-board-view">
          <input
            type="radio"
            name={groupName}
            checked={isList === value}
            onChange={() => choose(value)}
          />
          {t(value ? 'asList' : 'asDrawing')}
        </label>
      ))}
    </fieldset>
  );
}

function EmptyBoard() {
  const t = useTranslations('board');
  const { loaded, damaged } = useWatch(useRoom().documentState('board'));
  const words = loaded ? 'empty' : 'loading';
  return <output className="plain-board-empty">{t(damaged ? 'nothingReadable' : words)}</output>;
}
