/** For tests and measurements only: running servers, bad lines and disks, people who edit at random,
 *  attacks. What is random repeats with its seed. */
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
export * from './poll-peer.ts';
export * from './chaos-proxy.ts';
export * from './web-socket-frames.ts';
export * from './frame-peer.ts';
export * from './hand.ts';
export * from './hall.ts';
export * from './until.ts';
export * from './words.ts';
export * from './failpoints.ts';
export * from './disk-trace.ts';
export * from './power-cut.ts';
export * from './small-volume.ts';
export * from './failing-calls.ts';
export * from './returning-peer.ts';
export * from './server-metrics.ts';
export * from './shifted-clock.ts';
export {
  answersTo,
  writeAsVictim,
  type Scene,
  type UpdateAttack,
} from './attacks/update-attack.ts';
export * from './attacks/update-attacks.ts';
export * from './attacks/broken-lines.ts';
export * from './attacks/attackers.ts';
export { crowdOf } from './attacks/flood-attacks.ts';
export * from './collected-garbage.ts';
export * from './typist.ts';
export * from './office-files.ts';
export * from './programme-budget.ts';
