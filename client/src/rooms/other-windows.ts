/** Other windows of this browser: who leaves in one has left in all of them [F23]. */
const LEFT_AT = 'meemaak/left-at';

/** Tells the other windows that nobody is signed in here any more. */
export function tellLeft(): void {
  try {
    localStorage.setItem(LEFT_AT, String(Date.now()));
  } catch {
    // A browser that keeps nothing: its other windows hear it from the server.
  }
}

/** Calls `onLeft` when somebody left in another window; returns how to stop listening. */
export function watchLeft(onLeft: () => void): () => void {
  const hear = ({ key }: StorageEvent): void => {
    if (key === LEFT_AT) onLeft();
  };
  globalThis.addEventListener('storage', hear);
  return () => globalThis.removeEventListener('storage', hear);
}
