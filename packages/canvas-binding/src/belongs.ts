/** What a board is made of. The same question in both directions: what does not belong is not drawn
 *  when it is in the document, and not written when the person's canvas makes it. */
import {
  BOARD_PAGE_ID,
  CARD_SHAPE_TYPE,
  cardRecordId,
  isAssetId,
  isId,
  type NodeId,
} from '@meemaak/model';

/** A record in the form of tldraw's, of which nothing is known yet. */
export type Candidate = Readonly<Record<string, unknown>>;

export function belongsOnBoard(candidate: Candidate): boolean {
  const { typeName, id } = candidate;
  if (typeName === 'page') return id === BOARD_PAGE_ID;
  if (typeName === 'shape') return isNoSecondCard(candidate);
  if (typeName === 'asset') return isOwnPicture(candidate['props']);
  return typeName === 'binding' || typeName === 'document';
}

/** A node has one card. A copy of it would be the same node twice. */
function isNoSecondCard({ type, id, props }: Candidate): boolean {
  if (type !== CARD_SHAPE_TYPE) return true;
  if (typeof props !== 'object' || props === null || !('nodeId' in props)) return false;
  return isId<NodeId>(props.nodeId) && id === cardRecordId(props.nodeId);
}

/** A picture of our own server, or one still on its way there. An address elsewhere would tell its
 *  owner who looks at the board. */
function isOwnPicture(props: unknown): boolean {
  if (typeof props !== 'object' || props === null || !('src' in props)) return false;
  const { src } = props;
  return src === null || (typeof src === 'string' && isAssetName(src));
}

function isAssetName(source: string): boolean {
  const [scheme, assetId, ...more] = source.split(':');
  return scheme === 'asset' && isAssetId(assetId) && more.length === 0;
}
