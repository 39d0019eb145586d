/** The rules of a dossier. */

// Identities and the way to say no.
export * from './ids.ts';
export * from './refusal.ts';

// Who may do what.
export * from './permissions.ts';
export * from './dossier/party.ts';

// The four shared documents.
export * from './documents/document-name.ts';
export * from './documents/document-meta.ts';
export * from './documents/narrative-document.ts';
export * from './documents/tree-document.ts';
export * from './documents/board-document.ts';
