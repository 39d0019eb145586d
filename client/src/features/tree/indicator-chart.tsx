import type { Indicator, Measurement } from '@meemaak/model';
import { useFormatter, useTranslations } from 'use-intl';
import { amount, courseOf } from './indicator-sentence.ts';

const WIDTH = 240;
const HEIGHT = 56;
const EDGE = 7;

/** Where an indicator comes from and goes to; nothing with less than two points. */
export function IndicatorChart({ indicator }: { readonly indicator: Indicator }) {
  const t = useTranslations('measuring');
  const format = useFormatter();
  const course = courseOf(indicator);
  if (course.length < 2) return null;
  const spots = spotsOf(course);
  const points = course
    .map((at) => t('point', { year: String(at.year), value: amount(at, indicator.unit, format) }))
    .join(', ');
  const last = spots.at(-1);
  return (
    <figure className="indicator-chart" aria-label={t('chart', { points })}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        <polyline points={spots.map(({ x, y }) => `${x},${y}`).join(' ')} />
        {spots.slice(0, -1).map(({ x, y, year }) => (
          <circle key={year} cx={x} cy={y} r="4" className="indicator-chart-point" />
        ))}
        {last !== undefined && (
          <circle cx={last.x} cy={last.y} r="5" className="indicator-chart-target" />
        )}
      </svg>
    </figure>
  );
}

function spotsOf(course: readonly Measurement[]) {
  const x = scale(
    course.map(({ year }) => year),
    EDGE,
    WIDTH - EDGE,
  );
  const y = scale(
    course.map(({ value }) => value),
    HEIGHT - EDGE,
    EDGE,
  );
  return course.map(({ year, value }) => ({ year, x: x(year), y: y(value) }));
}

/** From the lowest to the highest of them; in the middle when they are all the same. */
function scale(values: readonly number[], from: number, to: number): (value: number) => number {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (low === high) return () => (from + to) / 2;
  return (value) => Math.round(from + ((value - low) / (high - low)) * (to - from));
}
