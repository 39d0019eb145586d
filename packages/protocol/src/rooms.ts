/** Where documents live on the wire.
 *
 *      /sync/<dossierId>/<document>   one document, for any stock y-websocket provider
 *      /sync/<dossierId>              all documents over one socket, as channels (see `frames`) */
import { isDocumentName, isId, type DocumentName, type DossierId } from '@meemaak/model';

export interface RoomAddress {
  readonly dossierId: DossierId;
  readonly document: DocumentName;
}

/** Why a sync path leads nowhere. */
export type UnknownRoom = 'unknownDossier' | 'unknownDocument';

export function syncPath(dossierId: DossierId, document?: DocumentName): string {
  return document === undefined ? `/sync/${dossierId}` : `/sync/${dossierId}/${document}`;
}

/** Reads the two parts of a sync path as they came from outside.
 *  `document` is undefined when the path asks for the dossier's one socket. */
export function parseSyncPath(
  dossierId: string,
  document: string | undefined,
): { dossierId: DossierId; document: DocumentName | undefined } | UnknownRoom {
  if (!isId<DossierId>(dossierId)) return 'unknownDossier';
  if (document !== undefined && !isDocumentName(document)) return 'unknownDocument';
  return { dossierId, document };
}
