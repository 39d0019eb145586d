/** What an indicator says, as a sentence that can be read out: "Van 40 % in 2026 naar 60 % van de bewoners in 2028,
 *  gemeten door Ons Plein, met een belronde." What is not filled in is left out. */
import type { Indicator, Measurement, Party } from '@meemaak/model';
import type { useFormatter, useTranslations } from 'use-intl';

type Words = ReturnType<typeof useTranslations<'measuring'>>;
type Format = Pick<ReturnType<typeof useFormatter>, 'number'>;

/** A number with what stands behind it. */
export function amount(
  { value }: Pick<Measurement, 'value'>,
  unit: string,
  format: Format,
): string {
  return unit === '' ? format.number(value) : `${format.number(value)} ${unit}`;
}

/** Undefined when there is nothing to say yet. */
export function sentenceOf(
  indicator: Indicator,
  holder: Party | undefined,
  { t, format }: { readonly t: Words; readonly format: Format },
): string | undefined {
  const { baseline, target, targetGroup, source, unit } = indicator;
  const say = (at: Measurement) => amount(at, unit, format);
  const from = baseline && { from: say(baseline), fromYear: String(baseline.year) };
  const core =
    from && target
      ? t('sentence.fromTo', { ...from, to: say(target) })
      : ((from && t('sentence.from', from)) ?? (target && t('sentence.to', { to: say(target) })));
  if (core === null) return undefined;
  const group = targetGroup === '' ? [] : [t('sentence.of', { group: lowered(targetGroup) })];
  const year = target === null ? [] : [t('sentence.in', { year: String(target.year) })];
  const by = holder === undefined ? [] : [t('sentence.by', { party: holder.name })];
  const means = source === '' ? [] : [t('sentence.source', { source: lowered(source) })];
  return `${[[core, ...group, ...year].join(' '), ...by, ...means].join(', ')}.`;
}

/** Within a sentence; a name keeps its capital when more than the first letter is one. */
function lowered(text: string): string {
  const [first = '', second = ''] = text;
  const isWord = second === second.toLowerCase();
  return isWord ? first.toLowerCase() + text.slice(1) : text;
}

/** Where it is and is to be, in the order of the years. */
export function courseOf({ baseline, yearly, target }: Indicator): readonly Measurement[] {
  const points = [...(baseline ? [baseline] : []), ...yearly, ...(target ? [target] : [])];
  return points.toSorted((a, b) => a.year - b.year);
}
