/** Who may do what: one total table. The server enforces it, the client hides buttons with it,
 *  the relay opens documents with it. Leaving out a right or an action does not compile. */
import type { DocumentName } from './documents/document-name.ts';

export const RIGHTS = ['read', 'contribute', 'edit', 'facilitate'] as const;
/** What a participant may do in one dossier. Separate from the party they belong to. */
export type Right = (typeof RIGHTS)[number];

export const ACTIONS = [
  'dossier.read',
  'narrative.edit',
  'tree.edit',
  'board.edit',
  'talk.write',
  'asset.add',
  'dossier.facilitate',
] as const;
export type Action = (typeof ACTIONS)[number];

/** Later rules may also be a short question about facts (own node? step open?). */
export type Rule = 'always' | 'never';

const permissions: Record<Right, Record<Action, Rule>> = {
  read: {
    'dossier.read': 'always',
    'narrative.edit': 'never',
    'tree.edit': 'never',
    'board.edit': 'never',
    'talk.write': 'never',
    'asset.add': 'never',
    'dossier.facilitate': 'never',
  },
  contribute: {
    'dossier.read': 'always',
    'narrative.edit': 'never',
    'tree.edit': 'never',
    'board.edit': 'never',
    'talk.write': 'never',
    'asset.add': 'never',
    'dossier.facilitate': 'never',
  },
  edit: {
    'dossier.read': 'always',
    'narrative.edit': 'always',
    'tree.edit': 'always',
    'board.edit': 'always',
    'talk.write': 'never',
    'asset.add': 'always',
    'dossier.facilitate': 'never',
  },
  facilitate: {
    'dossier.read': 'always',
    'narrative.edit': 'always',
    'tree.edit': 'always',
    'board.edit': 'always',
    // Talk is written by the server only, from commands: no right opens it.
    'talk.write': 'never',
    'asset.add': 'always',
    'dossier.facilitate': 'always',
  },
};

/** May somebody with this right do this? */
export function can(right: Right, action: Action): boolean {
  return permissions[right][action] === 'always';
}

/** What it takes to write each document as a Yjs peer. */
const writeActions: Record<DocumentName, Action> = {
  narrative: 'narrative.edit',
  tree: 'tree.edit',
  board: 'board.edit',
  talk: 'talk.write',
};

export function canRead(right: Right, _document: DocumentName): boolean {
  return can(right, 'dossier.read');
}

export function canWrite(right: Right, document: DocumentName): boolean {
  return can(right, writeActions[document]);
}

export function isRight(value: unknown): value is Right {
  return RIGHTS.some((right) => right === value);
}
