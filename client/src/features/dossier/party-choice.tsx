import type { Party } from '@meemaak/model';
import { useTranslations } from 'use-intl';
import { RadioCard } from '../../ui/radio-card.tsx';

export interface PartyChoiceProps {
  readonly parties: readonly Party[];
  readonly isMissing: boolean;
}

export function PartyChoice({ parties, isMissing }: PartyChoiceProps) {
  const t = useTranslations('participant');
  return (
    <fieldset
      className="enter-form-field"
      aria-describedby={isMissing ? 'enter-party-fault' : undefined}
    >
      <legend>{t('party')}</legend>
      {isMissing ? (
        <p id="enter-party-fault" className="enter-form-fault">
          {t('partyMissing')}
        </p>
      ) : null}
      <div className="enter-form-cards">
        {parties.map((party) => (
          <RadioCard
            key={party.partyId}
            name="partyId"
            value={party.partyId}
            label={party.name}
            hint={t(`partyKinds.${party.kind}`)}
            style={{
              '--card-fill': `var(--party-${party.colour}-fill)`,
              '--card-line': `var(--party-${party.colour}-line)`,
            }}
          />
        ))}
      </div>
    </fieldset>
  );
}
