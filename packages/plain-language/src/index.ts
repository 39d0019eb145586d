/** How easy a Dutch text reads, and which of its words are policy words. Knows no screen and no document. */
export * from './text-range.ts';
export { splitWords } from './words.ts';
export { splitSentences } from './sentences.ts';
export { loadSyllableCounter, type CountSyllables } from './syllables.ts';
export * from './readability.ts';
export { inflect } from './inflect.ts';
export * from './find-phrases.ts';
export * from './policy-words.ts';
