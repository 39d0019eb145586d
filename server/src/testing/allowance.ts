import type { Allowance } from '../relay/admission.ts';

/** Every client id, and so many steps. */
export function anyClient(mostSteps: number): Allowance {
  return { mostSteps, mayUse: () => true };
}
