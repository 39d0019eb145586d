import { SEED_CLIENT_ID, seedUpdate } from '@meemaak/model';
import { updateAttacks, writeAsVictim, type Scene, type UpdateAttack } from '@meemaak/test-kit';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { ANY_PARTY } from '../testing/allowance.ts';
import { admitUpdate } from './admission/admission.ts';
import { StepBudget } from './admission/step-budget.ts';

// Higher than the attacker: what the attacker puts at one spot then stands before it, the dear way.
const VICTIM = 4_000_000_000;
const ATTACKER = 1_000_000;

function openScene(document: UpdateAttack['document']): Scene {
  const doc = new Y.Doc();
  doc.clientID = VICTIM;
  Y.applyUpdate(doc, seedUpdate(document));
  writeAsVictim(doc, document);
  return { doc, victim: VICTIM, me: ATTACKER };
}

/** Takes what is admitted, as the room does; says what became of each. */
function receive({ doc }: Scene, { document }: UpdateAttack, updates: readonly Uint8Array[]) {
  const budget = new StepBudget(() => 0);
  let spent = 0;
  const mayUse = (clientId: number) => ![VICTIM, SEED_CLIENT_ID].includes(clientId);
  const answers: string[] = [];
  for (const update of updates) {
    const mostSteps = budget.allowed('p-attacker', spent);
    const admitted = admitUpdate(doc, document, update, {
      party: ANY_PARTY,
      mostSteps,
      mayUse,
    });
    answers.push(admitted.ok ? 'admitted' : admitted.refusal.kind);
    if (!admitted.ok) return answers;
    budget.note('p-attacker', spent, admitted.value.steps);
    spent += admitted.value.steps;
    Y.applyUpdate(doc, update);
  }
  return answers;
}

describe('the attack corpus, on admission alone', () => {
  for (const attack of updateAttacks) {
    it(`[${attack.id}] is refused by its name, and nothing of it stays: ${attack.name}`, () => {
      const scene = openScene(attack.document);
      const before = Y.encodeStateAsUpdate(scene.doc);
      const answers = receive(scene, attack, attack.build(scene));
      expect(attack.refusals).toContain(answers.at(-1));
      expect(answers.slice(0, -1).every((answer) => answer === 'admitted')).toBe(true);
      const isTheSame = Buffer.compare(Y.encodeStateAsUpdate(scene.doc), before) === 0;
      expect(isTheSame || attack.leavesSome === true).toBe(true);
      expect(scene.doc.store.pendingStructs).toBeNull();
      expect(scene.doc.store.pendingDs).toBeNull();
    });
  }
});
