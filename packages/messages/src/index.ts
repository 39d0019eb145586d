import { nl } from './nl.ts';

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
