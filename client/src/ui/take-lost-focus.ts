/** A ref for what takes the place of a pressed control: the focus that went with that control, and
 *  would begin again at the top of the page, comes here. Focus that is elsewhere stays there. */
export function takeLostFocus(element: HTMLElement | null): void {
  const { activeElement, body } = document;
  if (activeElement === null || activeElement === body) element?.focus();
}
