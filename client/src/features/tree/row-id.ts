/** The ids by which a row and its open title are found on the page. */
export const rowElementId = (nodeId: string): string => `tree-row-${nodeId}`;
export const titleElementId = (nodeId: string): string => `tree-title-${nodeId}`;
