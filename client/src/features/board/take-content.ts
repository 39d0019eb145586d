/** What comes onto the board from outside: pasted, dropped or picked. Words stay words, also when they
 *  are a link; pictures go to our own server; nothing is fetched from, or framed of, another site. */
import type { DossierId } from '@meemaak/model';
import {
  defaultHandleExternalTextContent,
  defaultHandleExternalTldrawContent,
  type Editor,
  type TLContent,
  type VecLike,
} from 'tldraw';
import { putPictures, replacePicture } from './put-pictures.ts';
import type { UploadRefusal } from './upload-picture.ts';

export function takeContent(
  editor: Editor,
  dossierId: DossierId,
  onRefused: (refusal: UploadRefusal) => void,
): void {
  const putText = (text: string, point: VecLike | undefined): void => {
    void defaultHandleExternalTextContent(editor, point ? { text, point } : { text });
  };
  editor.registerExternalContentHandler('text', (content) => {
    void defaultHandleExternalTextContent(editor, content);
  });
  editor.registerExternalContentHandler('url', ({ url, point }) => putText(url, point));
  editor.registerExternalContentHandler('files', ({ files, point }) => {
    const at = point ?? editor.getViewportPageBounds().center;
    void putPictures(editor, dossierId, files, at, onRefused);
  });
  editor.registerExternalContentHandler('file-replace', ({ file, shapeId }) => {
    void replacePicture(editor, dossierId, file, shapeId, onRefused);
  });
  editor.registerExternalContentHandler('tldraw', ({ content, point }) => {
    const own = { content: withoutStrangers(editor, content) };
    void defaultHandleExternalTldrawContent(editor, point ? { ...own, point } : own);
  });
  for (const type of ['svg-text', 'embed', 'excalidraw'] as const) {
    editor.registerExternalContentHandler(type, null);
  }
  editor.registerExternalAssetHandler('url', null);
  editor.registerExternalAssetHandler('file', null);
}

/** Shapes copied on another canvas may be of kinds we do not have, or show pictures from elsewhere. */
function withoutStrangers(editor: Editor, content: TLContent): TLContent {
  const assets = content.assets.filter((asset) => asset.props.src?.startsWith('asset:') === true);
  const assetIds = new Set<string>(assets.map(({ id }) => id));
  const shapes = content.shapes.filter((shape) => {
    if (!editor.hasShapeUtil(shape.type)) return false;
    return shape.type !== 'image' || assetIds.has(String(shape.props.assetId));
  });
  const shapeIds = new Set<string>(shapes.map(({ id }) => id));
  return {
    ...content,
    assets,
    shapes,
    rootShapeIds: content.rootShapeIds.filter((id) => shapeIds.has(id)),
    bindings: (content.bindings ?? []).filter(
      ({ fromId, toId }) => shapeIds.has(fromId) && shapeIds.has(toId),
    ),
  };
}
