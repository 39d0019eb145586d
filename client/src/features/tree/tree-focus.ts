/** Where the keyboard goes when what had it is no longer on the page. */
import type { NodeId } from '@meemaak/model';
import { addEffectElementId, rowElementId } from './row-id.ts';

/** To a row as it is shown; false: it is not. */
export function focusRow(nodeId: NodeId): boolean {
  const row = document.getElementById(rowElementId(nodeId));
  row?.focus();
  return row !== null;
}

/** To the row that Tab comes to; in an empty tree to what makes the first one. */
export function focusTree(): void {
  const row = document.querySelector<HTMLElement>('.tree-row[tabindex="0"]');
  if (row === null) focusAddEffect();
  else row.focus();
}

/** To the button that is there also when there are no rows. */
export function focusAddEffect(): void {
  document.getElementById(addEffectElementId)?.focus();
}
