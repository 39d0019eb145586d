/** Lines, arrows and pens as SVG, each in a box of its own so that it keeps its place in the pile. */
import type { ArrowElement, DrawElement, LineElement, Point, StrokeWeight } from '@meemaak/model';

const strokeWidths: Record<StrokeWeight, number> = { s: 2, m: 3.5, l: 5, xl: 10 };
const HEAD_PX = 12;

export interface StrokeViewProps {
  readonly element: LineElement | ArrowElement | DrawElement;
}

export function StrokeView({ element }: StrokeViewProps) {
  const { bounds, weight, isDashed } = element;
  const isHighlight = element.kind === 'draw' && element.isHighlight;
  const width = strokeWidths[weight] * (isHighlight ? 6 : 1);
  return (
    <svg
      className="element-stroke"
      aria-hidden
      viewBox={`${bounds.x} ${bounds.y} ${Math.max(bounds.width, 1)} ${Math.max(bounds.height, 1)}`}
      width={Math.max(bounds.width, 1)}
      height={Math.max(bounds.height, 1)}
    >
      <path
        d={strokePath(element)}
        className={
          element.kind === 'draw' && element.isFilled ? 'element-stroke-filled' : undefined
        }
        strokeWidth={width}
        strokeDasharray={isDashed ? `${width * 2} ${width * 2}` : undefined}
        opacity={isHighlight ? 0.35 : undefined}
      />
      {element.kind === 'arrow' && <path d={headsPath(element)} strokeWidth={width} />}
    </svg>
  );
}

function strokePath(element: StrokeViewProps['element']): string {
  const [start, middle, end] = element.points;
  if (element.kind === 'arrow' && element.isCurved && start && middle && end) {
    const handle = bendHandle(start, middle, end);
    return `M${start.x} ${start.y}Q${handle.x} ${handle.y} ${end.x} ${end.y}`;
  }
  if (element.kind !== 'line' || !element.isCurved) return joined(element.points);
  return throughPoints(element.points);
}

function joined(points: readonly Point[]): string {
  return `M${points.map(({ x, y }) => `${round(x)} ${round(y)}`).join('L')}`;
}

/** A smooth line: from halfway to halfway, bent around the points between. */
function throughPoints(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (first === undefined || last === undefined) return '';
  const curves = rest.slice(0, -1).map((point, at) => {
    const next = rest[at + 1] ?? last;
    const to = at === rest.length - 2 ? next : halfway(point, next);
    return `Q${point.x} ${point.y} ${to.x} ${to.y}`;
  });
  return `M${first.x} ${first.y}${curves.join('')}L${last.x} ${last.y}`;
}

/** The handle of the curve that has `middle` halfway. */
function bendHandle(start: Point, middle: Point, end: Point): Point {
  return {
    x: 2 * middle.x - (start.x + end.x) / 2,
    y: 2 * middle.y - (start.y + end.y) / 2,
  };
}

function headsPath(arrow: ArrowElement): string {
  const [start, second] = arrow.points;
  const [beforeEnd, end] = arrow.points.slice(-2);
  if (!start || !second || !beforeEnd || !end) return '';
  const bend = arrow.isCurved ? bendHandle(start, second, end) : undefined;
  const atEnd = arrow.hasHeadAtEnd ? headPath(bend ?? beforeEnd, end) : '';
  const atStart = arrow.hasHeadAtStart ? headPath(bend ?? second, start) : '';
  return `${atEnd}${atStart}`;
}

function headPath(from: Point, tip: Point): string {
  const angle = Math.atan2(tip.y - from.y, tip.x - from.x);
  const size = Math.min(HEAD_PX + 4, Math.max(6, Math.hypot(tip.x - from.x, tip.y - from.y) / 2));
  const [left, right] = [angle + 2.6, angle - 2.6].map((side) => ({
    x: tip.x + Math.cos(side) * size,
    y: tip.y + Math.sin(side) * size,
  }));
  return left && right ? `M${left.x} ${left.y}L${tip.x} ${tip.y}L${right.x} ${right.y}` : '';
}

function halfway(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
