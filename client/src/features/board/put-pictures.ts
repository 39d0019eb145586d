/** Pictures that somebody drops, pastes or picks: first stored on our server, then on the board. */
import { AssetRecordType, MediaHelpers, createShapeId, type Editor, type VecLike } from 'tldraw';
import type { DossierId } from '@meemaak/model';
import { assetSource } from './asset-source.ts';
import { uploadPicture, type UploadRefusal } from './upload-picture.ts';

/** A picture of a phone is larger than a board wants; it can be made larger by hand. */
const MAX_SIDE_PX = 640;
const GAP_PX = 24;

/** Puts them side by side around `point`; tells of each that was refused. */
export async function putPictures(
  editor: Editor,
  dossierId: DossierId,
  files: readonly File[],
  point: VecLike,
  onRefused: (refusal: UploadRefusal) => void,
): Promise<void> {
  let { x } = point;
  for (const file of files) {
    const outcome = await uploadPicture(dossierId, file);
    const size = await MediaHelpers.getImageSize(file).catch(() => undefined);
    if (!outcome.ok) onRefused(outcome.refusal);
    else if (size === undefined) onRefused({ kind: 'wrongType' });
    else {
      const scale = Math.min(1, MAX_SIDE_PX / Math.max(size.w, size.h));
      const [w, h] = [size.w * scale, size.h * scale];
      putPicture(editor, {
        source: assetSource(outcome.value),
        mimeType: file.type,
        size,
        w,
        h,
        x,
        y: point.y,
      });
      x += w + GAP_PX;
    }
  }
}

interface PlacedPicture {
  readonly source: string;
  readonly mimeType: string;
  readonly size: { readonly w: number; readonly h: number };
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

function putPicture(editor: Editor, picture: PlacedPicture): void {
  const assetId = AssetRecordType.createId();
  const shapeId = createShapeId();
  const { source, mimeType, size, x, y, w, h } = picture;
  editor.markHistoryStoppingPoint('add a picture');
  editor.run(() => {
    editor.createAssets([
      {
        id: assetId,
        typeName: 'asset',
        type: 'image',
        // The file's own name says something about somebody's device: it stays there.
        props: { name: '', src: source, w: size.w, h: size.h, mimeType, isAnimated: false },
        meta: {},
      },
    ]);
    editor.createShape({
      id: shapeId,
      type: 'image',
      x: x - w / 2,
      y: y - h / 2,
      props: { assetId, w, h },
    });
    editor.select(shapeId);
  });
}
