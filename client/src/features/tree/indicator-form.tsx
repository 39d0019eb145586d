/** The facts of an indicator, each kept as soon as one leaves its field: two people can fill in one form. */
import {
  MAX_INDICATOR_TEXT_LENGTH,
  MOST_YEARS,
  type Indicator,
  type Measurement,
} from '@meemaak/model';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';

export interface IndicatorFormProps {
  readonly indicator: Indicator;
  readonly change: (to: Partial<Omit<Indicator, 'indicatorId'>>) => void;
}

export function IndicatorForm({ indicator, change }: IndicatorFormProps) {
  const t = useTranslations('measuring.fields');
  const { view } = useRoom();
  const { name, unit, targetGroup, source, risk, direction, holder } = indicator;
  return (
    <div className="indicator-form">
      <Field label={t('name')} value={name} isFirst onLeave={(to) => change({ name: to })} />
      <Field
        label={t('unit')}
        hint={t('unitHint')}
        value={unit}
        onLeave={(to) => change({ unit: to })}
      />
      <Choice
        label={t('direction')}
        value={direction}
        options={(['up', 'down'] as const).map((id) => [id, t(id)])}
        onChoose={(to) => change({ direction: to === 'down' ? 'down' : 'up' })}
      />
      <Point
        label={t('baseline')}
        at={indicator.baseline}
        onLeave={(baseline) => change({ baseline })}
      />
      <Point label={t('target')} at={indicator.target} onLeave={(target) => change({ target })} />
      <Field
        label={t('targetGroup')}
        hint={t('targetGroupHint')}
        value={targetGroup}
        onLeave={(to) => change({ targetGroup: to })}
      />
      <Choice
        label={t('holder')}
        value={holder ?? ''}
        options={[
          ['', t('nobody')],
          ...view.parties.map((party) => [party.partyId, party.name] as const),
        ]}
        onChoose={(to) => {
          const party = view.parties.find(({ partyId }) => partyId === to);
          change({ holder: party?.partyId ?? null });
        }}
      />
      <Field
        label={t('source')}
        hint={t('sourceHint')}
        value={source}
        onLeave={(to) => change({ source: to })}
      />
      <Field label={t('risk')} value={risk} onLeave={(to) => change({ risk: to })} />
      {/* At the end: it comes when both years are known, and nobody is to pass it unseen. */}
      <Years indicator={indicator} change={change} />
    </div>
  );
}

/** The years between start and goal. */
function Years({ indicator: { baseline, target, yearly }, change }: IndicatorFormProps) {
  const t = useTranslations('measuring.fields');
  const first = (baseline?.year ?? Infinity) + 1;
  const count = Math.min((target?.year ?? 0) - first, MOST_YEARS);
  if (!(count > 0)) return null;
  const years = Array.from({ length: count }, (_, at) => first + at);
  const set = (year: number, value: number | null): void => {
    const others = yearly.filter((at) => at.year !== year);
    change({ yearly: value === null ? others : [...others, { year, value }] });
  };
  return (
    <fieldset className="indicator-form-group">
      <legend>{t('yearly')}</legend>
      {years.map((year) => (
        <NumberField
          key={year}
          label={String(year)}
          value={yearly.find((at) => at.year === year)?.value}
          onLeave={(value) => set(year, value)}
        />
      ))}
    </fieldset>
  );
}

interface PointProps {
  readonly label: string;
  readonly at: Measurement | null;
  readonly onLeave: (at: Measurement | null) => void;
}

/** A number and its year: it is there when both are. */
function Point({ label, at, onLeave }: PointProps) {
  const t = useTranslations('measuring.fields');
  const [half, setHalf] = useState<{ value?: number | null; year?: number | null }>({});
  const keep = (changed: typeof half): void => {
    const { value = at?.value ?? null, year = at?.year ?? null } = { ...half, ...changed };
    const isWhole = value !== null && year !== null;
    setHalf(isWhole ? {} : { value, year });
    if (isWhole) onLeave({ value, year: Math.round(year) });
    else if (at !== null) onLeave(null);
  };
  return (
    <fieldset className="indicator-form-group">
      <legend>{label}</legend>
      <NumberField
        label={t('value')}
        value={half.value === undefined ? at?.value : (half.value ?? undefined)}
        onLeave={(value) => keep({ value })}
      />
      <NumberField
        label={t('year')}
        value={half.year === undefined ? at?.year : (half.year ?? undefined)}
        onLeave={(year) => keep({ year })}
      />
    </fieldset>
  );
}

interface FieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly isFirst?: boolean;
  readonly inputMode?: 'decimal';
  readonly onLeave: (value: string) => void;
}

/** Says what is written there now, until somebody types: then what they type. */
function Field({ label, hint, value, isFirst = false, inputMode, onLeave }: FieldProps) {
  const id = useId();
  const [draft, setDraft] = useState<string>();
  const leave = (): void => {
    if (draft !== undefined && draft !== value) onLeave(draft);
    setDraft(undefined);
  };
  return (
    <div className="indicator-form-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        // The form was just asked for.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={isFirst}
        value={draft ?? value}
        inputMode={inputMode}
        maxLength={MAX_INDICATOR_TEXT_LENGTH}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={leave}
        onKeyDown={({ key }) => key === 'Enter' && leave()}
      />
      {hint !== undefined && <small id={`${id}-hint`}>{hint}</small>}
    </div>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: number | undefined;
  readonly onLeave: (value: number | null) => void;
}

function NumberField({ label, value, onLeave }: NumberFieldProps) {
  const shown = value === undefined ? '' : String(value).replace('.', ',');
  return (
    <Field
      label={label}
      value={shown}
      inputMode="decimal"
      onLeave={(text) => onLeave(readNumber(text))}
    />
  );
}

/** As people here write it: 1.250,5. Null when it is no number. */
function readNumber(text: string): number | null {
  const plain = text
    .trim()
    .replaceAll(/\.(?=\d{3}\b)/g, '')
    .replace(',', '.');
  const value = plain === '' ? Number.NaN : Number(plain);
  return Number.isFinite(value) ? value : null;
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, name: string])[];
  readonly onChoose: (value: string) => void;
}

function Choice({ label, value, options, onChoose }: ChoiceProps) {
  const id = useId();
  return (
    <div className="indicator-form-field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={({ target }) => onChoose(target.value)}>
        {options.map(([option, name]) => (
          <option key={option} value={option}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
