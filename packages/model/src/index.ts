/** The rules of a dossier. */

// Identities and the way to say no.
export * from './ids.ts';
export * from './refusal.ts';
export { readField } from './outside.ts';

// Who may do what.
export * from './permissions.ts';
export * from './dossier/party.ts';

// The four shared documents.
export * from './documents/document-name.ts';
export * from './documents/document-meta.ts';
export * from './documents/narrative-document.ts';
export * from './documents/tree-document.ts';
export * from './documents/board-document.ts';

// The tree.
export * from './tree/node.ts';
export * from './tree/agree.ts';
export {
  isOffered,
  helpKey,
  MAX_REASON_LENGTH,
  NO_AGREEMENT,
  NODE_STATES,
  type NodeState,
  type NodeStateName,
  type Service,
} from './tree/agreement.ts';
export { carryChange } from './tree/title-change.ts';
export { readPosition, type Place, type Position, type StoredPosition } from './tree/position.ts';
export { resolve, type ShownPlace } from './tree/resolve.ts';
export { readArchiveRecord, type ArchiveRecord } from './tree/archive.ts';
export { DEEPEST_LEVEL } from './tree/visible-place.ts';
export * from './tree/tree-index.ts';
export * from './tree/step.ts';
export * from './tree/verbs.ts';
export * from './tree/add-branch.ts';
export {
  indentNode,
  moveNode,
  moveNodeAs,
  moveNodeDown,
  moveNodeUp,
  outdentNode,
} from './tree/move.ts';
export { inOneStep, type SeveralDone } from './tree/in-one-step.ts';
export { kindsUnder, mayHangUnder } from './tree/placement.ts';
export * from './tree/several.ts';
export {
  GUARD_KEY,
  guardToStored,
  mayFix,
  mayMake,
  municipalIds,
  readGuard,
  whyAcrossTheLine,
  type Guard,
} from './tree/guard.ts';
export { isRemarkKey, MAX_REMARK_LENGTH, type Remark } from './tree/remark.ts';
export * from './tree/make-remark.ts';
export * from './tree/undo.ts';
export { settle, type Settlement } from './tree/settle.ts';
export { repairMoves } from './tree/repair.ts';
export * from './tree/outline.ts';
export * from './tree/layout.ts';
export * from './indicator/indicator.ts';
export * from './indicator/measure.ts';

// The tree looked at as a whole.
export * from './overview/red-thread.ts';
export * from './overview/who-owns.ts';

// Words with an agreed meaning, and policy words with everyday ones.
export * from './signature.ts';
export * from './glossary/term.ts';
export * from './glossary/lamp-word.ts';
export * from './glossary/step.ts';
export * from './glossary/verbs.ts';
export * from './glossary/undo.ts';

// What lies on the board, read without the canvas.
export * from './board/card.ts';
export * from './board/place.ts';
export * from './board/card-size.ts';
export * from './board/element.ts';
export * from './board/read-elements.ts';
export * from './board/reading-order.ts';
export * from './board/tree-edge.ts';
export { readRichText } from './board/rich-text.ts';
export { edgeTowards } from './board/arrow-ends.ts';
export { decodePenPath } from './board/pen-path.ts';

// Back after an absence: where my work and that of others met.
export * from './absence/clash.ts';
export {
  Absence,
  watchBoardAbsence,
  watchNarrativeAbsence,
  watchTreeAbsence,
  type AbsenceOptions,
} from './absence/absence.ts';
export * from './absence/put-back.ts';
export { plainValue } from './absence/touch.ts';
export { readClash } from './absence/read-clash.ts';
