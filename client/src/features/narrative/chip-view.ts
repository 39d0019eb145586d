import { isId, type NodeId } from '@meemaak/model';
import type { Node } from '@tiptap/pm/model';
import type { NodeView } from '@tiptap/pm/view';
import { getSelection, selectNode, watchSelection } from '../../view/selection.ts';
import { readChip, type ChipFace, type ChipSource } from './chip-face.ts';
import './chip.css';

/** The words of chips, in the language of the screen. */
export interface ChipWords {
  /** On the chip. */
  readonly title: (face: ChipFace) => string;
  /** Read aloud. */
  readonly name: (face: ChipFace) => string;
}

/** What chips follow. */
export interface ChipHost extends ChipSource {
  readonly words: () => ChipWords;
  /** Calls when the tree has loaded, and when the words change. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** A longer word must be able to break on a narrow screen. */
const SHORT_WORD = /^\S{1,16}(?=\s|$)/;

/** One chip in the text: follows its own node and the shared selection, and nothing else. */
export class ChipView implements NodeView {
  readonly dom = document.createElement('span');
  /** The mark and a first word: they never stand on different lines. */
  readonly #head = document.createElement('span');
  readonly #rest = document.createTextNode('');
  readonly #host: ChipHost;
  #ref: unknown;
  #leave: (() => void)[] = [];

  constructor(node: Node, host: ChipHost, mayWrite: boolean) {
    this.#host = host;
    this.dom.className = 'node-chip';
    this.dom.setAttribute('role', 'button');
    // In an editable text the arrow keys walk over chips and Enter chooses one.
    this.dom.tabIndex = mayWrite ? -1 : 0;
    this.dom.contentEditable = 'false';
    this.#head.className = 'node-chip-head';
    this.dom.append(this.#head, this.#rest);
    this.dom.addEventListener('click', this.#choose);
    this.dom.addEventListener('keydown', this.#chooseByKey);
    this.#follow(node.attrs['ref']);
  }

  update(node: Node): boolean {
    if (node.type.name !== 'nodeChip') return false;
    if (node.attrs['ref'] !== this.#ref) this.#follow(node.attrs['ref']);
    return true;
  }

  /** Everything inside is ours: the editor need not read it back. */
  ignoreMutation(): boolean {
    return true;
  }

  destroy(): void {
    for (const leave of this.#leave) leave();
    this.#leave = [];
  }

  #follow(ref: unknown): void {
    this.destroy();
    this.#ref = ref;
    this.dom.dataset['nodeRef'] = isId(ref) ? ref : '';
    this.#leave.push(this.#host.subscribe(this.#draw), watchSelection(this.#drawChosen));
    if (isId<NodeId>(ref)) {
      this.#leave.push(this.#host.treeIndex.subscribeNode(ref, this.#draw));
    }
    this.#draw();
    this.#drawChosen();
  }

  readonly #draw = (): void => {
    const face = readChip(this.#ref, this.#host);
    const words = this.#host.words();
    const title = words.title(face);
    const [head = ''] = SHORT_WORD.exec(title) ?? [];
    this.#head.textContent = head;
    this.#rest.data = title.slice(head.length);
    this.dom.setAttribute('aria-label', words.name(face));
    this.dom.title = words.name(face);
    this.dom.dataset['state'] = face.state;
    this.dom.dataset['kind'] = face.state === 'present' ? face.kind : 'none';
    const colour = face.state === 'present' ? face.colour : 'grey';
    this.dom.style.setProperty('--chip-ink', `var(--party-${colour}-ink)`);
    this.dom.style.setProperty('--chip-fill', `var(--party-${colour}-fill)`);
    this.dom.style.setProperty('--chip-line', `var(--party-${colour}-line)`);
  };

  readonly #drawChosen = (): void => {
    const isChosen = isId(this.#ref) && getSelection().nodeId === this.#ref;
    this.dom.setAttribute('aria-pressed', String(isChosen));
  };

  readonly #choose = (): void => {
    if (isId<NodeId>(this.#ref)) selectNode(this.#ref, 'narrative');
  };

  readonly #chooseByKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    this.#choose();
  };
}
