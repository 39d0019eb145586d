/** How far Yjs may walk (see `rehearsal`) for one update, and for a document as a whole.
 *
 *  A step costs about a quarter of a microsecond. Real work takes hardly any: the history of three
 *  authors in one text none in 23,000 updates; three people who typed 20,000 letters at one spot
 *  without each other 7,000; who put 300 paragraphs each on top there, 180,000. The whole is counted
 *  too: everybody who opens the document walks it again, and many small updates add up [T19]. */

/** Of one update. */
const MOST_STEPS = 250_000;
/** Of everything that a document consists of; half a second. */
export const MOST_STEPS_OF_ALL = 2_000_000;
/** What typing at the same moment needs stays possible in a document that has had its share. */
const FEWEST_STEPS = 100;

/** How many steps the next update of a document may take that took `spent`. */
export function allowedSteps(spent: number): number {
  return Math.min(MOST_STEPS, Math.max(FEWEST_STEPS, MOST_STEPS_OF_ALL - spent));
}
