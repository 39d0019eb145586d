/** What helps with the words of the narrative comes after the text, and what looks at the tree as a whole
 *  after the tree; without it one can work all the same. */
import { Suspense, lazy } from 'react';
import type { NarrativeAidsProps } from '../features/narrative/narrative-editor.tsx';
import type { TreeAidsProps } from '../features/tree/tree-face.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';

const TextAids = lazy(async () => ({ default: (await import('./text-aids.tsx')).TextAids }));

const TreeOverviews = lazy(async () => ({
  default: (await import('./tree-overviews.tsx')).TreeOverviews,
}));

export function LateAids(props: NarrativeAidsProps) {
  return (
    <ErrorBoundary renderInstead={() => null}>
      <Suspense fallback={null}>
        <TextAids {...props} />
      </Suspense>
    </ErrorBoundary>
  );
}

export function LateTreeAids(props: TreeAidsProps) {
  return (
    <ErrorBoundary renderInstead={() => null}>
      <Suspense fallback={null}>
        <TreeOverviews {...props} />
      </Suspense>
    </ErrorBoundary>
  );
}
