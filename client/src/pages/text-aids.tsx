import { useEffect, useState } from 'react';
import { loadLanguageWords, type LanguageWords } from '@meemaak/messages';
import { IntlProvider } from 'use-intl';
import { Glossary } from '../features/glossary/glossary.tsx';
import { LanguageLamp } from '../features/language-lamp/language-lamp.tsx';
import type { NarrativeAidsProps } from '../features/narrative/narrative-editor.tsx';
import { useLanguage } from '../view/language.ts';
import './text-aids.css';

/** What helps with the words of the narrative: the glossary, the language lamp, who
 *  wrote what and the carets of others. Fetched after the text is there, with words of its own. */
export function TextAids({ editor, mayWrite, writing }: NarrativeAidsProps) {
  const { locale, messages } = useLanguage();
  const [words, setWords] = useState<LanguageWords>();
  useEffect(() => {
    let isWanted = true;
    const show = (fetched: LanguageWords): void => {
      if (isWanted) setWords(fetched);
    };
    // Where they cannot be fetched, the words of before stay.
    loadLanguageWords(locale).then(show, () => {});
    return () => {
      isWanted = false;
    };
  }, [locale]);
  if (words === undefined) return null;
  return (
    <IntlProvider locale={locale} messages={{ ...messages, ...words }} timeZone="Europe/Amsterdam">
      <div className="text-aids">
        <LanguageLamp editor={editor} mayWrite={mayWrite} />
        <Glossary editor={editor} mayWrite={mayWrite} />
        {writing !== undefined && <writing.WhoWrote editor={editor} t={writing.t} />}
        {writing !== undefined && <writing.CaretSwitch t={writing.t} />}
      </div>
    </IntlProvider>
  );
}
