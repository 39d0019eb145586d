/** For tests only: parts of tldraw that are there but not among its public types. */
import * as tldraw from 'tldraw';
import type { Editor, TLStore } from 'tldraw';

/** What the editor stumbled over so badly that it would show its crash screen; null: nothing. */
export function crashOf(editor: Editor): unknown {
  return call(editor, 'getCrashingError');
}

/** Makes every id of tldraw come from here, so that a run can be repeated. */
export function drawIdsFrom(draw: () => string): void {
  call(tldraw, 'mockUniqueId', draw);
}

export function drawIdsAsUsual(): void {
  call(tldraw, 'restoreUniqueId');
}

/** As tldraw does it inside: side effects come when all of it is done. */
export function atomically(store: TLStore, change: () => void): void {
  call(store, 'atomic', change);
}

function call(owner: object, name: string, ...args: readonly unknown[]): unknown {
  const method: unknown = Reflect.get(owner, name);
  if (typeof method !== 'function') throw new Error(`This tldraw has no ${name}.`);
  return Reflect.apply(method, owner, args);
}
