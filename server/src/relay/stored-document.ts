/** From stored bytes to a live document, and the proof that bytes lead there. */
import * as Y from 'yjs';
import { rehearse } from './rehearsal.ts';
import { MOST_STEPS_OF_ALL } from './step-budget.ts';

export interface BuiltDocument {
  readonly doc: Y.Doc;
  /** How many of the updates are in it; less than all when one does not fit. */
  readonly appliedCount: number;
  /** How far Yjs walked to build it (see `rehearsal`): everybody who opens it pays this. */
  readonly steps: number;
}

/** Applies stored updates up to the first that does not fit. One that throws has been applied in
 *  part by then, so the document is built anew without it. */
export function buildDocument(updates: readonly Uint8Array[]): BuiltDocument {
  const doc = new Y.Doc();
  let appliedCount = 0;
  let steps = 0;
  try {
    for (const update of updates) {
      steps += countSteps(doc, update);
      Y.applyUpdate(doc, update);
      const { pendingStructs, pendingDs } = doc.store;
      if (pendingStructs !== null || pendingDs !== null) throw new Error('It leans on nothing.');
      appliedCount += 1;
    }
    return { doc, appliedCount, steps };
  } catch {
    doc.destroy();
    return buildDocument(updates.slice(0, appliedCount));
  }
}

/** The whole state of `doc`, as a snapshot that was seen to give it back, and what that cost. Throws
 *  when the state cannot be written or read: then the updates that led to it must stay. */
export function proveState(doc: Y.Doc): { readonly state: Uint8Array; readonly steps: number } {
  const state = Y.encodeStateAsUpdate(doc);
  const { doc: again, appliedCount, steps } = buildDocument([state]);
  const isSame =
    appliedCount === 1 && isEqual(Y.encodeStateVector(again), Y.encodeStateVector(doc));
  again.destroy();
  if (!isSame) throw new Error('The state of the document cannot be read back.');
  return { state, steps };
}

/** What cannot be counted is for applying to judge. */
function countSteps(doc: Y.Doc, update: Uint8Array): number {
  try {
    const { structs } = Y.decodeUpdate(update);
    const rehearsed = rehearse(doc, structs, MOST_STEPS_OF_ALL, () => {});
    if (rehearsed.kind === 'tooManySteps') return MOST_STEPS_OF_ALL;
    return rehearsed.kind === 'done' ? rehearsed.steps : 0;
  } catch {
    return 0;
  }
}

function isEqual(some: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(some, other) === 0;
}
