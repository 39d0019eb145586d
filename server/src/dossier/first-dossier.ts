import { exampleDossier, seedExampleDossier } from '@meemaak/example-dossier';
import type { NewDossier } from './store.ts';

/** What a server without any dossier starts with: the example. */
export function firstDossier(): NewDossier {
  return { ...exampleDossier, seeds: seedExampleDossier() };
}
