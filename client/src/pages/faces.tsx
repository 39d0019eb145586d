import { FACES, type Face } from '@meemaak/protocol';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslations } from 'use-intl';
import { useRoom } from '../rooms/use-room.tsx';
import { TabList } from '../ui/tabs.tsx';
import { watchAskedFace } from '../view/asked-face.ts';
import { faceAt } from '../view/face-at.ts';
import { getSelection, watchSelection } from '../view/selection.ts';
import { routeUndo } from '../view/undo-keys.ts';
import { BoardFace, NarrativeFace, TreeFace } from './face-parts.ts';
import { FaceFrame, facePanelId } from './face-frame.tsx';
import { useBoardWanted } from './use-board-wanted.ts';
import './faces.css';

const faceParts = { narrative: NarrativeFace, tree: TreeFace, board: BoardFace } as const;

export interface FacesProps {
  /** Is there room to show them side by side? */
  readonly hasPanes: boolean;
}

/** The three faces of the dossier: side by side where there is room, else one behind each tab.
 *  A face that is not shown stays as it was: its caret, its scroll, its undo. */
export function Faces({ hasPanes }: FacesProps) {
  const t = useTranslations('dossier');
  const room = useRoom();
  const [tab, setTab] = useState<Face>('narrative');
  const [large, setLarge] = useState<Face>();
  const isBoardWanted = useBoardWanted(hasPanes, tab === 'board' || large === 'board');
  useShownPlace();
  useAskedFace((face) => {
    setTab(face);
    setLarge((shown) => (shown === undefined ? undefined : face));
  });
  useEffect(() => routeUndo(room), [room]);
  return (
    <div className="faces" data-large={hasPanes ? large : undefined}>
      {hasPanes ? null : (
        <TabList
          label={t('faces')}
          tabs={FACES.map((key) => ({ key, label: t(key) }))}
          active={tab}
          onChoose={setTab}
          panelId={facePanelId}
        />
      )}
      {FACES.map((face) => {
        const Part = faceParts[face];
        return (
          <FaceFrame
            key={face}
            face={face}
            look={hasPanes ? 'pane' : 'panel'}
            isHidden={hasPanes ? large !== undefined && large !== face : tab !== face}
            isLarge={large === face}
            onLarge={(isLarge) => setLarge(isLarge ? face : undefined)}
          >
            {face !== 'board' || isBoardWanted ? <Part /> : undefined}
          </FaceFrame>
        );
      })}
    </div>
  );
}

/** Shows the face that somebody asked for elsewhere on the page, and brings them there. */
function useAskedFace(show: (face: Face) => void): void {
  const latest = useRef(show);
  useLayoutEffect(() => {
    latest.current = show;
  });
  useEffect(
    () =>
      watchAskedFace((face) => {
        // What is hidden takes no focus.
        flushSync(() => latest.current(face));
        document.getElementById(facePanelId(face))?.focus();
      }),
    [],
  );
}

/** Lets the others see at which face we are and which node we have chosen. */
function useShownPlace(): void {
  const room = useRoom();
  useEffect(() => {
    const showFace = ({ target }: FocusEvent) => {
      const face = faceAt(target);
      if (face !== undefined) room.show({ face });
    };
    document.addEventListener('focusin', showFace);
    const stop = watchSelection(() => room.show({ selectedNodeId: getSelection().nodeId }));
    return () => {
      document.removeEventListener('focusin', showFace);
      stop();
    };
  }, [room]);
}
