import { MOST_YEARS, readField, type Measurement } from '@meemaak/model';
import type { OutlineIndicator } from '../outline/outline.ts';

/** More than anybody measures at one node. */
const MOST_INDICATORS = 20;

/** Indicators from outside; what cannot be read is left out. */
export function readCarriedIndicators(value: unknown): readonly OutlineIndicator[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, MOST_INDICATORS).flatMap((entry: unknown) => {
    const text = (field: string) => readString(readField(entry, field));
    const name = text('name');
    if (name === '') return [];
    return [
      {
        name,
        unit: text('unit'),
        direction: readField(entry, 'direction') === 'down' ? ('down' as const) : ('up' as const),
        baseline: readMeasurement(readField(entry, 'baseline')),
        target: readMeasurement(readField(entry, 'target')),
        targetGroup: text('targetGroup'),
        source: text('source'),
        risk: text('risk'),
        yearly: readYears(readField(entry, 'yearly')),
      },
    ];
  });
}

function readYears(value: unknown): readonly Measurement[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, MOST_YEARS).flatMap((entry: unknown) => readMeasurement(entry) ?? []);
}

function readString(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function readMeasurement(value: unknown): Measurement | null {
  const [measured, year] = [readField(value, 'value'), readField(value, 'year')];
  const isWhole = Number.isFinite(measured) && Number.isInteger(year);
  return isWhole ? { value: Number(measured), year: Number(year) } : null;
}
