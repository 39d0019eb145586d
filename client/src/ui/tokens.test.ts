import { describe, expect, test } from 'vitest';
import tokens from './tokens.css?raw';

// ui knows no domain: these are the names in tokens.css, not the model's list.
const PARTY_COLOURS = ['blue', 'orange', 'green', 'purple', 'red', 'teal', 'ochre', 'grey'];
const KINDS = ['effect', 'performance', 'activity'];
const NOTES = [
  'black',
  'grey',
  'light-violet',
  'violet',
  'blue',
  'light-blue',
  'yellow',
  'orange',
  'green',
  'light-green',
  'light-red',
  'red',
  'white',
];
const THEMES = ['light', 'dark'] as const;
/** WCAG 2.2: 1.4.3 for words, 1.4.11 for edges, marks and the focus ring. */
const WORDS = 4.5;
const MARKS = 3;

const colours = readColours();

function readColours(): ReadonlyMap<string, Record<(typeof THEMES)[number], string>> {
  const lines = tokens.matchAll(/--([\w-]+): light-dark\((#[\da-f]{6}), (#[\da-f]{6})\);/g);
  return new Map([...lines].map(([, name = '', light = '', dark = '']) => [name, { light, dark }]));
}

/** Relative luminance of `#rrggbb`, as WCAG defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

type Pair = readonly [front: string, back: string, least: number];

const grounds = ['colour-paper', 'colour-surface', 'colour-sunken'];
const softGrounds = ['colour-accent-soft', 'colour-danger-soft'];
const partyFills = PARTY_COLOURS.map((colour) => `party-${colour}-fill`);

const pairs: readonly Pair[] = [
  ...['colour-ink', 'colour-ink-soft'].flatMap((front) =>
    [...grounds, ...softGrounds, ...partyFills].map((back): Pair => [front, back, WORDS]),
  ),
  ...['colour-accent', 'colour-danger'].flatMap((front) =>
    grounds.map((back): Pair => [front, back, WORDS]),
  ),
  ['colour-accent', 'colour-accent-soft', WORDS],
  ['colour-danger', 'colour-danger-soft', WORDS],
  ['colour-on-accent', 'colour-accent', WORDS],
  ...KINDS.flatMap((kind) => grounds.map((back): Pair => [`kind-${kind}`, back, WORDS])),
  ...PARTY_COLOURS.flatMap((colour): Pair[] => [
    [`party-${colour}-ink`, `party-${colour}-fill`, WORDS],
    [`party-${colour}-ink`, 'colour-surface', WORDS],
    [`party-${colour}-ink`, 'colour-paper', WORDS],
    // A caret's name: letters in the colour of the surface on the party's line.
    ['colour-surface', `party-${colour}-line`, WORDS],
    [`party-${colour}-line`, `party-${colour}-fill`, MARKS],
    [`party-${colour}-line`, 'colour-paper', MARKS],
  ]),
  ...[...grounds, ...softGrounds, ...partyFills].map((back): Pair => ['colour-focus', back, MARKS]),
  ...NOTES.map((colour): Pair => ['colour-ink', `note-${colour}`, WORDS]),
  ['colour-line-strong', 'colour-surface', MARKS],
  ['colour-line-strong', 'colour-paper', MARKS],
];

describe.each(THEMES)('[A06] %s theme', (theme) => {
  test.each(pairs)('%s on %s has at least %d to 1', (front, back, least) => {
    const [one, other] = [colours.get(front)?.[theme], colours.get(back)?.[theme]];
    expect([one, other]).not.toContain(undefined);
    expect(contrast(one ?? '', other ?? '')).toBeGreaterThanOrEqual(least);
  });
});

test('every colour token has both themes', () => {
  const declared = [...tokens.matchAll(/--((?:colour|party|kind|note)-[\w-]+):/g)];
  expect(declared).toHaveLength(colours.size);
  expect(colours.size).toBeGreaterThan(35);
});
