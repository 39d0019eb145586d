import { LOCALES, type Locale } from '@meemaak/messages';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button.tsx';
import { chooseLanguage, useLanguage } from '../../view/language.ts';

/** Two languages: two buttons, each in its own language. */
export function LanguageSwitch() {
  const t = useTranslations('app');
  const language = useLanguage();
  const [hasFailed, setFailed] = useState(false);
  const choose = (locale: Locale) => {
    setFailed(false);
    chooseLanguage(locale).catch(() => setFailed(true));
  };
  return (
    <fieldset className="language-switch">
      <legend className="unseen">{t('language')}</legend>
      {LOCALES.map((locale) => (
        <Button
          key={locale}
          look="plain"
          lang={locale}
          pressed={locale === language.locale}
          onClick={() => choose(locale)}
        >
          {locale.toUpperCase()}
          <span className="unseen">{t(`languageNames.${locale}`)}</span>
        </Button>
      ))}
      <output>{hasFailed ? t('languageNotFetched') : ''}</output>
    </fieldset>
  );
}
