/** The code of the three faces, each in a chunk of its own. Narrative and tree are fetched as soon
 *  as this page's code runs, beside the dossier itself; the board when it is wanted. */
import { lazy } from 'react';

const narrative = import('../features/narrative/narrative-face.tsx');
const tree = import('../features/tree/tree-face.tsx');

export const NarrativeFace = lazy(async () => ({ default: (await narrative).NarrativeFace }));
export const TreeFace = lazy(async () => ({ default: (await tree).TreeFace }));
export const BoardFace = lazy(async () => {
  const board = await import('../features/board/board-face.tsx');
  return { default: board.BoardFace };
});
