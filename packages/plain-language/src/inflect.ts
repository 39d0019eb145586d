/** The other forms of a Dutch word, by simple rules: enough to find it where it is used. A form that
 *  nobody writes does no harm; of a form that is missed somebody sees one mark less. */

const VOWEL = /[aeiou]/;
/** After ge-: `geïmplementeerd`. */
const DOTS: Readonly<Record<string, string>> = { e: 'ë', i: 'ï', u: 'ü' };
const DOUBLE_VOWEL = /([aeou])\1([bdfgklmnprst])$/;
const SHORT_VOWEL = /(?:^|[^aeiouy])[aeiou]([bdfgklmnpst])$/;

/** The word itself first, in small letters. Of several words only the last one changes. */
export function inflect(word: string): readonly string[] {
  const words = word.trim().toLowerCase().split(/\s+/);
  const last = words.pop() ?? '';
  const before = words.map((one) => `${one} `).join('');
  return [...new Set([last, ...otherForms(last)])].map((form) => before + form);
}

function otherForms(word: string): readonly string[] {
  // A short word has too many neighbours, an abbreviation none.
  if (word.length < 4 || !/^[\p{L}-]+$/u.test(word)) return [];
  return word.endsWith('eren') ? verbForms(word.slice(0, -4)) : nounForms(word);
}

/** `faciliteren`: faciliteert, faciliteerde, gefaciliteerd, faciliterend. */
function verbForms(stem: string): readonly string[] {
  const core = `${stem}eer`;
  const past = [`${core}de`, `${core}den`];
  const ge = /^[eiu]/.test(stem)
    ? `ge${DOTS[stem.charAt(0)] ?? ''}${stem.slice(1)}eer`
    : `ge${core}`;
  const done = [`${ge}d`, `${ge}de`, `${core}d`];
  return [core, `${core}t`, ...past, ...done, `${stem}erend`, `${stem}erende`, `${stem}ering`];
}

/** Plural, and the e behind what says something of a thing: `kaders`, `voorzieningen`, `integrale`. */
function nounForms(word: string): readonly string[] {
  if (word.endsWith('heid')) return [word, `${word.slice(0, -4)}heden`];
  const last = word.at(-1) ?? '';
  if (last === 'e') return [`${word}s`, `${word}n`];
  if (VOWEL.test(last)) return [`${word}'s`, `${word}’s`, `${word}s`, `${word}en`];
  const stem = stemBeforeVowel(word);
  return [`${word}s`, `${stem}e`, `${stem}en`, ...(stem === word ? [] : [`${word}en`])];
}

/** As it is written before an -e: `integral(e)`, `effectiev(e)`, `stapp(en)`. */
function stemBeforeVowel(word: string): string {
  const open = word.replace(DOUBLE_VOWEL, '$1$2');
  const doubled =
    open === word && SHORT_VOWEL.test(word) && isShort(word) ? word + word.at(-1) : open;
  if (/[aeiou]f$/.test(doubled) && !doubled.endsWith('ff')) return `${doubled.slice(0, -1)}v`;
  const isLong = open !== word || /(?:ui|ij|ei|ie|oe|eu|ou|au)s$/.test(word);
  if (/[aeiouj]s$/.test(doubled) && isLong) return `${doubled.slice(0, -1)}z`;
  return doubled;
}

/** Only where the last vowel has the stress, which it has in words of one syllable. */
function isShort(word: string): boolean {
  return (word.match(/[aeiou]+/g)?.length ?? 0) === 1;
}
