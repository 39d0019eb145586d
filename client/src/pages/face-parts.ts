/** The code of the three faces, each in a chunk of its own. */
import { lazy, type ComponentType } from 'react';

type Part = Record<string, ComponentType>;
const found = import.meta.glob<Part>(
  '../features/{narrative,tree,board}/{narrative,tree,board}-face.tsx',
);

function face(folder: string, name: string) {
  return lazy(async () => {
    const load = found[`../features/${folder}/${folder}-face.tsx`];
    const part = load === undefined ? undefined : await load();
    return { default: part?.[name] ?? (() => null) };
  });
}

export const NarrativeFace = face('narrative', 'NarrativeFace');
export const TreeFace = face('tree', 'TreeFace');
export const BoardFace = face('board', 'BoardFace');
