/** What helps with the words of the narrative comes after the text, and what looks at the tree as a whole
 *  after the tree; without it one can work all the same. */
import { lazy } from 'react';
import type { NarrativeAidsProps } from '../features/narrative/narrative-editor.tsx';
import type { TreeAidsProps } from '../features/tree/tree-face.tsx';
import { LatePart } from '../ui/late-part.tsx';

const TextAids = lazy(async () => ({ default: (await import('./text-aids.tsx')).TextAids }));

const TreeOverviews = lazy(async () => ({
  default: (await import('./tree-overviews.tsx')).TreeOverviews,
}));

export function LateAids(props: NarrativeAidsProps) {
  return (
    <LatePart>
      <TextAids {...props} />
    </LatePart>
  );
}

export function LateTreeAids(props: TreeAidsProps) {
  return (
    <LatePart>
      <TreeOverviews {...props} />
    </LatePart>
  );
}
