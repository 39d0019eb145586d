/** The running text, without a browser: its schema, and reading and writing it. */
export * from './safe-href.ts';
export * from './link.ts';
export * from './node-chip.ts';
export * from './schema.ts';
export * from './write-narrative.ts';
export * from './plain-text.ts';
export * from './places.ts';
export { DEEPEST_EDITED } from './depth-limit.ts';
export * from './fitness.ts';
export * from './authorship.ts';
export * from './put-chip.ts';
