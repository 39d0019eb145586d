import { LOCALES } from '@meemaak/messages';
import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button.tsx';
import { chooseLanguage, useLanguage } from '../../view/language.ts';

/** Two languages: two buttons, each in its own language. */
export function LanguageSwitch() {
  const t = useTranslations('app');
  const language = useLanguage();
  return (
    <fieldset className="language-switch">
      <legend className="unseen">{t('language')}</legend>
      {LOCALES.map((locale) => (
        <Button
          key={locale}
          look="plain"
          lang={locale}
          pressed={locale === language}
          onClick={() => chooseLanguage(locale)}
        >
          {locale.toUpperCase()}
          <span className="unseen">{t(`languageNames.${locale}`)}</span>
        </Button>
      ))}
    </fieldset>
  );
}
