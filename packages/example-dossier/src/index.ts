/** The dossier that a new server starts with: "Prettig wonen in de Rozenbuurt 2027-2030". */
import { openBoard, seedBoardRecords, seedUpdate, type DocumentName, type DossierId } from '@meemaak/model';
import { parties } from './parties.ts';

export const exampleDossier = {
  dossierId: 'rozenbuurt' as DossierId,
  title: 'Prettig wonen in de Rozenbuurt 2027-2030',
  parties,
};

/** The first update of each document; the same bytes every time. */
export function seedExampleDossier(): Record<DocumentName, Uint8Array> {
  return {
    narrative: seedUpdate('narrative'),
    tree: seedUpdate('tree'),
    board: seedUpdate('board', (doc) => seedBoardRecords(openBoard(doc))),
    talk: seedUpdate('talk'),
  };
}
