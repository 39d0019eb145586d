import type { DossierRoom } from '../../rooms/dossier-room.ts';
import type { ChipHost, ChipWords } from './chip-view.ts';

/** What the chips of one room follow. Stays the same while the language changes: chips are told. */
export class RoomChips implements ChipHost {
  readonly treeIndex;
  readonly partiesById;
  readonly #tree;
  readonly #listeners = new Set<() => void>();
  #words: ChipWords;

  constructor(room: Pick<DossierRoom, 'treeIndex' | 'partiesById' | 'documentState'>) {
    this.treeIndex = room.treeIndex;
    this.partiesById = room.partiesById;
    this.#tree = room.documentState('tree');
    this.#words = { title: () => '', name: () => '' };
  }

  isTreeLoaded(): boolean {
    return this.#tree.get().loaded;
  }

  words(): ChipWords {
    return this.#words;
  }

  setWords(words: ChipWords): void {
    this.#words = words;
    for (const listener of this.#listeners) listener();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    const stop = this.#tree.subscribe(listener);
    return () => {
      this.#listeners.delete(listener);
      stop();
    };
  }
}
