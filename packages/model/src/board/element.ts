/** What lies on the board, in our own words: what any view that is not the canvas draws from.
 *  `readElements` makes these out of the document; coordinates are the board's own (see `place`). */
import type { NodeId, RecordId } from '../ids.ts';
import type { Box, Place, Point } from './place.ts';

export const BOARD_COLOURS = [
  'black',
  'grey',
  'light-violet',
  'violet',
  'blue',
  'light-blue',
  'yellow',
  'orange',
  'green',
  'light-green',
  'light-red',
  'red',
  'white',
] as const;
/** The canvas's own colour names: each view gives them its shades. */
export type BoardColour = (typeof BOARD_COLOURS)[number];

export const STROKE_WEIGHTS = ['s', 'm', 'l', 'xl'] as const;
export type StrokeWeight = (typeof STROKE_WEIGHTS)[number];

export const GEO_FORMS = [
  'rectangle',
  'ellipse',
  'oval',
  'triangle',
  'diamond',
  'pentagon',
  'hexagon',
  'octagon',
  'star',
  'rhombus',
  'rhombus-2',
  'trapezoid',
  'arrow-right',
  'arrow-left',
  'arrow-up',
  'arrow-down',
  'cloud',
  'heart',
  'x-box',
  'check-box',
] as const;
export type GeoForm = (typeof GEO_FORMS)[number];

interface ElementBase {
  readonly recordId: RecordId;
  /** The frame it lies in, if any. Groups leave no trace: their members stand where they are. */
  readonly frameId: RecordId | undefined;
  readonly place: Place;
  readonly width: number;
  readonly height: number;
  /** The upright box around it. */
  readonly bounds: Box;
  readonly colour: BoardColour;
  /** 0 to 1. */
  readonly opacity: number;
}

/** A tree node on the board; what it says is in the tree. */
export interface CardElement extends ElementBase {
  readonly kind: 'card';
  readonly nodeId: NodeId;
}

/** Somebody's words: on a note, loose, or inside a form. */
export interface NoteElement extends ElementBase {
  readonly kind: 'note';
  readonly text: string;
  readonly fontSizePx: number;
}

export interface TextElement extends ElementBase {
  readonly kind: 'text';
  readonly text: string;
  readonly fontSizePx: number;
  /** Its width is a guess: the canvas lets it follow the words. */
  readonly isFreeWidth: boolean;
}

export interface GeoElement extends ElementBase {
  readonly kind: 'geo';
  readonly form: GeoForm;
  readonly text: string;
  readonly fontSizePx: number;
  readonly isFilled: boolean;
  readonly isDashed: boolean;
  readonly weight: StrokeWeight;
}

export interface FrameElement extends ElementBase {
  readonly kind: 'frame';
  readonly name: string;
}

/** `points` are on the board, not within `place`; two or more. */
interface StrokeElement extends ElementBase {
  readonly points: readonly Point[];
  readonly weight: StrokeWeight;
  readonly isDashed: boolean;
}

export interface LineElement extends StrokeElement {
  readonly kind: 'line';
  readonly isCurved: boolean;
}

export interface ArrowElement extends StrokeElement {
  readonly kind: 'arrow';
  /** Then `points` are start, the middle of the bend, end. */
  readonly isCurved: boolean;
  readonly hasHeadAtStart: boolean;
  readonly hasHeadAtEnd: boolean;
  readonly text: string;
  /** What its ends are tied to. */
  readonly fromId: RecordId | undefined;
  readonly toId: RecordId | undefined;
}

export interface DrawElement extends StrokeElement {
  readonly kind: 'draw';
  readonly isHighlight: boolean;
  readonly isFilled: boolean;
}

export interface ImageElement extends ElementBase {
  readonly kind: 'image';
  /** As stored; whether to fetch it is for the view to judge. Undefined while it is being sent. */
  readonly source: string | undefined;
  readonly altText: string;
}

export type BoardElement =
  | CardElement
  | NoteElement
  | TextElement
  | GeoElement
  | FrameElement
  | LineElement
  | ArrowElement
  | DrawElement
  | ImageElement;

export type ElementKind = BoardElement['kind'];

/** The words on an element; empty for cards (the tree has them) and for what carries none. */
export function elementText(element: BoardElement): string {
  if (element.kind === 'frame') return element.name;
  if (element.kind === 'image') return element.altText;
  return 'text' in element ? element.text : '';
}
