/** The code of the three faces, each in a chunk of its own. Narrative and tree are fetched as soon
 *  as this page's code runs, beside the dossier itself; the board when it is wanted. */
import { createElement, lazy } from 'react';
import { LateAids, LateTreeAids } from './late-aids.tsx';

const narrative = import('../features/narrative/narrative-face.tsx');
const tree = import('../features/tree/tree-face.tsx');

export const NarrativeFace = lazy(async () => {
  const { NarrativeFace: Face } = await narrative;
  return { default: () => createElement(Face, { Aids: LateAids }) };
});
export const TreeFace = lazy(async () => {
  const { TreeFace: Face } = await tree;
  return { default: () => createElement(Face, { Aids: LateTreeAids }) };
});
export const BoardFace = lazy(async () => {
  const board = await import('../features/board/board-face.tsx');
  return { default: board.BoardFace };
});
