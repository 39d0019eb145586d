/** How a picture is named on the board: by our own id, never by an address. A board full of other
 *  people's addresses would tell them who looks at it. */
import { isAssetId, type DossierId } from '@meemaak/model';

const SCHEME = 'asset:';

export function assetSource(assetId: string): string {
  return `${SCHEME}${assetId}`;
}

/** Where to fetch it: on our own server, or nowhere. */
export function assetAddress(dossierId: DossierId, source: string | null): string | undefined {
  const assetId = source?.startsWith(SCHEME) ? source.slice(SCHEME.length) : undefined;
  return isAssetId(assetId) ? `/api/dossiers/${dossierId}/assets/${assetId}` : undefined;
}
