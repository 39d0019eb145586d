import { describe, expect, it } from 'vitest';
import { linesOf, refusalOf } from '../written.ts';
import { readGrid } from './read-grid.ts';
import { readCsv } from './separated.ts';

const gridOf = (...rows: string[][]) => rows.map((cells, index) => ({ at: index + 1, cells }));
const wanted = ['Groen', '  Bomen', '    Planten', '  Gevels', 'Afval'];

describe('a table', () => {
  it.each([
    [
      'a column for each level',
      gridOf(
        ['Effect', 'Prestatie', 'Activiteit'],
        ['Groen'],
        ['', 'Bomen'],
        ['', '', 'Planten'],
        ['', 'Gevels'],
        ['Afval'],
      ),
    ],
    [
      'what is above repeated in every row',
      gridOf(
        ['Programma', 'Doel', 'Maatregel'],
        ['Groen', 'Bomen', 'Planten'],
        ['Groen', 'Gevels', ''],
        ['Afval', '', ''],
      ),
    ],
    ['no heading', gridOf(['Groen', 'Bomen', 'Planten'], ['', 'Gevels', ''], ['Afval', '', ''])],
    [
      'headings that say nothing, beside one that does',
      gridOf(
        ['Wat', 'Hoe', 'Waarmee', 'Trekker'],
        ['Groen', 'Bomen', 'Planten', 'Gemeente'],
        ['', 'Gevels', '', ''],
        ['Afval', '', '', ''],
      ),
    ],
    [
      'a column that says the level',
      gridOf(
        ['Niveau', 'Titel'],
        ['1', 'Groen'],
        ['2', 'Bomen'],
        ['3', 'Planten'],
        ['2', 'Gevels'],
        ['1', 'Afval'],
      ),
    ],
    [
      'levels that count from nought in steps of ten',
      gridOf(
        ['Titel', 'Level'],
        ['Groen', '0'],
        ['Bomen', '10'],
        ['Planten', '20'],
        ['Gevels', '10'],
        ['Afval', '0'],
      ),
    ],
    [
      'numbers such as 1.2.1',
      gridOf(
        ['Nr', 'Omschrijving'],
        ['1', 'Groen'],
        ['1.1', 'Bomen'],
        ['1.1.1', 'Planten'],
        ['1.2', 'Gevels'],
        ['2', 'Afval'],
      ),
    ],
    [
      'a column that names what it hangs under by number, in any order',
      gridOf(
        ['Nr', 'Valt onder', 'Titel'],
        ['4', '1', 'Bomen'],
        ['1', '', 'Groen'],
        ['7', '4', 'Planten'],
        ['2', '', 'Afval'],
        ['5', '1', 'Gevels'],
      ),
    ],
    [
      'a column that names what it hangs under by title',
      gridOf(
        ['Naam', 'Parent'],
        ['Groen', ''],
        ['Bomen', 'groen'],
        ['Gevels', 'Groen'],
        ['Afval', ''],
        ['Planten', 'Bomen'],
      ),
    ],
    [
      'one column that is indented',
      gridOf(['Titel'], ['Groen'], ['  Bomen'], ['    Planten'], ['  Gevels'], ['Afval']),
    ],
    [
      'one column that is numbered',
      gridOf(['1. Groen'], ['1.1 Bomen'], ['1.1.1 Planten'], ['1.2 Gevels'], ['2. Afval']),
    ],
  ])('is read when it has %s', (_, grid) => {
    expect(linesOf(readGrid(grid))).toEqual(wanted);
  });

  it('says kind and owner, by the heading of the level or in a column of its own', () => {
    const outcome = readGrid(
      gridOf(
        ['Doel', 'Prestatie', 'Soort', 'Eigenaar'],
        ['Groen', 'Bomen', '', 'Het Dak'],
        ['', 'Gevels', 'Activiteit', ''],
      ),
    );
    const lines = outcome.ok ? outcome.value.lines : [];
    expect(lines.map(({ title, kind, party }) => [title, kind, party])).toEqual([
      ['Groen', 'effect', undefined],
      ['Bomen', 'performance', ['Het Dak']],
      ['Gevels', 'activity', undefined],
    ]);
  });

  it('brings indicators along, several at one node, numbers as the Dutch write them', () => {
    const outcome = readGrid(
      gridOf(
        [
          'Titel',
          'Niveau',
          'Indicator',
          'Nulmeting',
          'Nuljaar',
          'Streefwaarde',
          'Streefjaar',
          'Bron',
        ],
        ['Groen', '1', 'Bomen', '1.250', '2024', '1.500,5 bomen', '2028', 'Telling'],
        ['Afval', '1', 'Restafval', '140 kg (2023)', '', '100 kg (2027)', '', ''],
      ),
    );
    const lines = outcome.ok ? outcome.value.lines : [];
    expect(lines.map(({ indicators }) => indicators)).toEqual([
      [
        {
          name: 'Bomen',
          unit: 'bomen',
          direction: 'up',
          baseline: { value: 1_250, year: 2_024 },
          target: { value: 1_500.5, year: 2_028 },
          targetGroup: '',
          source: 'Telling',
          risk: '',
          yearly: [],
        },
      ],
      [
        {
          name: 'Restafval',
          unit: 'kg',
          direction: 'down',
          baseline: { value: 140, year: 2_023 },
          target: { value: 100, year: 2_027 },
          targetGroup: '',
          source: '',
          risk: '',
          yearly: [],
        },
      ],
    ]);
    const more = readGrid(
      gridOf(
        ['Effect', 'Prestatie', 'Indicator'],
        ['Groen', 'Bomen', 'Aantal'],
        ['Groen', 'Bomen', 'Hoogte'],
        ['', '', 'Leeftijd'],
      ),
    );
    expect(linesOf(more)).toEqual(['Groen', '  Bomen']);
    const names = more.ok ? more.value.lines[1]?.indicators.map(({ name }) => name) : [];
    expect(names).toEqual(['Aantal', 'Hoogte', 'Leeftijd']);
  });

  it('keeps two of the same name that stand under each other without more', () => {
    const grid = gridOf(['Effect', 'Prestatie'], ['Groen', 'Bomen'], ['', 'Bomen'], ['Groen', '']);
    expect(linesOf(readGrid(grid))).toEqual(['Groen', '  Bomen', '  Bomen', 'Groen']);
  });

  it('has a heading only when the person says so', () => {
    const grid = gridOf(['Titel'], ['Groen']);
    expect(linesOf(readGrid(grid, { hasHeading: false }))).toEqual(['Titel', 'Groen']);
    const unknown = gridOf(['Wat', 'Hoe'], ['Groen', 'Bomen']);
    expect(linesOf(readGrid(unknown, { hasHeading: true }))).toEqual(['Groen', '  Bomen']);
  });
});

