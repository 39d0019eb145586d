/** Every word of the interface in Dutch: the source. Plain, B1, "u". Grouped by noun. ICU syntax. */
export const nl = {
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
} as const;
