/** Keeps the browser's own undo away from the shared text.
 *
 *  A browser has one undo for the whole page: asked for on a button, in an untouched field or nowhere,
 *  it takes back the last letters in the narrative, for everybody and without a word. So:
 *
 *      keys outside what can be written in ─> the face that has the focus, else nothing
 *      `beforeinput`: a menu, a shake, and keys that nobody took
 *        ├─ for the text field that has the focus ─> the browser
 *        ├─ for something else than that field ────> nothing
 *        └─ with the focus in an editor or elsewhere ─> its face, else nothing */
import type { DossierRoom } from '../rooms/dossier-room.ts';
import { faceAt } from './face-at.ts';
import { undoOfferOf, type UndoOffer } from './undo.ts';

type Way = keyof UndoOffer;

/** Until the returned function is called. */
export function routeUndo(room: DossierRoom): () => void {
  const perform = (way: Way, event: Event): void => {
    event.preventDefault();
    const face = faceAt(document.activeElement);
    if (face !== undefined) undoOfferOf(room, face)?.[way]();
  };
  const hearKey = (event: KeyboardEvent): void => {
    const way = wayOfKey(event);
    if (way === undefined || event.defaultPrevented || isWritable(event.target)) return;
    perform(way, event);
  };
  const hearInput = (event: InputEvent): void => {
    const way = wayOfInput(event.inputType);
    if (way === undefined) return;
    const focused = document.activeElement;
    // The target is what would change, wherever the focus is.
    if (!isTextField(focused)) perform(way, event);
    else if (event.target !== focused) event.preventDefault();
  };
  // Keys last, after whoever has keys of their own; the other first, before anybody can stop it.
  window.addEventListener('keydown', hearKey);
  window.addEventListener('beforeinput', hearInput, { capture: true });
  return () => {
    window.removeEventListener('keydown', hearKey);
    window.removeEventListener('beforeinput', hearInput, { capture: true });
  };
}

/** On every system's keyboard: Ctrl and ⌘ are the same. */
function wayOfKey({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): Way | undefined {
  if (altKey || !(ctrlKey || metaKey)) return undefined;
  const letter = key.toLowerCase();
  if (letter === 'z') return shiftKey ? 'redo' : 'undo';
  return letter === 'y' && !shiftKey ? 'redo' : undefined;
}

function wayOfInput(inputType: string): Way | undefined {
  if (inputType === 'historyUndo') return 'undo';
  return inputType === 'historyRedo' ? 'redo' : undefined;
}

function isWritable(target: EventTarget | null): boolean {
  return isTextField(target) || (target instanceof HTMLElement && target.isContentEditable);
}

function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.matches('textarea, input:not([type="checkbox"], [type="radio"], [type="range"])')
  );
}
