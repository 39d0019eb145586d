/** What a line says of itself in words: `Prestatie: Een huiskamer in elke flat (Het Dak)`. This is how
 *  our own copies are written, so that they keep kind and owner through any editor. */
import type { NodeKind } from '@meemaak/model';
import type { OutlineLine } from '../outline/outline.ts';

const KIND_WORDS: ReadonlyMap<string, NodeKind> = new Map([
  ['effect', 'effect'],
  ['deeleffect', 'effect'],
  ['sub-effect', 'effect'],
  ['prestatie', 'performance'],
  ['performance', 'performance'],
  ['activiteit', 'activity'],
  ['activity', 'activity'],
]);

const SAID_KIND = /^([\p{L}-]{6,12}):\s+(.*)$/u;
/** Behind a title that itself ends in brackets, and has no owner. */
export const SAYS_NOBODY = '(–)';
const ENDS_IN_NOBODY = /\s*\(–\)$/u;

/** Takes the kind from before the title, and the mark of nobody from behind it. Whether words in
 *  brackets name a party is known only to who knows the parties (see `plan`). */
export function readSaid(line: OutlineLine): OutlineLine {
  const [, word = '', rest = ''] = SAID_KIND.exec(line.title) ?? [];
  const kind = KIND_WORDS.get(word.toLowerCase());
  const title = kind === undefined ? line.title : rest;
  if (!ENDS_IN_NOBODY.test(title)) return { ...line, kind: line.kind ?? kind, title };
  const bare = title.replace(ENDS_IN_NOBODY, '');
  return { ...line, kind: line.kind ?? kind, title: bare, party: line.party ?? [] };
}
