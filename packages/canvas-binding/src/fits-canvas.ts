/** Whether the canvas can draw a record. tldraw's validators ask for numbers and lists; its geometry
 *  throws, or never comes to an end, on numbers too large and lists too short. Asked after them, for
 *  every record, in both directions; measured in Chromium, the worst that fits takes about a second. */
import type { TLArrowShape, TLGeoShape, TLRecord, TLShape, VecModel } from 'tldraw';
import { cutText, textFits } from './board-text.ts';
import { penFits } from './pen-points.ts';

/** Px from the page or parent: as many cards as a board may hold, all under each other. */
const MAX_DISTANCE = 250_000;
/** Px, and what an arrow may bend: vertices come every 20 px of a curve. */
const MAX_SIZE = 100_000;
/** tldraw scales what is drawn while zoomed in or out, and text that is resized. */
const SCALES = { least: 0.0001, most: 1_000 };
/** Of the whole, where some lie a little beside it. */
const MAX_PART = 10;
/** A picture cropped to less than this is drawn at more than a million px. */
const LEAST_CROP = 0.0001;
/** Radians; a turn is 6.3. */
const MAX_ROTATION = 1_000;
const MAX_LINE_POINTS = 1_000;
/** Bumps of a cloud: 1,000 take 10 ms to lay out and 0.1 s to draw. */
const MAX_BUMPS = 1_000;
/** tldraw's px of outline to a bump, for its smallest pen. */
const BUMP_PX = 50;
/** Letters: some ten pages. */
const MAX_TEXT_LENGTH = 20_000;
/** Where tldraw tries one size or width after the other, 5,000 letters take it half a second, and
 *  20,000 take ten. */
const MAX_FITTED_TEXT_LENGTH = 5_000;
/** Of a frame, a picture, the board. */
const MAX_NAME_LENGTH = 2_000;
const MAX_GRID_PX = 1_000;

type DrawnType = Exclude<TLShape['type'], 'bookmark' | 'embed' | 'video'>;
type PropsByType = { readonly [Type in DrawnType]: Extract<TLShape, { type: Type }>['props'] };

const propsFit: { readonly [Type in DrawnType]: (props: PropsByType[Type]) => boolean } = {
  arrow: (props) =>
    isScale(props.scale) && isArrow(props) && textFits(props.richText, MAX_FITTED_TEXT_LENGTH),
  card: isBox,
  draw: (props) => isScale(props.scale) && penFits(props, MAX_SIZE),
  frame: (props) => isBox(props) && isName(props.name),
  geo: (props) => isScale(props.scale) && isGeo(props) && textFits(props.richText, MAX_TEXT_LENGTH),
  group: () => true,
  highlight: (props) => isScale(props.scale) && penFits(props, MAX_SIZE),
  image: ({ crop, ...props }) => isBox(props) && isName(props.altText) && (!crop || isCrop(crop)),
  line: ({ points, scale }) => isScale(scale) && isLine(Object.values(points)),
  note: ({ scale, growY, fontSizeAdjustment, richText }) =>
    isScale(scale) &&
    isSize(growY) &&
    isPart(fontSizeAdjustment ?? 1) &&
    textFits(richText, MAX_FITTED_TEXT_LENGTH),
  text: ({ scale, w, richText }) =>
    isScale(scale) && isSize(w) && textFits(richText, MAX_TEXT_LENGTH),
};

/** Can the canvas draw it? The record must be valid in itself. Total. */
export function fitsCanvas(record: TLRecord): boolean {
  if (record.typeName === 'shape') return isPlaced(record) && shapeFits(record);
  if (record.typeName === 'binding') return isNear(record.props.normalizedAnchor);
  if (record.typeName === 'asset') {
    return record.type === 'image' && isBox(record.props) && isName(record.props.name);
  }
  if (record.typeName === 'page') return isName(record.name);
  if (record.typeName === 'document') return isName(record.name) && isGrid(record.gridSize);
  return true;
}

function shapeFits(shape: TLShape): boolean {
  const { type } = shape;
  if (type === 'bookmark' || type === 'embed' || type === 'video') return false;
  return propsFitType(shape);
}

function propsFitType<Type extends DrawnType>({
  type,
  props,
}: {
  readonly type: Type;
  readonly props: PropsByType[Type];
}): boolean {
  return propsFit[type](props);
}

function isPlaced(shape: TLShape): boolean {
  return isNear(shape) && Math.abs(shape.rotation) <= MAX_ROTATION;
}

function isNear({ x, y }: VecModel): boolean {
  return Math.abs(x) <= MAX_DISTANCE && Math.abs(y) <= MAX_DISTANCE;
}

function isSize(px: number): boolean {
  return px >= 0 && px <= MAX_SIZE;
}

function isBox({ w, h }: { readonly w: number; readonly h: number }): boolean {
  return isSize(w) && isSize(h);
}

function isScale(scale: number): boolean {
  return scale >= SCALES.least && scale <= SCALES.most;
}

function isPart(part: number): boolean {
  return Math.abs(part) <= MAX_PART;
}

function isName(name: string): boolean {
  return name.length <= MAX_NAME_LENGTH;
}

function isGrid(px: number): boolean {
  return px >= 1 && px <= MAX_GRID_PX;
}

function isArrow(props: TLArrowShape['props']): boolean {
  const { start, end, bend, labelPosition, elbowMidPoint } = props;
  return (
    isNear(start) &&
    isNear(end) &&
    isSize(Math.abs(bend)) &&
    isPart(labelPosition) &&
    isPart(elbowMidPoint)
  );
}

function isGeo({ geo, w, h, growY }: TLGeoShape['props']): boolean {
  return (
    isBox({ w, h }) && isSize(growY) && (geo !== 'cloud' || countBumps(w, h + growY) <= MAX_BUMPS)
  );
}

/** At most; tldraw gives a long thin cloud as many bumps as its short side goes into its outline. */
function countBumps(w: number, h: number): number {
  const outline = 2 * (w + h);
  return outline / Math.min(BUMP_PX, Math.max(1, Math.min(w, h)));
}

function isCrop({ topLeft, bottomRight }: { topLeft: VecModel; bottomRight: VecModel }): boolean {
  const [w, h] = [bottomRight.x - topLeft.x, bottomRight.y - topLeft.y];
  return (
    [topLeft, bottomRight].every(({ x, y }) => isPart(x) && isPart(y)) &&
    Math.min(w, h) >= LEAST_CROP
  );
}

/** tldraw leaves out all but one of the points that have the same index. */
function isLine(points: readonly (VecModel & { readonly index: string })[]): boolean {
  const count = new Set(points.map(({ index }) => index)).size;
  return count >= 2 && points.length <= MAX_LINE_POINTS && points.every(isNear);
}

/** What the person's own hand made, without the words that are too many. The rest of what does not fit
 *  is refused: half a move or half a shape is no use to anybody. */
export function cutToFit<R extends TLRecord>(record: R): R {
  if (record.typeName !== 'shape' || !('richText' in record.props)) return record;
  const isFitted = record.type === 'arrow' || record.type === 'note';
  const maxLength = isFitted ? MAX_FITTED_TEXT_LENGTH : MAX_TEXT_LENGTH;
  const richText = cutText(record.props.richText, maxLength);
  if (richText === record.props.richText) return record;
  const { props } = record;
  // As tall as all the words made it; tldraw measures again when the words change.
  const room = 'growY' in props ? { growY: Math.min(props.growY, MAX_SIZE) } : {};
  return { ...record, props: { ...props, ...room, richText } };
}
