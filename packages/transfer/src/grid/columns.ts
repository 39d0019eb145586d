/** What the columns of a table are for, by the words in its heading row: Dutch or English, in any
 *  order, with or without capitals. */
import type { NodeKind } from '@meemaak/model';
import type { GridRow } from './grid.ts';

/** A column of which there is one at most. */
export type ColumnRole =
  | 'title'
  | 'id'
  | 'parent'
  | 'level'
  | 'kind'
  | 'party'
  | 'indicator'
  | 'unit'
  | 'baseline'
  | 'baselineYear'
  | 'target'
  | 'targetYear'
  | 'targetGroup'
  | 'source';

/** A column that holds the titles of one level. */
export interface LevelColumn {
  readonly column: number;
  /** What the heading calls them; undefined: it does not say. */
  readonly kind: NodeKind | undefined;
}

export interface Columns {
  readonly roles: ReadonlyMap<ColumnRole, number>;
  /** From the top level down. */
  readonly levels: readonly LevelColumn[];
  /** Did a heading say so? */
  readonly named: boolean;
}

const ROLE_WORDS: Readonly<Record<ColumnRole, readonly string[]>> = {
  title: ['titel', 'onderdeel', 'naam', 'omschrijving', 'title', 'name', 'description', 'node'],
  id: ['id', 'nr', 'nummer', 'code', 'volgnummer', 'number', 'no'],
  parent: [
    'bovenliggend',
    'bovenliggend onderdeel',
    'ouder',
    'onder',
    'hangt onder',
    'valt onder',
    'hoort bij',
    'onderdeel van',
    'parent',
    'parent id',
    'under',
    'belongs to',
  ],
  level: ['niveau', 'level', 'laag', 'diepte', 'depth'],
  kind: ['soort', 'type', 'kind'],
  party: [
    'partij',
    'eigenaar',
    'trekker',
    'verantwoordelijk',
    'verantwoordelijke',
    'organisatie',
    'uitvoerder',
    'party',
    'owner',
    'responsible',
    'organisation',
  ],
  indicator: ['indicator', 'indicatoren', 'prestatie-indicator', 'kengetal', 'indicators'],
  unit: ['eenheid', 'unit'],
  baseline: ['nulmeting', 'nulwaarde', 'startwaarde', 'uitgangswaarde', 'baseline'],
  baselineYear: ['jaar nulmeting', 'nuljaar', 'startjaar', 'baseline year'],
  target: ['streefwaarde', 'doelwaarde', 'norm', 'target'],
  targetYear: ['streefjaar', 'jaar streefwaarde', 'doeljaar', 'target year'],
  targetGroup: ['doelgroep', 'target group'],
  source: ['bron', 'source'],
};

const LEVEL_WORDS: readonly (readonly [RegExp, NodeKind | undefined])[] = [
  [/^(?:niveau|level|laag)\s*\d{1,2}$/u, undefined],
  [/^(?:programma|programme|taakveld|thema|theme|opgave|ambitie|pijler|hoofdstuk)$/u, 'effect'],
  [/^(?:maatschappelijk |beoogd |deel|sub-?)?(?:effect|effecten|effects)$/u, 'effect'],
  [/^(?:hoofd|sub|deel)?(?:doel|doelen|doelstelling|doelstellingen|goal|goals)$/u, 'effect'],
  [/^(?:prestatie|prestaties|performance|performances|resultaat|resultaten)$/u, 'performance'],
  [/^(?:inspanning|inspanningen)$/u, 'performance'],
  [/^(?:activiteit|activiteiten|activity|activities|actie|acties|actions?)$/u, 'activity'],
  [/^(?:maatregel|maatregelen|measure|measures)$/u, 'activity'],
];

const roleByWord: ReadonlyMap<string, ColumnRole> = new Map(
  (Object.keys(ROLE_WORDS) as ColumnRole[]).flatMap((role) =>
    ROLE_WORDS[role].map((word) => [word, role] as const),
  ),
);

/** What a first row says as a heading; undefined when no word in it is one that we know. */
export function readHeading(row: GridRow): Columns | undefined {
  const roles = new Map<ColumnRole, number>();
  const levels: LevelColumn[] = [];
  const nameless: LevelColumn[] = [];
  for (const [column, cell] of row.cells.entries()) {
    const word = cell.trim().toLowerCase().replaceAll(/\s+/gu, ' ').replace(/[:*]$/u, '');
    const role = roleByWord.get(word);
    const level = LEVEL_WORDS.find(([pattern]) => pattern.test(word));
    if (role !== undefined && !roles.has(role)) roles.set(role, column);
    else if (level !== undefined) levels.push({ column, kind: level[1] });
    else if (word !== '') nameless.push({ column, kind: undefined });
  }
  if (roles.size + levels.length === 0) return undefined;
  // Nothing says where the titles are: then they are in what has no other meaning.
  const hasTitles = roles.has('title') || levels.length > 0;
  return { roles, levels: hasTitles ? levels : nameless, named: true };
}

/** Without a heading every column is a level. */
export function unnamedColumns(rows: readonly GridRow[]): Columns {
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  const levels = Array.from({ length: width }, (_, column) => ({ column, kind: undefined }));
  return { roles: new Map(), levels, named: false };
}

const KIND_WORDS: readonly (readonly [RegExp, NodeKind])[] = [
  [
    /^(?:(?:maatschappelijk |beoogd |deel|sub-?)?effect|(?:sub)?doel|doelstelling|goal)$/iu,
    'effect',
  ],
  [/^(?:prestatie|performance|resultaat|inspanning)$/iu, 'performance'],
  [/^(?:activiteit|activity|actie|action|maatregel|measure)$/iu, 'activity'],
];

/** A word in the column for kinds; undefined when it is none of ours. */
export function readKindWord(word: string): NodeKind | undefined {
  return KIND_WORDS.find(([pattern]) => pattern.test(word))?.[1];
}
