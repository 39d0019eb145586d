import { describe, expect, it } from 'vitest';
import { linesOf, refusalOf } from '../written.ts';
import { readText } from './read-text.ts';

const read = (text: string) => linesOf(readText(text));

describe('indented text', () => {
  const wanted = ['Meer groen', '  Bomen', '    Langs de weg', '  Gevels', 'Minder afval'];

  it.each([
    ['tabs', 'Meer groen\n\tBomen\n\t\tLangs de weg\n\tGevels\nMinder afval'],
    ['spaces', 'Meer groen\n  Bomen\n    Langs de weg\n  Gevels\nMinder afval'],
    ['odd spaces', 'Meer groen\n   Bomen\n     Langs de weg\n   Gevels\nMinder afval'],
    [
      'all of it moved in',
      '    Meer groen\n\t\tBomen\n\t\t\tLangs de weg\n\t\tGevels\n    Minder afval',
    ],
    ['dashes', '- Meer groen\n  - Bomen\n    - Langs de weg\n  - Gevels\n- Minder afval'],
    ['stars that count', '* Meer groen\n** Bomen\n*** Langs de weg\n** Gevels\n* Minder afval'],
    ['dashes under bare lines', 'Meer groen\n- Bomen\n  - Langs de weg\n- Gevels\nMinder afval'],
    ["Word's own bullets", '•\tMeer groen\no\tBomen\n▪\tLangs de weg\no\tGevels\n•\tMinder afval'],
    [
      "Word's symbol fonts",
      '\uF0B7\tMeer groen\no\tBomen\n§\tLangs de weg\no\tGevels\n\uF0B7\tMinder afval',
    ],
    [
      'bullets without a space',
      '•Meer groen\n  •Bomen\n    •Langs de weg\n  •Gevels\n•Minder afval',
    ],
    ['numbers', '1. Meer groen\n1.1 Bomen\n1.1.1 Langs de weg\n1.2 Gevels\n2. Minder afval'],
    [
      'indented numbers',
      '1 \n1. Meer groen\n  1.1. Bomen\n    1.1.1. Langs de weg\n  1.2. Gevels\n2. Minder afval'.slice(
        3,
      ),
    ],
    [
      'numbers and letters',
      '1) Meer groen\n  a) Bomen\n    - Langs de weg\n  b) Gevels\n2) Minder afval',
    ],
    ['headings', '# Meer groen\n## Bomen\n### Langs de weg\n## Gevels\n# Minder afval'],
    ['headings and a list', '# Meer groen\n- Bomen\n  - Langs de weg\n- Gevels\n# Minder afval'],
    [
      'empty lines and other ends of line',
      'Meer groen\r\n\r\n\tBomen\r\n\t\tLangs de weg\r\n\tGevels\r\n\r\nMinder afval\r\n',
    ],
    [
      'boxes and bold',
      '- **Meer groen**\n  - [ ] Bomen\n    - [x] Langs de weg\n  - [ ] Gevels\n- Minder **afval**',
    ],
  ])('is read by its %s', (_, text) => {
    expect(read(text)).toEqual(wanted);
  });

  it('goes back to a level between two', () => {
    expect(read('A\n        B\n    C\n        D\nE')).toEqual(['A', '  B', '  C', '    D', 'E']);
  });

  it('leaves numbers that belong to the sentence', () => {
    expect(read('2028 is het eerste jaar\n1.5 miljoen voor groen\n3 bomen')).toEqual([
      '2028 is het eerste jaar',
      '1.5 miljoen voor groen',
      '3 bomen',
    ]);
  });

  it('takes kind and nobody from the words of our own copies, and nothing from other words', () => {
    const outcome = readText('Effect: Groen\n\tPrestatie: Bomen (2) (–)\n\tDoel: gevels');
    const lines = outcome.ok ? outcome.value.lines : [];
    expect(lines.map(({ kind, title, party }) => ({ kind, title, party }))).toEqual([
      { kind: 'effect', title: 'Groen', party: undefined },
      { kind: 'performance', title: 'Bomen (2)', party: [] },
      { kind: undefined, title: 'Doel: gevels', party: undefined },
    ]);
  });

  it('becomes words that are safe to show', () => {
    const title = 'Bo\u202Emen\u0000 en \u200Bgevels\uD83D <b>';
    expect(read(title)).toEqual(['Bomen en gevels\uFFFD <b>']);
  });

  it('is a table when its tabs stand between the words', () => {
    expect(read('Effect\tPrestatie\nGroen\tBomen\n\tGevels\n')).toEqual([
      'Groen',
      '  Bomen',
      '  Gevels',
    ]);
    expect(read('Groen\t\n\tBomen\n\tGevels\n')).toEqual(['Groen', '  Bomen', '  Gevels']);
  });
});

describe('text that cannot be taken', () => {
  const steps = Array.from({ length: 40 }, (_, depth) => `${' '.repeat(depth)}x`);
  it.each([
    ['nothingFound', ''],
    ['nothingFound', ' \n\t\n - \n'],
    ['tooMuchText', 'x '.repeat(500_001)],
    ['titleTooLong', `Groen\n\t${'x'.repeat(10_000)}`],
    ['tooManyNodes', 'x\n'.repeat(2_001)],
    ['tooDeep', steps.join('\n')],
  ])('is refused as %s', (kind, text) => {
    expect(refusalOf(readText(text))).toMatchObject({ kind });
  });

  it('says in which line', () => {
    expect(refusalOf(readText(`Groen\n\n\t${'x'.repeat(301)}`))).toEqual({
      kind: 'titleTooLong',
      line: 3,
      length: 301,
      limit: 300,
    });
  });
});
