/** For tests and measurements only: people who edit at random, over a bad wire, repeatably. */
export * from './random.ts';
export * from './peers.ts';
export * from './builders.ts';
export * from './random-edits.ts';
export * from './whole-tree.ts';
export * from './running-server.ts';
export * from './script.ts';
export { OWN_PAGE_HEADER } from '@meemaak/protocol';
export * from './hand-made-socket.ts';
export * from './hand-made-update.ts';
export * from './chaos-proxy.ts';
export * from './web-socket-frames.ts';
export * from './frame-peer.ts';
export * from './hand.ts';
export * from './hall.ts';
export * from './until.ts';
export * from './words.ts';
export * from './failpoints.ts';
