/** What comes into a dossier from files and the clipboard, and goes out to them. Reading is the border:
 *  bytes and text from anywhere become an outline, or a refusal; nothing is changed by it.
 *
 *      file, text, HTML ─▶ outline ─▶ plan (kinds, owners) ─▶ branch nodes ─▶ the model's `addBranch` */
export { TRANSFER_LIMITS } from './limits.ts';
export type { TransferRefusal } from './refusal.ts';
export type { Outline, OutlineIndicator, OutlineLine } from './outline/outline.ts';
export { isTable, readText } from './text/read-text.ts';
export { outlineToText } from './text/outline-to-text.ts';
export { readHtml } from './html/read-html.ts';
export { readFile, readSheetOutline, seemsHeaded, type FileContents } from './read-file.ts';
export type { GridOptions } from './grid/read-grid.ts';
export {
  planBranch,
  planToNodes,
  usualKinds,
  type BranchPlan,
  type PlanChoices,
  type PlannedLine,
} from './plan.ts';
export { copyBranch, type CopiedBranch } from './copy/copy-branch.ts';
export { copyTable } from './copy/copy-table.ts';
