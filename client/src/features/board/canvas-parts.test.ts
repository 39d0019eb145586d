import { defaultOverlayUtils } from 'tldraw';
import { expect, test } from 'vitest';
import { canvasOverlays } from './canvas-parts.tsx';

test('nobody who looks elsewhere leaves a mark at the edge of the canvas', () => {
  const types = (utils: typeof canvasOverlays): readonly string[] => utils.map(({ type }) => type);
  expect(types(canvasOverlays)).not.toContain('collaborator_hint');
  expect(canvasOverlays).toHaveLength(defaultOverlayUtils.length - 1);
});
