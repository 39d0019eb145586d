/** The ids by which a row, its open title and the button for the first row are found on the page. */
export const rowElementId = (nodeId: string): string => `tree-row-${nodeId}`;
export const titleElementId = (nodeId: string): string => `tree-title-${nodeId}`;
export const addEffectElementId = 'tree-add-effect';
