import { loadMeasuringMessages, type MeasuringMessages } from '@meemaak/messages';
import { useEffect, useState, type ReactNode } from 'react';
import { IntlProvider, useLocale, useMessages, useTimeZone } from 'use-intl';

/** Brings the words for measuring to what stands inside; until they are there, nothing is shown. */
export function MeasuringWords({ children }: { readonly children: ReactNode }) {
  const locale = useLocale();
  const messages = useMessages();
  const timeZone = useTimeZone();
  const [measuring, setMeasuring] = useState<MeasuringMessages>();
  useEffect(() => {
    let isWanted = true;
    void loadMeasuringMessages(locale).then((words) => isWanted && setMeasuring(words));
    return () => {
      isWanted = false;
    };
  }, [locale]);
  if (measuring === undefined) return null;
  return (
    <IntlProvider locale={locale} timeZone={timeZone} messages={{ ...messages, measuring }}>
      {children}
    </IntlProvider>
  );
}
