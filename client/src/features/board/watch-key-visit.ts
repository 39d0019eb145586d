/** Marks the board while somebody is on its canvas who came there with Tab: who came by pointer or
 *  finger needs no word about keys, also not after a key in a note or in a menu. */

/** The attribute on `view`; see `canvas-view.css`. */
const MARK = 'data-by-keys';

/** Watches until called off. `canvas` lies within `view`. */
export function watchKeyVisit(view: HTMLElement, canvas: HTMLElement): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  let isByTab = false;
  const isOnCanvas = (target: EventTarget | null): boolean =>
    target instanceof Node && canvas.contains(target);

  const press = ({ key }: KeyboardEvent): void => {
    isByTab = key === 'Tab';
  };
  const point = (): void => {
    isByTab = false;
    view.removeAttribute(MARK);
  };
  const enter = ({ relatedTarget }: FocusEvent): void => {
    if (isByTab && !isOnCanvas(relatedTarget)) view.setAttribute(MARK, '');
  };
  const leave = ({ relatedTarget }: FocusEvent): void => {
    if (!isOnCanvas(relatedTarget)) view.removeAttribute(MARK);
  };
  // The canvas keeps many of both for itself.
  document.addEventListener('keydown', press, { signal, capture: true });
  document.addEventListener('pointerdown', point, { signal, capture: true });
  canvas.addEventListener('focusin', enter, { signal });
  canvas.addEventListener('focusout', leave, { signal });
  return () => {
    controller.abort();
    view.removeAttribute(MARK);
  };
}
