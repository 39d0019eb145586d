import type { nl as absenceNl } from './absence/nl.ts';
import type { nl as languageNl } from './language/nl.ts';
import type { nl as measuringNl } from './measuring/nl.ts';
import { nl } from './nl.ts';
import type { nl as outlineNl } from './outline/nl.ts';
import type { nl as overviewNl } from './overview/nl.ts';
import type { nl as transferNl } from './transfer/nl.ts';
import type { nl as writingNl } from './writing/nl.ts';

export { nl } from './nl.ts';
export type { MessageShape } from './shape.ts';

/** Dutch first. */
export const LOCALES = ['nl', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** The words of a language. Dutch is at hand; another one is fetched, so that nobody waits for words that
 *  they do not read. Every language has the shape of `nl` with other words. */
export async function loadMessages(locale: Locale): Promise<typeof nl> {
  return locale === 'nl' ? nl : ((await import('./en.ts')).en as typeof nl);
}

/** The words that only some people need, some of the time. */
export type TransferMessages = typeof transferNl;

/** The words for reading in and copying, fetched in either language: they are no part of `nl`, so that
 *  nobody waits for them. */
export async function loadTransferMessages(locale: Locale): Promise<TransferMessages> {
  return locale === 'nl'
    ? (await import('./transfer/nl.ts')).nl
    : ((await import('./transfer/en.ts')).en as TransferMessages);
}

/** The words of the language lamp and the glossary, fetched with them. */
export type LanguageWords = typeof languageNl;

export async function loadLanguageWords(locale: Locale): Promise<LanguageWords> {
  if (locale === 'nl') return (await import('./language/nl.ts')).nl;
  return (await import('./language/en.ts')).en;
}

export type WritingMessages = typeof writingNl;

/** The words for working on the narrative, fetched in the same way. */
export async function loadWritingMessages(locale: Locale): Promise<WritingMessages> {
  return locale === 'nl'
    ? (await import('./writing/nl.ts')).nl
    : ((await import('./writing/en.ts')).en as WritingMessages);
}

export type MeasuringMessages = typeof measuringNl;

/** The words for what is measured at a node, fetched in the same way. */
export async function loadMeasuringMessages(locale: Locale): Promise<MeasuringMessages> {
  return locale === 'nl'
    ? (await import('./measuring/nl.ts')).nl
    : ((await import('./measuring/en.ts')).en as MeasuringMessages);
}

/** The words of the red thread and of who owns what, fetched with them. */
export type OverviewWords = typeof overviewNl;

export async function loadOverviewWords(locale: Locale): Promise<OverviewWords> {
  if (locale === 'nl') return (await import('./overview/nl.ts')).nl;
  return (await import('./overview/en.ts')).en;
}

/** The words for working in the outline, fetched with what needs them. */
export type OutlineWords = typeof outlineNl;

export async function loadOutlineWords(locale: Locale): Promise<OutlineWords> {
  if (locale === 'nl') return (await import('./outline/nl.ts')).nl;
  return (await import('./outline/en.ts')).en;
}

/** The words of the list of clashes, fetched with it. */
export type AbsenceWords = typeof absenceNl;

export async function loadAbsenceWords(locale: Locale): Promise<AbsenceWords> {
  if (locale === 'nl') return (await import('./absence/nl.ts')).nl;
  return (await import('./absence/en.ts')).en;
}
