/** What all kinds of shapes have in common. */
import type { RecordId } from '../ids.ts';
import { BOARD_COLOURS, STROKE_WEIGHTS, type StrokeWeight } from './element.ts';
import { boxAt, type Place } from './place.ts';
import { oneOf, textOr, type RecordFields } from './record-fields.ts';
import { readRichText } from './rich-text.ts';

/** A shape's record and where it lies once its frames and groups are counted in. */
export interface PlacedShape {
  readonly fields: RecordFields;
  readonly place: Place;
  readonly frameId: RecordId | undefined;
}

export function readBase(
  shape: PlacedShape,
  size: { readonly width: number; readonly height: number },
) {
  const { fields, place, frameId } = shape;
  const opacity = fields.scalar('opacity');
  return {
    recordId: fields.recordId as RecordId,
    frameId,
    place,
    ...size,
    bounds: boxAt(place, size.width, size.height),
    colour: oneOf(BOARD_COLOURS, fields.prop('color'), 'black'),
    opacity: typeof opacity === 'number' && opacity >= 0 && opacity <= 1 ? opacity : 1,
  };
}

export function readWords(fields: RecordFields): { readonly text: string } {
  return { text: readRichText(fields.prop('richText')) };
}

export function readWeight(fields: RecordFields): StrokeWeight {
  return oneOf(STROKE_WEIGHTS, fields.prop('size'), 'm');
}

export function isFilled(fields: RecordFields): boolean {
  return textOr(fields.prop('fill'), 'none') !== 'none';
}

export function isDashed(fields: RecordFields): boolean {
  const dash = fields.prop('dash');
  return dash === 'dashed' || dash === 'dotted';
}
