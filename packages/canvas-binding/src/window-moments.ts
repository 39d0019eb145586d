/** The moments at which work must be written: a hand that lets go, a page that may not come back. */
export interface WindowMoments {
  /** The pointer goes down. */
  readonly onPress: () => void;
  /** The pointer has gone up, and the canvas has done with it what it does. */
  readonly onRelease: () => void;
  /** The page is hidden, shown again or left. */
  readonly onLeave: () => void;
}

/** Watches until called off; where there is no window nothing happens. */
export function watchWindow({ onPress, onRelease, onLeave }: WindowMoments): () => void {
  if (typeof window === 'undefined') return () => {};
  const watched = new AbortController();
  const { signal } = watched;
  window.addEventListener('pointerdown', onPress, { signal, capture: true });
  // Seen before the canvas sees it, which may keep it to itself; acted upon after.
  const releaseSoon = () => void setTimeout(onRelease, 0);
  for (const type of ['pointerup', 'pointercancel']) {
    window.addEventListener(type, releaseSoon, { signal, capture: true });
  }
  for (const type of ['pagehide', 'beforeunload']) {
    window.addEventListener(type, onLeave, { signal });
  }
  document.addEventListener('visibilitychange', onLeave, { signal });
  return () => watched.abort();
}
