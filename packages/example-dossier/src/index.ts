/** The dossier that a new server starts with: "Prettig wonen in de Rozenbuurt 2027-2030".
 *  Every name in it is invented. */
import {
  TreeIndex,
  openBoard,
  openNarrative,
  openTree,
  seedUpdate,
  type DocumentName,
  type DossierId,
  type Party,
} from '@meemaak/model';
import * as Y from 'yjs';
import { writeBoard } from './board.ts';
import { writeExampleNarrative } from './narrative.ts';
import { parties } from './parties.ts';
import { writeBranches } from './tree.ts';

export const exampleDossier: {
  readonly dossierId: DossierId;
  readonly title: string;
  readonly parties: readonly Party[];
} = {
  dossierId: 'rozenbuurt' as DossierId,
  title: 'Prettig wonen in de Rozenbuurt 2027-2030',
  parties,
};

/** The first update of each document; the same bytes every time. */
export function seedExampleDossier(): Record<DocumentName, Uint8Array> {
  const tree = seedUpdate('tree', (doc) => writeBranches(openTree(doc)));
  const index = new TreeIndex(openTree(readDocument(tree)));
  return {
    narrative: seedUpdate('narrative', (doc) => writeExampleNarrative(openNarrative(doc))),
    tree,
    board: seedUpdate('board', (doc) => writeBoard(openBoard(doc), index)),
    talk: seedUpdate('talk'),
  };
}

function readDocument(update: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  return doc;
}
