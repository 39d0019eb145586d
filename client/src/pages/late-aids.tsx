/** What helps with the words of the narrative comes after the text; without it one can write all the
 *  same. */
import { Suspense, lazy } from 'react';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import type { TextAidsProps } from './text-aids.tsx';

const TextAids = lazy(async () => ({ default: (await import('./text-aids.tsx')).TextAids }));

export function LateAids(props: TextAidsProps) {
  return (
    <ErrorBoundary renderInstead={() => null}>
      <Suspense fallback={null}>
        <TextAids {...props} />
      </Suspense>
    </ErrorBoundary>
  );
}
