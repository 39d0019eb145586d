/** What helps with the words of the narrative comes after the text; without it one can write all the
 *  same. */
import { Suspense, lazy } from 'react';
import type { NarrativeAidsProps } from '../features/narrative/narrative-editor.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';

const TextAids = lazy(async () => ({ default: (await import('./text-aids.tsx')).TextAids }));

export function LateAids(props: NarrativeAidsProps) {
  return (
    <ErrorBoundary renderInstead={() => null}>
      <Suspense fallback={null}>
        <TextAids {...props} />
      </Suspense>
    </ErrorBoundary>
  );
}
