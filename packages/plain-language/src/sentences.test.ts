import { expect, test } from 'vitest';
import { splitSentences } from './sentences.ts';

const sentencesOf = (text: string) =>
  splitSentences(text).map(({ start, end }) => text.slice(start, end));

/** What a reader would count: every line is one sentence. */
const TEXTS: readonly (readonly string[])[] = [
  ['Wij maken afspraken m.b.t. wonen, d.w.z. over huur en onderhoud.', 'Dat doen wij samen.'],
  ['Er is veel te doen, bijv. in de Rozenlaan.', 'Daar wonen 2.300 mensen.'],
  ['Dhr. A.B. Jansen en mevr. De Wit wonen er ca. 20 jaar.', 'Zij kennen elkaar.'],
  ['J. de Wit woont op nr. 12.', 'Haar buurman woont op nr. 14.'],
  ['Denk aan bankjes, bomen, lampen enz.', 'Dat kost geld.'],
  ['Denk aan bankjes, bomen enz. en aan lampen.'],
  ['“Kom je?” vroeg zij.', '“Ja!”', 'Toen liepen wij weg …'],
  ['Het is klaar in 2028.', 'Dan volgt de rest.'],
  ['’s Avonds is het donker.', '’s Morgens niet.'],
  ['1. Eerst bellen wij aan.', 'Dan praten wij.'],
  ['Het kost € 3.500,50 per huis (zie blz. 4).', 'Dat is veel.'],
  ['Een zin zonder punt'],
  ['Prof. dr. Smit e.a. schreven het op 3 okt. 2026 op.', 'Lees het maar.'],
  ['Een regel', 'en nog een regel na een harde overgang.'],
];

for (const sentences of TEXTS) {
  test(`splits into ${String(sentences.length)}: ${sentences.join(' ')}`, () => {
    const gap = sentences[0] === 'Een regel' ? '\n' : ' ';
    expect(sentencesOf(sentences.join(gap))).toEqual(sentences);
  });
}

test('white space is no sentence, and a full stop alone is', () => {
  expect(sentencesOf('  \n \n')).toEqual([]);
  expect(sentencesOf('')).toEqual([]);
  expect(sentencesOf('Ja.   Nee.  ')).toEqual(['Ja.', 'Nee.']);
});
