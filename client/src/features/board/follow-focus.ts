/** The canvas listens to keys only while it has focus; here it hears when that is. */
import type { Editor } from 'tldraw';

/** Follows until called off. */
export function followFocus(editor: Editor): () => void {
  const container = editor.getContainer();
  const controller = new AbortController();
  const { signal } = controller;
  const enter = (): void => {
    if (!editor.getIsFocused()) editor.focus({ focusContainer: false });
  };
  const leave = (event: FocusEvent): void => {
    if (event.relatedTarget instanceof Node && container.contains(event.relatedTarget)) return;
    // Somebody who looks at another window goes on with the same words afterwards.
    if (document.hasFocus()) editor.blur({ blurContainer: false });
  };
  container.addEventListener('focusin', enter, { signal });
  container.addEventListener('focusout', leave, { signal });
  return () => controller.abort();
}
