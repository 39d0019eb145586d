import type { PartyId } from '@meemaak/model';
import type { Allowance } from '../relay/admission/admission.ts';
import { MOST_STEPS } from '../relay/admission/step-budget.ts';

/** Of people of whom nobody asks for whom they write. */
export const ANY_PARTY = 'samen' as PartyId;

/** Every client id, and so many steps. */
export function anyClient(mostSteps = MOST_STEPS): Allowance {
  return { party: ANY_PARTY, mostSteps, mayUse: () => true };
}
