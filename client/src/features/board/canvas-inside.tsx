/** What happens between the canvas and the rest of the dossier once there is an editor. */
import { LIMITS } from '@meemaak/protocol';
import { useEffect } from 'react';
import {
  DefaultContextMenu,
  DefaultFontStyle,
  registerDefaultSideEffects,
  useEditor,
  useToasts,
  type Editor,
} from 'tldraw';
import { useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import { isCardShape } from './card-id.ts';
import { followFocus } from './follow-focus.ts';
import { followSelection } from './follow-selection.ts';
import { keepOneCard } from './keep-one-card.ts';
import type { Canvas } from './open-canvas.ts';
import { lookFirst } from './look-first.ts';
import { takeContent } from './take-content.ts';
import type { UploadRefusal } from './upload-picture.ts';

/** The sentence about the keys: there is no way out of a canvas that one can guess. */
export const CANVAS_HELP_ID = 'canvas-help';

export interface CanvasInsideProps {
  readonly canvas: Canvas;
  readonly onEditor: (editor: Editor | undefined) => void;
}

export function CanvasInside({ canvas, onEditor }: CanvasInsideProps) {
  const t = useTranslations('board');
  const { view } = useRoom();
  const editor = useEditor();
  const toasts = useToasts();
  const { dossierId } = view;

  useEffect(() => {
    const endings = [
      registerDefaultSideEffects(editor),
      keepOneCard(editor),
      followSelection(editor),
      followFocus(editor),
      lookFirst(editor),
    ];
    // New words in the letters of the page; handwriting is there for who chooses it.
    editor.run(() => editor.setStyleForNextShapes(DefaultFontStyle, 'sans'), { history: 'ignore' });
    editor.getContainer().setAttribute('aria-describedby', CANVAS_HELP_ID);
    onEditor(editor);
    return () => {
      onEditor(undefined);
      for (const end of endings) end();
    };
  }, [editor, onEditor]);

  useEffect(() => {
    const onRefused = ({ kind }: UploadRefusal): void => {
      const limit = LIMITS.assetBytes / 1024 / 1024;
      toasts.addToast({ severity: 'error', title: t(`upload.${kind}`, { limit }) });
    };
    takeContent(editor, dossierId, onRefused);
  }, [editor, dossierId, toasts, t]);

  useEffect(
    () =>
      watchRemovedCards(editor, (count) =>
        toasts.addToast({ severity: 'info', title: t('cardsRemoved', { count }) }),
      ),
    [editor, toasts, t],
  );
  useEffect(
    () =>
      // One at a time: somebody who goes on typing is told once.
      canvas.watchLosses((loss) =>
        toasts.addToast({ id: 'loss', severity: 'warning', title: t(`losses.${loss}`) }),
      ),
    [canvas, toasts, t],
  );
  return <DefaultContextMenu />;
}

/** Calls with how many cards this person took off the board in one act. */
function watchRemovedCards(editor: Editor, onRemoved: (count: number) => void): () => void {
  let count = 0;
  const stopCounting = editor.sideEffects.registerAfterDeleteHandler('shape', (shape, source) => {
    if (source === 'user' && isCardShape(shape)) count += 1;
  });
  const stopTelling = editor.sideEffects.registerOperationCompleteHandler(() => {
    if (count > 0) onRemoved(count);
    count = 0;
  });
  return () => {
    stopCounting();
    stopTelling();
  };
}
