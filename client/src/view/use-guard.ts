import { mayFix, readGuard, type Guard, type TreeNode } from '@meemaak/model';
import { useMemo, useSyncExternalStore } from 'react';
import type { DossierRoom } from '../rooms/dossier-room.ts';
import { useRoom } from '../rooms/use-room.tsx';

/** Whether WHAT and HOW are kept apart in this dossier, as it changes; null: they are not. */
export function useGuard(): Guard | null {
  const { tree } = useRoom();
  const stored = useSyncExternalStore(
    (listener) => {
      tree.meta.observe(listener);
      return () => tree.meta.unobserve(listener);
    },
    () => tree.meta.get('guard'),
  );
  // Read anew only when something else stands there.
  return useMemo(() => (stored === undefined ? null : readGuard(tree)), [tree, stored]);
}

/** Is this node this person's party's to change? */
export function isTheirs(
  { tree, me }: Pick<DossierRoom, 'tree' | 'me'>,
  node: Pick<TreeNode, 'kind' | 'owner'>,
): boolean {
  return mayFix(readGuard(tree), me.partyId, node);
}
