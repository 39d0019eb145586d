/** The path of a pen stroke as the canvas stores it: base64 of little-endian numbers, the first point
 *  in full (32-bit floats), every next one as the step from the one before (16-bit floats).
 *
 *      2 numbers a point:  x y          | dx dy       | dx dy       | …      8 bytes, then 4 each
 *      3 numbers a point:  x y pressure | dx dy dp    | …                   12 bytes, then 6 each
 *
 *  Own code, because this must also run where the canvas may not be loaded, and on phones whose
 *  browser has no base64 or 16-bit floats of its own. Format: @tldraw/tlschema 5.4.2, b64Vecs. */
import type { Point } from './place.ts';

/** Longer paths are cut here: nobody draws them by hand. */
const MAX_POINTS = 20_000;
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const digitValues = new Map(Array.from(DIGITS, (digit, value) => [digit.charCodeAt(0), value]));

/** The points of a stroke, pressure left out; undefined when the text is no such path. Total. */
export function decodePenPath(path: string, numbersPerPoint: 2 | 3): readonly Point[] | undefined {
  const bytes = decodeBase64(path.slice(0, MAX_POINTS * 8));
  const firstBytes = numbersPerPoint * 4;
  const stepBytes = numbersPerPoint * 2;
  if (bytes === undefined || bytes.length < firstBytes) return undefined;
  const view = new DataView(bytes.buffer);
  let x = view.getFloat32(0, true);
  let y = view.getFloat32(4, true);
  const points: Point[] = [{ x, y }];
  for (let at = firstBytes; at + stepBytes <= bytes.length; at += stepBytes) {
    x += readFloat16(view.getUint16(at, true));
    y += readFloat16(view.getUint16(at + 2, true));
    points.push({ x, y });
  }
  return points.every((point) => isOnTheBoard(point)) ? points : undefined;
}

function isOnTheBoard(point: Point): boolean {
  return Number.isFinite(point.x) && Number.isFinite(point.y);
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  const digits = text.replace(/={1,2}$/, '');
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let bits = 0;
  let bitCount = 0;
  let at = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const value = digitValues.get(digits.charCodeAt(index));
    if (value === undefined) return undefined;
    bits = ((bits << 6) | value) & 0xff_ff_ff;
    bitCount += 6;
    if (bitCount >= 8) {
      bitCount -= 8;
      bytes[at] = (bits >> bitCount) & 0xff;
      at += 1;
    }
  }
  return bytes;
}

function readFloat16(bits: number): number {
  const sign = bits >> 15 === 0 ? 1 : -1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
