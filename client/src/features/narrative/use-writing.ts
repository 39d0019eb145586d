import { useEffect, useState } from 'react';
import { useLocale } from 'use-intl';
import type { LoadedWriting } from './load-writing.ts';

/** The windows and helps around the text, once they are here; asked for again with each `asked`. */
export function useWriting(asked: string): LoadedWriting | undefined {
  const locale = useLocale();
  const [loaded, setLoaded] = useState<LoadedWriting>();
  const isHere = loaded !== undefined && loaded.locale === locale;
  useEffect(() => {
    if (isHere && asked !== '') return undefined;
    let isOver = false;
    void import('./load-writing.ts')
      .then(({ loadWriting }) => loadWriting(locale))
      .then((writing) => {
        if (!isOver) setLoaded(writing);
      })
      // Without a line: the text itself works, and the next one who asks tries again.
      .catch(() => undefined);
    return () => {
      isOver = true;
    };
  }, [locale, asked, isHere]);
  return loaded;
}
