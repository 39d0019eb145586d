import type { MessageShape } from './shape.ts';

/** The same words in English; leaving one out does not compile. */
export const en: MessageShape = {
  app: {
    name: 'Meemaak',
  },
  dossier: {},
  participant: {},
  save: {},
  narrative: {},
  tree: {},
  node: {},
  board: {},
  refusal: {},
};
