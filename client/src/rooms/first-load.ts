/** Fetches a whole document, compressed, for a device that holds nothing of it yet. On a slow line that
 *  is a quarter of what the socket would bring; the socket brings what came since. Should it fail for
 *  whatever reason, the socket brings all of it. */
import type { DocumentName } from '@meemaak/model';
import type { DossierSummary } from '@meemaak/protocol';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';

/** A line that needs longer than this for the first document has its own trouble. */
const PATIENCE_MS = 30_000;

export interface FirstLoad {
  readonly dossier: Pick<DossierSummary, 'dossierId' | 'generation'>;
  readonly document: DocumentName;
  readonly doc: Y.Doc;
  /** Of the updates: nobody's edits. */
  readonly origin: unknown;
}

/** Resolves when the document has come in, or will not this way. */
export async function loadFirst({ dossier, document, doc, origin }: FirstLoad): Promise<void> {
  const { dossierId, generation } = dossier;
  try {
    const response = await fetch(`/api/dossiers/${dossierId}/documents/${document}`, {
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const isOurs = response.headers.get('x-meemaak-generation') === String(generation);
    if (!response.ok || !isOurs) return;
    const decoder = decoding.createDecoder(new Uint8Array(await response.arrayBuffer()));
    while (decoding.hasContent(decoder)) {
      Y.applyUpdate(doc, decoding.readVarUint8Array(decoder), origin);
    }
  } catch {
    // The line broke, or an observer did not like what came: the socket syncs all the same.
  }
}
