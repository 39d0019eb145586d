import { brokenBytes } from './broken-bytes.ts';
import { costlyWork } from './costly-work.ts';
import { foreignContents } from './foreign-contents.ts';
import type { UpdateAttack } from './update-attack.ts';

/** Every update that is ever known to have harmed, or could. What a review finds is added here, and is
 *  then tried on admission alone and over sockets, for ever. */
export const updateAttacks: readonly UpdateAttack[] = [
  ...brokenBytes,
  ...costlyWork,
  ...foreignContents,
];
