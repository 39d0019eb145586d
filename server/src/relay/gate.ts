/** Who may come in, and read and write what. The relay asks here and nowhere else; it does not know why. */
import { canRead, canWrite, type DocumentName, type DossierId, type Right } from '@meemaak/model';
import type { CloseReason, PresentParticipant } from '@meemaak/protocol';

/** What the relay must know of somebody who is in a dossier. */
export interface Entrant {
  readonly participant: PresentParticipant;
  readonly right: Right;
}

/** Where the answers come from. */
export interface Register {
  dossierExists(dossierId: DossierId): boolean;
  findEntrant(token: string | undefined, dossierId: DossierId): Entrant | undefined;
  isKnownToken(token: string): boolean;
}

export interface Request {
  readonly origin: string | undefined;
  readonly token: string | undefined;
  readonly dossierId: DossierId;
}

export class Gate {
  readonly #register: Register;
  readonly #isOwnOrigin: (origin: string) => boolean;

  constructor(register: Register, isOwnOrigin: (origin: string) => boolean) {
    this.#register = register;
    this.#isOwnOrigin = isOwnOrigin;
  }

  /** May this request come into the dossier? Browsers always name the page's origin; a script has
   *  none and must bring the cookie all the same [T08]. */
  admit({ origin, token, dossierId }: Request): Entrant | CloseReason {
    if (origin !== undefined && !this.#isOwnOrigin(origin)) return 'foreignOrigin';
    if (token === undefined || !this.#register.isKnownToken(token)) return 'notSignedIn';
    if (!this.#register.dossierExists(dossierId)) return 'unknownDossier';
    return this.#register.findEntrant(token, dossierId) ?? 'notAllowed';
  }

  mayRead({ right }: Entrant, document: DocumentName): boolean {
    return canRead(right, document);
  }

  mayWrite({ right }: Entrant, document: DocumentName): boolean {
    return canWrite(right, document);
  }
}
