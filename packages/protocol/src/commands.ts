/** Every command: what it is called, what it takes, what it answers, who may.
 *  `POST /api/<name>` with a JSON body and `OWN_PAGE_HEADER`. Server and client are typed by this
 *  table; a command cannot be declared without saying who may. */
import { RIGHTS, type Action, type DossierId, type PartyId, type Right } from '@meemaak/model';
import * as z from 'zod';
import type { DossierView } from './views.ts';

const name = z.string().trim().min(1).max(40);
const id = z.string().regex(/^[\w-]{4,40}$/);

export const commandBodies = {
  /** Starts an empty dossier and enters its maker as facilitator for the municipality. */
  'dossier.create': z.object({ title: z.string().trim().min(1).max(120), name }),
  /** Keeps WHAT and HOW apart from now on, or no more (see the model's `guard`). */
  'dossier.guard': z.object({
    dossierId: id.transform((value) => value as DossierId),
    isOn: z.boolean(),
  }),
  /** Enters a dossier under a name, for a party. The first, honest identity: whoever can reach this
   *  server may enter, and says with which right. Invitations replace this. */
  'participant.enter': z.object({
    dossierId: id.transform((value) => value as DossierId),
    partyId: id.transform((value) => value as PartyId),
    name,
    right: z.enum(RIGHTS).default('edit'),
  }),
  /** Leaves: this browser forgets who it was. */
  'participant.leave': z.object({}),
};

export type CommandName = keyof typeof commandBodies;

/** `anyone`: also without a cookie. */
export const commandActions: Record<CommandName, Action | 'anyone'> = {
  'dossier.create': 'anyone',
  'dossier.guard': 'dossier.facilitate',
  'participant.enter': 'anyone',
  'participant.leave': 'anyone',
};

export interface CommandReplies {
  'dossier.create': DossierView;
  'dossier.guard': { readonly isOn: boolean };
  'participant.enter': DossierView;
  'participant.leave': { readonly left: true };
}

export type CommandBody<Name extends CommandName> = z.input<(typeof commandBodies)[Name]>;
export type ParsedCommandBody<Name extends CommandName> = z.output<(typeof commandBodies)[Name]>;
export type CommandReply<Name extends CommandName> = CommandReplies[Name];

/** An expected "no" of any request. `fields` names the parts of the body that were not understood. */
export type RequestRefusal =
  | { readonly kind: 'bodyNotUnderstood'; readonly fields: readonly string[] }
  | { readonly kind: 'bodyTooLarge' }
  | { readonly kind: 'notSignedIn' }
  | { readonly kind: 'notAllowed'; readonly right: Right; readonly action: Action }
  | { readonly kind: 'unknownDossier' }
  | { readonly kind: 'unknownParty' }
  | { readonly kind: 'foreignOrigin' }
  | { readonly kind: 'unknownAsset' }
  | { readonly kind: 'unsupportedPicture' }
  /** Part of it could not be read from disk: nobody writes it. */
  | { readonly kind: 'documentDamaged' }
  | { readonly kind: 'storageUnavailable' };
