/** Brings words that are not there from the start to what stands inside. */
import type { Locale } from '@meemaak/messages';
import { use, type ReactNode } from 'react';
import { IntlProvider, useLocale, useMessages, useTimeZone } from 'use-intl';

type LoadWords = (locale: Locale) => Promise<object>;

export interface LateWordsProps {
  /** The same function each time. */
  readonly load: LoadWords;
  readonly children: ReactNode;
}

/** Suspends until the words are there; throws when they cannot be fetched (see `late-part`). */
export function LateWords({ load, children }: LateWordsProps) {
  const locale = useLocale();
  const messages = useMessages();
  const timeZone = useTimeZone();
  const words = use(fetchOnce(load, locale));
  return (
    <IntlProvider locale={locale} timeZone={timeZone} messages={{ ...messages, ...words }}>
      {children}
    </IntlProvider>
  );
}

const fetched = new Map<LoadWords, Map<Locale, Promise<object>>>();

/** The same promise each time, as `use` asks; another one after a failure. */
function fetchOnce(load: LoadWords, locale: Locale): Promise<object> {
  const byLocale = fetched.get(load) ?? new Map<Locale, Promise<object>>();
  fetched.set(load, byLocale);
  const known = byLocale.get(locale);
  if (known !== undefined) return known;
  const words = load(locale);
  byLocale.set(locale, words);
  words.catch(() => byLocale.delete(locale));
  return words;
}
