/** Somebody with the right to edit and a script, and what they do with it. */
import type { DocumentName } from '@meemaak/model';
import { encodeSyncMessage } from '@meemaak/protocol';
import type * as Y from 'yjs';
import type { Script } from '../script.ts';
import { AttackLine } from './attack-line.ts';
import type { ProcessorShare } from './processor-share.ts';
import { answersTo, type UpdateAttack } from './update-attack.ts';

export interface Attacker {
  readonly script: Script;
  readonly share: ProcessorShare;
  /** A client id that nobody used, nor the 300 after it. */
  readonly nextClientId: () => number;
}

/** Something that attackers do, again and again. */
export interface AttackDeed {
  readonly name: string;
  /** What may become of it. */
  readonly answers: readonly string[];
  /** Does it once; gives what became of it: how the line ended, or `served` when it did not. */
  readonly perform: (attacker: Attacker) => Promise<string>;
}

/** The documents as they stood before the attack, and whose work in them is aimed at. */
export interface AttackScene {
  readonly docs: Readonly<Record<Exclude<DocumentName, 'talk'>, Y.Doc>>;
  readonly victim: number;
}

/** Of attacks that nothing is kept of, the bytes are made once, under this id. */
const NEVER_KEPT = 500_000;

/** An update attack as a deed: a line is opened, the updates are said, and the answer is waited for. */
export function updateDeed(attack: UpdateAttack, { docs, victim }: AttackScene): AttackDeed {
  const doc = docs[attack.document];
  const build = (me: number) =>
    attack.build({ doc, victim, me }).map((update) => encodeSyncMessage('update', update));
  const leavesNothing = attack.leavesSome !== true && !attack.refusals.includes('gap');
  const made = leavesNothing ? build(NEVER_KEPT) : undefined;
  const answers = answersTo(attack);
  return {
    name: `${attack.id} ${attack.name}`,
    // Who did it often has used up the day's number of items, or their steps.
    answers: attack.leavesSome === true ? [...answers, 'updateRefused'] : answers,
    async perform({ script, nextClientId }) {
      const line = await AttackLine.open(script, attack.document, 'whole');
      await line.until(() => line.questionCount > 0);
      for (const message of made ?? build(nextClientId())) line.say(message);
      const isAsked = await line.until(() => line.questionCount > 1);
      const answer = isAsked ? 'asked' : (line.end ?? 'served');
      line.leave();
      return answer;
    },
  };
}
