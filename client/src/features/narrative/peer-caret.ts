import type { PresentParticipant } from '@meemaak/protocol';
import './peer-caret.css';

/** How long a name stays beside a caret that stopped moving. */
const NAME_SHOWN_MS = 1800;
const LONGEST_NAME = 40;

/** The bar of somebody else in the text. Their name is beside it while they move, then only the bar.
 *  The name is drawn by CSS from an attribute: it is not part of the text that people copy, search
 *  or hear read aloud. */
export class PeerCaret {
  readonly dom = document.createElement('span');
  #cursor = '';
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor({ name, colour }: PresentParticipant) {
    this.dom.className = 'peer-caret';
    this.dom.setAttribute('aria-hidden', 'true');
    this.dom.style.setProperty('--peer-line', `var(--party-${colour}-line)`);
    const label = document.createElement('span');
    label.className = 'peer-caret-name';
    label.dataset['name'] =
      name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
    this.dom.append(label);
  }

  /** Says where the caret is now; the name shows when that is somewhere else than before. */
  moveTo(cursor: unknown): void {
    const now = JSON.stringify(cursor) ?? '';
    if (now === this.#cursor) return;
    this.#cursor = now;
    this.dom.dataset['moving'] = '';
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => delete this.dom.dataset['moving'], NAME_SHOWN_MS);
  }

  /** Lets the name hang to the side where there is room for it. */
  keepInside(text: HTMLElement): void {
    if (!this.dom.isConnected) return;
    const { left, right } = text.getBoundingClientRect();
    const isPastMiddle = this.dom.getBoundingClientRect().left > (left + right) / 2;
    this.dom.dataset['side'] = isPastMiddle ? 'left' : 'right';
  }

  leave(): void {
    clearTimeout(this.#rest);
  }
}
