/** The dossier's terms and policy words as they are now, for whatever shows them. */
import { readLampWords, readTerms, type LampWord, type Term } from '@meemaak/model';
import { useSyncExternalStore } from 'react';
import type { DossierRoom } from '../rooms/dossier-room.ts';
import { useRoom, useWatch } from '../rooms/use-room.tsx';

export interface GlossaryFacts {
  /** In the order of the alphabet, archived ones too. */
  readonly terms: readonly Term[];
  /** What the dossier changed in the lamp's own list. */
  readonly lampWords: readonly LampWord[];
}

type Tree = DossierRoom['tree'];

const followed = new WeakMap<Tree, FollowedGlossary>();

export function useGlossary(): GlossaryFacts {
  const { tree } = useRoom();
  const glossary = followed.get(tree) ?? new FollowedGlossary(tree);
  followed.set(tree, glossary);
  return useSyncExternalStore(glossary.subscribe, glossary.get);
}

/** May this person change the lists, here and now? */
export function useMayEditGlossary(): boolean {
  const room = useRoom();
  const { loaded, mayWrite, damaged } = useWatch(room.documentState('tree'));
  return room.may('tree.edit') && loaded && mayWrite && !damaged;
}

/** Reads anew only when one of the two roots changed. */
class FollowedGlossary {
  readonly #tree: Tree;
  #facts: GlossaryFacts | undefined;

  constructor(tree: Tree) {
    this.#tree = tree;
    // As long as the room is there.
    tree.terms.observeDeep(() => (this.#facts = undefined));
    tree.lamp.observeDeep(() => (this.#facts = undefined));
  }

  readonly get = (): GlossaryFacts => {
    this.#facts ??= { terms: readTerms(this.#tree), lampWords: readLampWords(this.#tree) };
    return this.#facts;
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#tree.terms.observeDeep(listener);
    this.#tree.lamp.observeDeep(listener);
    return () => {
      this.#tree.terms.unobserveDeep(listener);
      this.#tree.lamp.unobserveDeep(listener);
    };
  };
}
