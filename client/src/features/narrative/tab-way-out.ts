/** Tab makes a point in a list a sub-point; after Escape the next Tab leaves the text instead, so that
 *  nobody is caught in it. */
import { Plugin } from '@tiptap/pm/state';

const HELD_KEYS: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta']);

export function tabWayOut(): Plugin {
  let isLeaving = false;
  const stay = (): boolean => {
    isLeaving = false;
    return false;
  };
  return new Plugin({
    props: {
      handleDOMEvents: {
        keydown: (_view, { key, isComposing }) => {
          if (isComposing || HELD_KEYS.has(key)) return false;
          const isTaken = key === 'Tab' && isLeaving;
          isLeaving = key === 'Escape';
          // Kept from every key of the editor; the browser goes on to the next place.
          return isTaken;
        },
        mousedown: stay,
        blur: stay,
      },
    },
  });
}
