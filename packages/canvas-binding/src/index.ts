/** Keeps a tldraw store and a board document equal. */
export * from './create-store.ts';
export * from './shapes.ts';
export * from './bind-board.ts';
export * from './presence.ts';
export type { Loss } from './canvas-to-board.ts';
