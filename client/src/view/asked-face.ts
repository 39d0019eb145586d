/** A way to bring somebody to a face from outside the faces: the page shows it and gives it the focus. */
import type { Face } from '@meemaak/protocol';

const listeners = new Set<(face: Face) => void>();

/** Only when the person asked for it: it takes the focus along. */
export function goToFace(face: Face): void {
  for (const listener of listeners) listener(face);
}

export function watchAskedFace(listener: (face: Face) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
