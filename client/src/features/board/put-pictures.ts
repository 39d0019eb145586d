/** Pictures that somebody drops, pastes or picks: first stored on our server, then on the board. */
import { accept, refuse, type DossierId, type Outcome } from '@meemaak/model';
import {
  AssetRecordType,
  MediaHelpers,
  createShapeId,
  type Editor,
  type TLAssetId,
  type TLShapeId,
  type VecLike,
} from 'tldraw';
import { assetSource } from '../../commands/asset-source.ts';
import { uploadPicture, type UploadRefusal } from './upload-picture.ts';

/** A picture of a phone is larger than a board wants; it can be made larger by hand. */
const MAX_SIDE_PX = 640;
const GAP_PX = 24;

interface StoredPicture {
  readonly source: string;
  readonly mimeType: string;
  readonly w: number;
  readonly h: number;
}

/** Sends a picture and learns its size. */
async function storePicture(
  dossierId: DossierId,
  file: File,
): Promise<Outcome<StoredPicture, UploadRefusal>> {
  const outcome = await uploadPicture(dossierId, file);
  if (!outcome.ok) return outcome;
  const size = await MediaHelpers.getImageSize(file).catch(() => undefined);
  if (size === undefined) return refuse({ kind: 'wrongType' });
  const source = assetSource(outcome.value);
  return accept({ source, mimeType: file.type, w: size.w, h: size.h });
}

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
    const outcome = await storePicture(dossierId, file);
    if (outcome.ok) x += putPicture(editor, outcome.value, { x, y: point.y }) + GAP_PX;
    else onRefused(outcome.refusal);
  }
}

/** Returns how wide it lies there. */
function putPicture(editor: Editor, picture: StoredPicture, point: VecLike): number {
  const scale = Math.min(1, MAX_SIDE_PX / Math.max(picture.w, picture.h));
  const [w, h] = [picture.w * scale, picture.h * scale];
  const id = createShapeId();
  editor.markHistoryStoppingPoint('add a picture');
  editor.run(() => {
    const assetId = createAsset(editor, picture);
    const place = { x: point.x - w / 2, y: point.y - h / 2 };
    editor.createShape({ id, type: 'image', ...place, props: { assetId, w, h } });
    editor.select(id);
  });
  return w;
}

/** Another picture in the place of this one, as wide as it was. */
export async function replacePicture(
  editor: Editor,
  dossierId: DossierId,
  file: File,
  shapeId: TLShapeId,
  onRefused: (refusal: UploadRefusal) => void,
): Promise<void> {
  const outcome = await storePicture(dossierId, file);
  if (!outcome.ok) return onRefused(outcome.refusal);
  const shape = editor.getShape(shapeId);
  if (shape?.type !== 'image') return undefined;
  const h = (shape.props.w * outcome.value.h) / outcome.value.w;
  editor.run(() => {
    const assetId = createAsset(editor, outcome.value);
    editor.updateShape({ id: shapeId, type: 'image', props: { assetId, h, crop: null } });
  });
}

function createAsset(editor: Editor, { source, mimeType, w, h }: StoredPicture): TLAssetId {
  const id = AssetRecordType.createId();
  editor.createAssets([
    {
      id,
      typeName: 'asset',
      type: 'image',
      // The file's own name says something about somebody's device: it stays there.
      props: { name: '', src: source, w, h, mimeType, isAnimated: false },
      meta: {},
    },
  ]);
  return id;
}
