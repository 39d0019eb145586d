/** The four shared documents of a dossier. Who may write one is in `permissions`. */
export const DOCUMENT_NAMES = ['narrative', 'tree', 'board', 'talk'] as const;
export type DocumentName = (typeof DOCUMENT_NAMES)[number];

export function isDocumentName(value: unknown): value is DocumentName {
  return DOCUMENT_NAMES.some((name) => name === value);
}
