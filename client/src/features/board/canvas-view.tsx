/** The canvas: tldraw over our own store, which is bound to the board document while this is shown. */
import { boardBindingUtils, boardShapeUtils } from '@meemaak/canvas-binding';
import { kindName } from '@meemaak/model';
import { useLayoutEffect, useMemo, useState } from 'react';
import {
  ImageAssetUtil,
  TldrawEditor,
  TldrawUi,
  defaultShapeTools,
  defaultTools,
  type Editor,
  type TLComponents,
} from 'tldraw';
import 'tldraw/tldraw.css';
import { useLocale, useTranslations } from 'use-intl';
import type { DossierRoom } from '../../rooms/dossier-room.ts';
import { useRoom, useWatch } from '../../rooms/use-room.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { CanvasViewProps } from './board-face.tsx';
import { BoardTools } from './board-tools.tsx';
import { canvasAssets } from './canvas-assets.ts';
import { CANVAS_HELP_ID, CanvasInside } from './canvas-inside.tsx';
import { useCanvasOptions } from './canvas-options.tsx';
import { canvasOverlays, canvasOverrides, canvasParts } from './canvas-parts.tsx';
import { cardShapeUtil } from './card-shape.tsx';
import { frameShapeUtil } from './frame-shape.ts';
import { canvasThemes } from './note-colours.ts';
import { openCanvas, type Canvas } from './open-canvas.ts';
import { TreeEdges } from './tree-edges.tsx';
import { PICTURE_TYPES } from './upload-picture.ts';
import { watchForGate } from './licence.ts';
import { watchKeyVisit } from './watch-key-visit.ts';
import './canvas-view.css';
import { isTheirs } from '../../view/use-guard.ts';

const tools = [...defaultTools, ...defaultShapeTools];
const assetUtils = [ImageAssetUtil];
const mediaMimeTypes = [...PICTURE_TYPES];

export function CanvasView(props: CanvasViewProps) {
  const t = useTranslations('board');
  const room = useRoom();
  // An empty store would show an empty board, and make the editor add a page of its own.
  const { loaded, damaged } = useWatch(room.documentState('board'));
  if (!loaded) {
    return <p className="board-face-waiting">{t(damaged ? 'nothingReadable' : 'loading')}</p>;
  }
  return <LoadedCanvas {...props} room={room} />;
}

function LoadedCanvas({
  licenseKey,
  onRefused,
  room,
  ...bar
}: CanvasViewProps & { readonly room: DossierRoom }) {
  const t = useTranslations('board');
  const locale = useLocale();
  const [canvas] = useState(() => openCanvas(room));
  const [editor, setEditor] = useState<Editor>();
  const [view, setView] = useState<HTMLElement | null>(null);
  const [frame, setFrame] = useState<HTMLElement | null>(null);
  const shapeUtils = useShapeUtils(canvas, room);
  const components = useComponents(canvas);
  const options = useCanvasOptions();

  // Before the editor is made: it must find the page and the shapes there.
  useLayoutEffect(() => canvas.follow(), [canvas]);
  useLayoutEffect(() => {
    canvas.speak(locale);
  }, [canvas, locale]);
  useLayoutEffect(
    () => (view === null ? undefined : watchForGate(view, onRefused)),
    [view, onRefused],
  );
  useLayoutEffect(
    () => (view === null || frame === null ? undefined : watchKeyVisit(view, frame)),
    [view, frame],
  );

  return (
    <div className="canvas-view" ref={setView}>
      <div className="canvas-view-bar">
        <BoardTools editor={editor} {...bar} />
        <p id={CANVAS_HELP_ID} className="canvas-view-help">
          {t('canvasKeys')}
        </p>
      </div>
      <SetAside canvas={canvas} />
      <div className="canvas-view-frame" ref={setFrame}>
        <TldrawEditor
          store={canvas.store}
          user={canvas.user}
          licenseKey={licenseKey}
          shapeUtils={shapeUtils}
          bindingUtils={boardBindingUtils}
          assetUtils={assetUtils}
          overlayUtils={canvasOverlays}
          tools={tools}
          initialState="select"
          autoFocus={false}
          colorScheme="system"
          themes={canvasThemes}
          components={components}
          options={options}
          assetUrls={canvasAssets}
          getShapeVisibility={canvas.visibilityOf}
        >
          <TldrawUi
            components={components}
            overrides={canvasOverrides}
            assetUrls={canvasAssets}
            mediaMimeTypes={mediaMimeTypes}
          >
            <CanvasInside canvas={canvas} onEditor={setEditor} />
          </TldrawUi>
        </TldrawEditor>
      </div>
    </div>
  );
}

/** What somebody wrote past every editor can be more than a canvas can draw. */
function SetAside({ canvas }: { readonly canvas: Canvas }) {
  const t = useTranslations('board');
  const count = useWatch(canvas.setAsideCount);
  return count > 0 && <Notice spoken="later">{t('unreadable', { count })}</Notice>;
}

function useShapeUtils(canvas: Canvas, room: DossierRoom) {
  const t = useTranslations('board');
  const kinds = useTranslations('node.kinds');
  return useMemo(() => {
    const card = cardShapeUtil({
      node: (nodeId) => canvas.nodes.node(nodeId),
      mayChange(nodeId) {
        const node = room.treeIndex.node(nodeId);
        return node !== undefined && isTheirs(room, node);
      },
      describe: (node) =>
        t('cardDescription', {
          kind: kinds(kindName(node)),
          party: room.partiesById.get(node.owner ?? '')?.shortName ?? t('nobody'),
          indicators: node.indicators.length,
        }),
    });
    const others = boardShapeUtils.filter(({ type }) => type !== 'frame');
    return [...others, frameShapeUtil(t('elements.frame')), card];
  }, [canvas, room, t, kinds]);
}

function useComponents(canvas: Canvas): TLComponents {
  return useMemo(
    () => ({ ...canvasParts, OnTheCanvas: () => <TreeEdges nodes={canvas.nodes} /> }),
    [canvas],
  );
}
