/** A title that somebody is typing in, while others may be typing in it too. It knows what the title
 *  would say without their letters, so that taking those back leaves everybody else's. */
import { carryChange, renameNode, type NodeId, type TreeStep } from '@meemaak/model';
import type { DossierRoom } from '../rooms/dossier-room.ts';
import { actIn } from './act.ts';

export class TitleEdit {
  readonly #room: DossierRoom;
  readonly #nodeId: NodeId;
  readonly #origin: symbol;
  readonly #stopWatching: () => void;
  /** The title as it is, and as it would be without what was typed here. */
  #title: string;
  #without: string;

  constructor(room: DossierRoom, nodeId: NodeId, origin: symbol) {
    this.#room = room;
    this.#nodeId = nodeId;
    this.#origin = origin;
    this.#title = this.#read();
    this.#without = this.#title;
    this.#stopWatching = room.treeIndex.subscribeNode(nodeId, () => this.#follow());
  }

  /** Makes the title say `text`. */
  write(text: string): void {
    this.#follow();
    const without = this.#without;
    const act = actIn(this.#room, this.#origin);
    renameNode(this.#room.tree, { nodeId: this.#nodeId, title: text }, act);
    this.#title = this.#read();
    this.#without = without;
  }

  /** Takes back what was typed here, and nothing else. */
  takeBack(): void {
    this.#follow();
    if (this.#without !== this.#title) this.write(this.#without);
  }

  /** What was typed here, as a step that can be undone; undefined when it comes to nothing. */
  step(): TreeStep | undefined {
    this.#follow();
    const [from, to] = [this.#without, this.#title];
    return from === to ? undefined : { kind: 'renamed', nodeId: this.#nodeId, from, to };
  }

  close(): void {
    this.#stopWatching();
  }

  #read(): string {
    return this.#room.treeIndex.node(this.#nodeId)?.title ?? '';
  }

  /** Somebody else changed it: their change is also made to the title without ours. */
  #follow(): void {
    const title = this.#read();
    if (title === this.#title) return;
    this.#without = carryChange(this.#title, title, this.#without);
    this.#title = title;
  }
}
