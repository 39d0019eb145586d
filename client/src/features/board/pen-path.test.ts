import { decodePenPath } from '@meemaak/model';
import { b64Vecs } from 'tldraw';
import { expect, it } from 'vitest';

it("reads the pen's path exactly as the canvas does, for 2,000 random strokes", () => {
  const seed = Date.now() % 1_000_000;
  let state = seed;
  const random = (): number => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
  let points = 0;
  for (let stroke = 0; stroke < 2_000; stroke += 1) {
    const drawn = Array.from({ length: 1 + Math.floor(random() * 40) }, () => ({
      x: (random() - 0.5) * 4_000,
      y: (random() - 0.5) * 4_000,
      z: random(),
    }));
    const dim = random() < 0.5 ? 2 : 3;
    const path = b64Vecs.encodePoints(drawn, dim);
    const expected = b64Vecs.decodePoints(path, dim).map(({ x, y }) => ({ x, y }));
    expect(decodePenPath(path, dim), `seed ${seed}`).toEqual(expected);
    points += expected.length;
  }
  console.info(`seed ${seed}: ${points} points`);
  expect(points).toBeGreaterThan(10_000);
});
