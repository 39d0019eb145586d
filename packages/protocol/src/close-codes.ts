/** Why a socket or a channel is closed. The number says whether to come back:
 *  4400-4499 never by itself (y-websocket stops reconnecting), 4500-4599 and 10xx later.
 *  A channel on the shared socket closes with the same codes as a socket of its own. */
export const CLOSE_CODES = {
  /** A frame that is no frame of ours: broken, truncated, text, or of an unknown kind. */
  malformedFrame: 4400,
  /** No cookie, or one that says nothing to us: sign in first. */
  notSignedIn: 4401,
  /** Signed in, but not in this dossier, or without the right to read it. */
  notAllowed: 4403,
  unknownDossier: 4404,
  unknownDocument: 4405,
  /** A browser on another site opened this socket. */
  foreignOrigin: 4406,
  /** An update that would harm the document: refused whole. Keep a copy of unsent work, then reload. */
  updateRefused: 4409,
  /** The document began a new life (a backup was put back): a copy of the life before must not merge
   *  into it. Keep that copy aside and start afresh. */
  otherGeneration: 4410,
  /** An update that changes what another party fixes: refused whole. Keep a copy of unsent work, then reload. */
  acrossTheLine: 4411,
  /** The document holds as much as an old phone can still open; what takes away is still taken. */
  documentFull: 4412,
  frameTooLarge: 4413,
  /** The page is of another version than the server: reload it. What is not saved stays on the device. */
  otherVersion: 4426,
  /** What a participant may do has changed: reconnect and be judged afresh. */
  accessChanged: 4500,
  /** Our fault. The document was put back to what is on disk; come back. */
  internalError: 4511,
  /** Disk full or read-only: nothing was stored, nothing was lost on your side. */
  storageUnavailable: 4513,
  /** You could not keep up with what was sent; come back and catch up. */
  tooSlow: 4514,
  /** More lines than one person needs: close some, or come back later. */
  tooManyLines: 4515,
  /** The server is going down or coming up. */
  restarting: 1012,
} as const;

export type CloseReason = keyof typeof CLOSE_CODES;

const reasonsByCode = new Map<number, CloseReason>(
  Object.entries(CLOSE_CODES).map(([reason, code]) => [code, reason as CloseReason]),
);

/** The name of a close code; undefined for codes that are not ours (1006: the line broke). */
export function closeReason(code: number): CloseReason | undefined {
  return reasonsByCode.get(code);
}

/** Is there any use in coming back by oneself after this close? */
export function mayReconnect(code: number): boolean {
  return code < 4400 || code > 4499;
}
