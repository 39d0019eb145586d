import { useTranslations } from 'use-intl';
import { RadioCard } from '../../ui/radio-card.tsx';

/** To work along or to look along; the first is what most people come for. */
export function RightChoice() {
  const t = useTranslations('participant');
  return (
    <fieldset className="enter-form-field">
      <legend>{t('right')}</legend>
      <div className="enter-form-cards">
        <RadioCard
          name="right"
          value="edit"
          label={t('rightEdit')}
          hint={t('rightEditHint')}
          isDefault
        />
        <RadioCard name="right" value="read" label={t('rightRead')} hint={t('rightReadHint')} />
      </div>
    </fieldset>
  );
}
