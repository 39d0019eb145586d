import { Suspense, type ReactNode } from 'react';
import { ErrorBoundary } from './error-boundary.tsx';

export interface LatePartProps {
  readonly children: ReactNode;
  readonly meanwhile?: ReactNode;
}

/** What is fetched after the rest of the page; where that fails, one works on without it. */
export function LatePart({ children, meanwhile = null }: LatePartProps) {
  return (
    <ErrorBoundary renderInstead={() => null}>
      <Suspense fallback={meanwhile}>{children}</Suspense>
    </ErrorBoundary>
  );
}
