import { describe, expect, it } from 'vitest';
import { PhraseFinder } from './find-phrases.ts';
import { POLICY_WORDS } from './policy-words.ts';

const finder = (...words: readonly string[]) =>
  new PhraseFinder(words.map((one) => ({ words: one, meaning: one })));

const found = (phrases: PhraseFinder<string>, text: string) =>
  phrases.find(text).map((phrase) => `${phrase.text} = ${phrase.meaning}`);

describe('[B12] a word is found where it is used', () => {
  it.each([
    ['doelgroep', 'Onze doelgroepen'],
    ['voorziening', 'Alle voorzieningen'],
    ['integraal', 'Een integrale kijk'],
    ['effectief', 'Een effectieve stap'],
    ['prioriteit', 'Twee prioriteiten'],
    ['actie', 'Drie acties'],
    ['stap', 'Kleine stappen'],
    ['huis', 'Veel huizen'],
    ['opgave', 'De opgaves en opgaven'],
    ['zelfredzaam', 'Zelfredzame mensen'],
    ['mogelijkheid', 'De mogelijkheden'],
    ['agenda', "Volle agenda's"],
    ['faciliteren', 'De gemeente faciliteert'],
    ['implementeren', 'Het is geïmplementeerd'],
    ['in het kader van', 'In het kader van wonen'],
    ['m.b.t.', 'Afspraken m.b.t. de huur'],
    ['betaalbaar', 'BETAALBARE huren'],
  ])('%s in: %s', (word, text) => {
    expect(finder(word).find(text).length).toBeGreaterThan(0);
  });

  it('inside another word it is not there', () => {
    expect(finder('kader').find('beleidskader kaderstellend kade')).toEqual([]);
    expect(finder('visie').find('televisie')).toEqual([]);
  });

  it('knows where, and whether it is the word itself', () => {
    const text = 'Betaalbaar is meer dan betaalbare huur.';
    expect(finder('betaalbaar').find(text)).toEqual([
      { start: 0, end: 10, text: 'Betaalbaar', isBase: true, meaning: 'betaalbaar' },
      { start: 23, end: 33, text: 'betaalbare', isBase: false, meaning: 'betaalbaar' },
    ]);
  });

  it('the longest wins, and words of two sentences are no phrase', () => {
    const phrases = finder('sociale cohesie', 'cohesie', 'ten aanzien van');
    expect(found(phrases, 'Sociale cohesie en cohesie.')).toEqual([
      'Sociale cohesie = sociale cohesie',
      'cohesie = cohesie',
    ]);
    expect(found(phrases, 'Het is sociale. Cohesie is iets anders.')).toEqual([
      'Cohesie = cohesie',
    ]);
  });

  it('nothing is found with nothing, and with what has no letters', () => {
    expect(finder().find('Een tekst')).toEqual([]);
    expect(finder('', '   ', '…').find('Een tekst …')).toEqual([]);
  });
});

describe('[B1] the list that a language lamp starts with', () => {
  it('holds at least 80 words, each once, in small letters, with something to say instead', () => {
    expect(POLICY_WORDS.length).toBeGreaterThanOrEqual(80);
    expect(new Set(POLICY_WORDS.map(({ word }) => word)).size).toBe(POLICY_WORDS.length);
    for (const { word, alternatives } of POLICY_WORDS) {
      expect(word).toBe(word.toLowerCase().trim());
      expect(alternatives.length).toBeGreaterThan(0);
      for (const alternative of alternatives) expect(alternative).toMatch(/^\S.*\S$/);
    }
  });

  it('offers no word that is on the list itself', () => {
    const phrases = new PhraseFinder(
      POLICY_WORDS.map(({ word }) => ({ words: word, meaning: word })),
    );
    const circles = POLICY_WORDS.flatMap(({ word, alternatives }) =>
      alternatives.filter((one) => phrases.find(one).length > 0).map((one) => `${word}: ${one}`),
    );
    expect(circles).toEqual([]);
  });

  it('lights up eleven words in a paragraph of a policy officer', () => {
    const text =
      'Teneinde de leefbaarheid te borgen faciliteren wij met stakeholders een integrale visie. ' +
      'Conform het convenant monitoren wij de implementatie.';
    const phrases = new PhraseFinder(
      POLICY_WORDS.map(({ word }) => ({ words: word, meaning: word })),
    );
    expect(phrases.find(text)).toHaveLength(11);
  });
});