describe('a table that cannot be taken', () => {
  const long = Array.from({ length: 2_001 }, () => ['x']);
  it.each([
    ['nothingFound', [], {}],
    ['nothingFound', [['Titel']], {}],
    [
      'unreadableLevel',
      [
        ['Niveau', 'Titel'],
        ['twee', 'Groen'],
      ],
      { line: 2, value: 'twee' },
    ],
    [
      'unknownParent',
      [
        ['Titel', 'Onder'],
        ['Groen', 'Iets'],
      ],
      { line: 2, value: 'iets' },
    ],
    [
      'sameNameTwice',
      [
        ['Titel', 'Onder'],
        ['A', ''],
        ['A', ''],
        ['B', 'A'],
      ],
      { line: 4 },
    ],
    [
      'parentCircle',
      [
        ['Titel', 'Onder'],
        ['Top', ''],
        ['A', 'B'],
        ['B', 'A'],
      ],
      { line: 3 },
    ],
    [
      'parentCircle',
      [
        ['Titel', 'Onder'],
        ['A', 'A'],
      ],
      { line: 2 },
    ],
    ['titleTooLong', [['Titel'], ['x'.repeat(301)]], { line: 2 }],
    ['tooManyNodes', long, { count: 2_001, limit: 2_000 }],
  ])('is refused as %s', (kind, rows, facts) => {
    expect(refusalOf(readGrid(gridOf(...rows)))).toMatchObject({ kind, ...facts });
  });
});

describe('csv', () => {
  const read = (text: string) => {
    const grid = readCsv(text);
    return grid.ok ? linesOf(readGrid(grid.value)) : [];
  };

  it.each([
    ['semicolons', 'Effect;Prestatie\r\nGroen;"Bomen; en struiken"\r\n;Gevels\r\n'],
    ['commas', 'Effect,Prestatie\nGroen,Bomen; en struiken\n,Gevels'],
    ['tabs', 'Effect\tPrestatie\nGroen\tBomen; en struiken\n\tGevels'],
    [
      'a first line that says the sign',
      'sep=,\nEffect,Prestatie\nGroen,Bomen; en struiken\n,Gevels',
    ],
  ])('is read with %s', (_, text) => {
    expect(read(text)).toEqual(['Groen', '  Bomen; en struiken', '  Gevels']);
  });

  it('keeps quotes and ends of line that are part of a cell, and counts rows on', () => {
    const text = 'Effect;Prestatie\n"Het ""groene""\nhart";Bomen\n;Gevels';
    expect(read(text)).toEqual(['Het "groene" hart', '  Bomen', '  Gevels']);
    const grid = readCsv(text);
    expect(grid.ok && grid.value.map(({ at }) => at)).toEqual([1, 2, 4]);
  });

  it('keeps what looks like a formula as the words it is', () => {
    expect(read('=1+1;@SUM(A1)\n+31 6;-2')).toEqual(['=1+1', '  @SUM(A1)', '+31 6', '  -2']);
  });

  it('ends where a quote was never closed', () => {
    expect(read('Titel\n"Groen\nBomen')).toEqual(['Groen Bomen']);
  });

  it('is refused when it has too many rows', () => {
    expect(refusalOf(readCsv('x\n'.repeat(5_001)))).toEqual({ kind: 'tooManyRows', limit: 5_000 });
  });
});
