/** The language of the screen: a preference of this device, Dutch until chosen otherwise. */
import { LOCALES, type Locale } from '@meemaak/messages';
import { useSyncExternalStore } from 'react';

const STORAGE_KEY = 'meemaak.language';
const listeners = new Set<() => void>();
let current = readPreference();

function readPreference(): Locale {
  try {
    const kept = localStorage.getItem(STORAGE_KEY);
    return LOCALES.find((locale) => locale === kept) ?? 'nl';
  } catch {
    // Storage is closed (private mode, a policy): the preference then lasts as long as the page.
    return 'nl';
  }
}

export function chooseLanguage(locale: Locale): void {
  current = locale;
  try {
    localStorage.setItem(STORAGE_KEY, locale);
  } catch {
    // See readPreference.
  }
  for (const listener of listeners) listener();
}

function watchLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLanguage(): Locale {
  return useSyncExternalStore(watchLanguage, () => current);
}
