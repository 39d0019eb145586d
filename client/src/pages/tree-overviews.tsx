import { loadOverviewWords, type OverviewWords } from '@meemaak/messages';
import { useEffect, useState } from 'react';
import { IntlProvider } from 'use-intl';
import { Overviews, type OverviewsProps } from '../features/overview/overviews.tsx';
import { useLanguage } from '../view/language.ts';

/** The ways to look at the tree as a whole, fetched after it, with words of their own. */
export function TreeOverviews(props: OverviewsProps) {
  const { locale, messages } = useLanguage();
  const [words, setWords] = useState<OverviewWords>();
  useEffect(() => {
    let isWanted = true;
    const show = (fetched: OverviewWords): void => {
      if (isWanted) setWords(fetched);
    };
    // Where they cannot be fetched, the words of before stay.
    loadOverviewWords(locale).then(show, () => {});
    return () => {
      isWanted = false;
    };
  }, [locale]);
  if (words === undefined) return null;
  return (
    <IntlProvider locale={locale} messages={{ ...messages, ...words }} timeZone="Europe/Amsterdam">
      <Overviews {...props} />
    </IntlProvider>
  );
}
