import type { Outcome } from '@meemaak/model';
import { useCallback, useEffect, useState } from 'react';

export type Fetched<Value, Refusal> =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'there'; readonly value: Value }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Fetches a view when the page opens; `again` fetches it anew. `fetchView` must keep its identity. */
export function useFetched<Value, Refusal>(
  fetchView: () => Promise<Outcome<Value, Refusal>>,
): readonly [Fetched<Value, Refusal>, again: () => void] {
  const [fetched, setFetched] = useState<Fetched<Value, Refusal>>({ kind: 'waiting' });
  const fetchInto = useCallback(
    async (isWanted: () => boolean) => {
      const outcome = await fetchView();
      if (isWanted()) setFetched(outcomeToFetched(outcome));
    },
    [fetchView],
  );
  useEffect(() => {
    let isMounted = true;
    void fetchInto(() => isMounted);
    return () => {
      isMounted = false;
    };
  }, [fetchInto]);
  const again = useCallback(() => void fetchInto(() => true), [fetchInto]);
  return [fetched, again];
}

function outcomeToFetched<Value, Refusal>(
  outcome: Outcome<Value, Refusal>,
): Fetched<Value, Refusal> {
  return outcome.ok
    ? { kind: 'there', value: outcome.value }
    : { kind: 'refused', refusal: outcome.refusal };
}
