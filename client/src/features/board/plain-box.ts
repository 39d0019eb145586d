import type { Box } from '@meemaak/model';
import type { BoxModel } from 'tldraw';

/** A box of the canvas in the model's words. */
export function plainBox({ x, y, w, h }: BoxModel): Box {
  return { x, y, width: w, height: h };
}
