/** The keyboard of the tree: one table, shown to people as it stands (see `key-help`).
 *
 *  Tab on a row leaves the tree, as everywhere on the page; only while a title is open does it make a
 *  child, because there the person is building and Escape is the way out. */

export type TreeCommand =
  | 'up'
  | 'down'
  | 'first'
  | 'last'
  | 'open'
  | 'close'
  | 'addSibling'
  | 'addChild'
  | 'rename'
  | 'moveUp'
  | 'moveDown'
  | 'moveIn'
  | 'moveOut'
  | 'copy'
  | 'copyTable'
  | 'paste'
  | 'moveTo'
  | 'archive'
  | 'find'
  | 'zoomIn'
  | 'zoomOut'
  | 'choose'
  | 'chooseUp'
  | 'chooseDown'
  | 'chooseAll'
  | 'undo'
  | 'redo';

/** All have a key but this one: who copies for a spreadsheet finds it in the menu. */
export type KeyedCommand = Exclude<TreeCommand, 'copyTable'>;

/** The part of a keyboard event that matters. */
export interface KeyPress {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

const readingKeys: Readonly<Record<string, TreeCommand>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
  ArrowRight: 'open',
  ArrowLeft: 'close',
  'Mod+c': 'copy',
  'Mod+f': 'find',
  'Mod+.': 'zoomIn',
  'Mod+,': 'zoomOut',
  ' ': 'choose',
  'Shift+ArrowUp': 'chooseUp',
  'Shift+ArrowDown': 'chooseDown',
  'Mod+a': 'chooseAll',
};

const writingKeys: Readonly<Record<string, TreeCommand>> = {
  Enter: 'addSibling',
  'Shift+Enter': 'addChild',
  Insert: 'addChild',
  F2: 'rename',
  'Alt+ArrowUp': 'moveUp',
  'Alt+ArrowDown': 'moveDown',
  'Alt+ArrowRight': 'moveIn',
  'Alt+ArrowLeft': 'moveOut',
  'Mod+m': 'moveTo',
  Delete: 'archive',
  'Mod+z': 'undo',
  'Mod+Shift+z': 'redo',
  'Mod+y': 'redo',
};

/** Every command that a key does. */
export const KEYED_COMMANDS: ReadonlySet<TreeCommand> = new Set([
  ...Object.values(readingKeys),
  ...Object.values(writingKeys),
  'paste',
]);

/** What a key means on a row; undefined: nothing of ours. Ctrl+V is no key here: the browser tells what
 *  is pasted. */
export function commandForKey(press: KeyPress, mayWrite: boolean): TreeCommand | undefined {
  const name = nameOfPress(press);
  return readingKeys[name] ?? (mayWrite ? writingKeys[name] : undefined);
}

/** Modifiers in one order; Ctrl and ⌘ are the same. */
function nameOfPress({ key, altKey, ctrlKey, metaKey, shiftKey }: KeyPress): string {
  const letter = key.length === 1 ? key.toLowerCase() : key;
  return [altKey && 'Alt', (ctrlKey || metaKey) && 'Mod', shiftKey && 'Shift', letter]
    .filter(Boolean)
    .join('+');
}

/** A letter or digit alone: looks for a title that starts with it. */
export function isTypeAhead({ key, altKey, ctrlKey, metaKey }: KeyPress): boolean {
  return !altKey && !ctrlKey && !metaKey && /^[\p{L}\p{N}]$/u.test(key);
}
