import type { Allowance } from '../relay/admission/admission.ts';
import { MOST_STEPS } from '../relay/admission/step-budget.ts';

/** Every client id, and so many steps. */
export function anyClient(mostSteps = MOST_STEPS): Allowance {
  return { mostSteps, mayUse: () => true };
}
