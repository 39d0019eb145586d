import { describe, expect, test } from 'vitest';
import { clearRoom } from './clear-room.ts';

const whole = { x: 0, y: 0, width: 1260, height: 640 };
const menu = { x: 0, y: 0, width: 220, height: 40 };
const tools = { x: 412, y: 583, width: 438, height: 48 };
const styles = { x: 1106, y: 8, width: 148, height: 285 };

describe('the room on the canvas', () => {
  test('is all of it where nothing covers it', () => {
    expect(clearRoom(whole, [])).toEqual(whole);
    expect(clearRoom(whole, [{ x: 0, y: -44, width: 1260, height: 44 }])).toEqual(whole);
    expect(clearRoom(whole, [{ x: 600, y: 300, width: 100, height: 0 }])).toEqual(whole);
  });

  test('ends where the bars at its edges begin', () => {
    expect(clearRoom(whole, [menu, tools, styles])).toEqual({
      x: 0,
      y: 40,
      width: 1106,
      height: 543,
    });
  });

  test('lies on the side of a bar where there is most of what is wanted', () => {
    const content = { width: 2_680, height: 1_900 };
    const room = clearRoom(whole, [menu, tools], ({ width, height }) =>
      Math.min(width / content.width, height / content.height),
    );
    expect(room).toEqual({ x: 220, y: 0, width: 1040, height: 583 });
  });

  test('is not given away to a bar that covers nearly all of it', () => {
    const cover = { x: 0, y: 100, width: 1260, height: 500 };
    expect(clearRoom(whole, [cover])).toEqual(whole);
  });
});
