/** What crosses the wire between browser and server. */
export * from './close-codes.ts';
export * from './commands.ts';
export * from './frames.ts';
export * from './limits.ts';
export * from './own-page.ts';
export * from './polling.ts';
export * from './presence.ts';
export * from './rooms.ts';
export * from './version.ts';
export type * from './views.ts';
export * from './y-messages.ts';
