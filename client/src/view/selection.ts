/** The one view state that the faces share: which node is chosen. Choosing it anywhere shows it
 *  everywhere; it never moves anybody's focus. */
import type { NodeId } from '@meemaak/model';
import { useSyncExternalStore } from 'react';

export interface Selection {
  readonly nodeId: NodeId | undefined;
  /** Where it was chosen, so that this face does not scroll to what the person just touched. */
  readonly chosenOn: 'narrative' | 'tree' | 'board' | undefined;
}

let current: Selection = { nodeId: undefined, chosenOn: undefined };
const listeners = new Set<() => void>();

export function selectNode(nodeId: NodeId | undefined, chosenOn: Selection['chosenOn']): void {
  if (current.nodeId === nodeId) return;
  current = { nodeId, chosenOn };
  for (const listener of listeners) listener();
}

export function getSelection(): Selection {
  return current;
}

export function watchSelection(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSelection(): Selection {
  return useSyncExternalStore(watchSelection, getSelection);
}
