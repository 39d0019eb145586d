/** Sends a picture to the dossier. */
import { accept, isAssetId, refuse, type DossierId, type Outcome } from '@meemaak/model';
import { LIMITS, OWN_PAGE_HEADER } from '@meemaak/protocol';

export type UploadRefusal =
  | { readonly kind: 'offline' }
  | { readonly kind: 'tooLarge' }
  | { readonly kind: 'wrongType' }
  | { readonly kind: 'notAllowed' }
  | { readonly kind: 'failed' };

/** SVG is not among them: it can carry a script. */
export const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const;

/** Answers the id of the stored picture. Refuses before sending what the server would refuse. */
export async function uploadPicture(
  dossierId: DossierId,
  file: Blob,
  signal?: AbortSignal,
): Promise<Outcome<string, UploadRefusal>> {
  if (!PICTURE_TYPES.some((type) => type === file.type)) return refuse({ kind: 'wrongType' });
  if (file.size > LIMITS.assetBytes) return refuse({ kind: 'tooLarge' });
  let response: Response;
  try {
    response = await fetch(`/api/dossiers/${dossierId}/assets`, {
      method: 'POST',
      headers: { 'content-type': file.type, [OWN_PAGE_HEADER]: '1' },
      body: file,
      ...(signal === undefined ? {} : { signal }),
    });
  } catch {
    return refuse({ kind: 'offline' });
  }
  if (!response.ok) return refuse({ kind: refusalKind(response.status) });
  const assetId = readAssetId(await response.json().catch(() => undefined));
  return assetId === undefined ? refuse({ kind: 'failed' }) : accept(assetId);
}

function refusalKind(status: number): UploadRefusal['kind'] {
  if (status === 401 || status === 403) return 'notAllowed';
  if (status === 413) return 'tooLarge';
  return status === 415 ? 'wrongType' : 'failed';
}

function readAssetId(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || !('assetId' in answer)) return undefined;
  return isAssetId(answer.assetId) ? answer.assetId : undefined;
}
