/** The language of the screen: a preference of this device, Dutch until chosen otherwise. */
import { LOCALES, loadMessages, nl, type Locale } from '@meemaak/messages';
import { useSyncExternalStore } from 'react';

const STORAGE_KEY = 'meemaak.language';

/** A language, and its words. */
export interface Language {
  readonly locale: Locale;
  readonly messages: typeof nl;
}

const listeners = new Set<() => void>();
let current: Language = { locale: 'nl', messages: nl };

/** Shows the language that was chosen on this device before. Resolves when its words are there. */
export async function showKeptLanguage(): Promise<void> {
  const locale = readPreference();
  // Its words cannot be fetched now: Dutch is better than nothing.
  await show(locale).catch((error: unknown) => console.error('No words were fetched.', error));
}

/** Changes the language as soon as its words are there, and keeps the choice at once: whoever goes to
 *  another page meanwhile has chosen too. Rejects when the words cannot be fetched: nothing changes then. */
export async function chooseLanguage(locale: Locale): Promise<void> {
  const before = readPreference();
  keepPreference(locale);
  try {
    await show(locale);
  } catch (error) {
    keepPreference(before);
    throw error;
  }
}

/** What was asked for last: words that come later than others that were asked for after them are let be. */
let wanted: Locale = 'nl';

async function show(locale: Locale): Promise<void> {
  wanted = locale;
  const messages = await loadMessages(locale);
  if (wanted !== locale) return;
  current = { locale, messages };
  for (const listener of listeners) listener();
}

function keepPreference(locale: Locale): void {
  try {
    localStorage.setItem(STORAGE_KEY, locale);
  } catch {
    // See readPreference.
  }
}

function readPreference(): Locale {
  try {
    const kept = localStorage.getItem(STORAGE_KEY);
    return LOCALES.find((locale) => locale === kept) ?? 'nl';
  } catch {
    // Storage is closed (private mode, a policy): the preference then lasts as long as the page.
    return 'nl';
  }
}

function watchLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLanguage(): Language {
  return useSyncExternalStore(watchLanguage, () => current);
}
