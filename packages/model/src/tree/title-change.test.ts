import { Random } from '@meemaak/test-kit';
import { describe, expect, it } from 'vitest';
import { carryChange } from './title-change.ts';

const SEED = 20_261_123;

describe('a change carried over to what somebody else made of the same title', () => {
  const from = 'Grip op schulden';
  const cases: [what: string, to: string, onto: string, both: string][] = [
    [
      'words at two ends',
      'Meer grip op schulden',
      'Grip op schulden voor ieder',
      'Meer grip op schulden voor ieder',
    ],
    [
      'words at one place',
      'Grip op de schulden',
      'Grip op alle schulden',
      'Grip op de alle schulden',
    ],
    ['words put amid what goes', 'Grip', 'Grip op grote schulden', 'Gripgrote '],
    ['one of them empties it', '', 'Grip op schulden en meer', ' en meer'],
    [
      'an emoji beside another',
      'Grip op schulden 🙂',
      'Grip op schulden 🙃',
      'Grip op schulden 🙂 🙃',
    ],
  ];
  for (const [what, to, onto, both] of cases) {
    it(`keeps both: ${what}`, () => {
      expect(carryChange(from, to, onto)).toBe(both);
    });
  }

  it(`is the change itself where nobody else changed anything, and nothing where it is none (seed ${SEED})`, () => {
    const random = new Random(SEED);
    const word = () =>
      Array.from({ length: random.below(8) }, () => random.pick(['a', 'b', '🙂'])).join('');
    let changed = 0;
    for (let at = 0; at < 2_000; at += 1) {
      const [one, other] = [word(), word()];
      expect(carryChange(one, other, one)).toBe(other);
      expect(carryChange(one, one, other)).toBe(other);
      if (one !== other) changed += 1;
    }
    expect(changed).toBeGreaterThan(1_000);
  });

  it(`loses no letter that either of them put in (seed ${SEED})`, () => {
    const random = new Random(SEED);
    for (let at = 0; at < 2_000; at += 1) {
      const letters = Array.from({ length: random.below(8) }, () => random.pick(['a', 'b']));
      const place = () => random.below(letters.length + 1);
      const [mine, theirs] = [
        letters.toSpliced(place(), 1, 'M'),
        letters.toSpliced(place(), 1, 'T'),
      ];
      const both = carryChange(letters.join(''), mine.join(''), theirs.join(''));
      expect(both).toContain('M');
      expect(both).toContain('T');
    }
  });
});
