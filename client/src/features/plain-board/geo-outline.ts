/** The outlines of forms, in the unit square: corners to join, scaled to the form's size. */
import type { GeoForm } from '@meemaak/model';

type Corner = readonly [x: number, y: number];

const outlines: Partial<Record<GeoForm, readonly Corner[]>> = {
  triangle: [
    [0.5, 0],
    [1, 1],
    [0, 1],
  ],
  diamond: [
    [0.5, 0],
    [1, 0.5],
    [0.5, 1],
    [0, 0.5],
  ],
  rhombus: [
    [0.25, 0],
    [1, 0],
    [0.75, 1],
    [0, 1],
  ],
  'rhombus-2': [
    [0, 0],
    [0.75, 0],
    [1, 1],
    [0.25, 1],
  ],
  trapezoid: [
    [0.2, 0],
    [0.8, 0],
    [1, 1],
    [0, 1],
  ],
  pentagon: aroundCentre(5),
  hexagon: [
    [0.25, 0],
    [0.75, 0],
    [1, 0.5],
    [0.75, 1],
    [0.25, 1],
    [0, 0.5],
  ],
  octagon: [
    [0.3, 0],
    [0.7, 0],
    [1, 0.3],
    [1, 0.7],
    [0.7, 1],
    [0.3, 1],
    [0, 0.7],
    [0, 0.3],
  ],
  star: aroundCentre(10, 0.45),
  'arrow-right': arrow((along, across) => [along, across]),
  'arrow-left': arrow((along, across) => [1 - along, across]),
  'arrow-down': arrow((along, across) => [across, along]),
  'arrow-up': arrow((along, across) => [across, 1 - along]),
};

/** An SVG path for a form of this size; forms without corners of their own are rounded. */
export function geoOutline(form: GeoForm, width: number, height: number): string {
  const corners = outlines[form];
  if (corners !== undefined) {
    return `M${corners.map(([x, y]) => `${x * width} ${y * height}`).join('L')}Z`;
  }
  const isRound = form === 'ellipse' || form === 'oval' || form === 'cloud' || form === 'heart';
  const [rx, ry] = isRound ? [width / 2, height / 2] : [cornerOf(width), cornerOf(height)];
  return (
    `M${rx} 0H${width - rx}A${rx} ${ry} 0 0 1 ${width} ${ry}V${height - ry}` +
    `A${rx} ${ry} 0 0 1 ${width - rx} ${height}H${rx}A${rx} ${ry} 0 0 1 0 ${height - ry}` +
    `V${ry}A${rx} ${ry} 0 0 1 ${rx} 0Z`
  );
}

function cornerOf(length: number): number {
  return Math.min(4, length / 2);
}

/** Corners on a circle, the first at the top; every second one nearer to the middle if asked. */
function aroundCentre(count: number, innerReach = 1): Corner[] {
  return Array.from({ length: count }, (_, at) => {
    const angle = (at / count) * 2 * Math.PI - Math.PI / 2;
    const reach = (at % 2 === 1 ? innerReach : 1) / 2;
    return [0.5 + Math.cos(angle) * reach, 0.5 + Math.sin(angle) * reach];
  });
}

function arrow(turn: (along: number, across: number) => Corner): Corner[] {
  return [
    turn(0, 0.25),
    turn(0.6, 0.25),
    turn(0.6, 0),
    turn(1, 0.5),
    turn(0.6, 1),
    turn(0.6, 0.75),
    turn(0, 0.75),
  ];
}
