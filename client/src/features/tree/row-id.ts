import { isId, type NodeId } from '@meemaak/model';

/** The ids by which a row, its open title and the button for the first row are found on the page. */
const ROW = 'tree-row-';
export const rowElementId = (nodeId: string): string => ROW + nodeId;
export const titleElementId = (nodeId: string): string => `tree-title-${nodeId}`;
export const addEffectElementId = 'tree-add-effect';

/** The node of the row with this element id; undefined: it is no row. */
export function nodeIdOfRow(elementId: string): NodeId | undefined {
  const nodeId = elementId.slice(ROW.length);
  return elementId.startsWith(ROW) && isId<NodeId>(nodeId) ? nodeId : undefined;
}
