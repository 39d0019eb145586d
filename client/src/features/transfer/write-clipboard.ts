/** Text and HTML to the clipboard, exactly as they are: the browser's newer way cleans HTML up, and works
 *  on secure pages only. So we ask it to copy, and say ourselves what that is. */
import type { CopiedBranch } from '@meemaak/transfer';

/** False when the browser does not allow it. Only right after a key or a press. */
export function writeClipboard({ text, html }: CopiedBranch): boolean {
  let isTaken = false;
  const give = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData('text/plain', text);
    event.clipboardData?.setData('text/html', html);
    isTaken = event.clipboardData !== null;
  };
  const focused = document.activeElement;
  const field = somethingToCopy();
  document.addEventListener('copy', give, true);
  try {
    document.execCommand('copy');
  } finally {
    document.removeEventListener('copy', give, true);
    field.remove();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  }
  return isTaken;
}

/** Without anything selected some browsers do not copy at all. */
function somethingToCopy(): HTMLTextAreaElement {
  const field = document.createElement('textarea');
  field.value = ' ';
  field.className = 'unseen';
  field.setAttribute('aria-hidden', 'true');
  document.body.append(field);
  field.select();
  return field;
}
