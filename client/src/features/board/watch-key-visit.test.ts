import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { watchKeyVisit } from './watch-key-visit.ts';

let end: () => void;
const part = (id: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`#${id}`);
  if (found === null) throw new Error(`No ${id}.`);
  return found;
};

beforeEach(() => {
  document.body.innerHTML = `<div id="view"><button id="add">Voeg toe</button>
    <div id="canvas" tabindex="0"><button id="menu">Menu</button></div></div>`;
  end = watchKeyVisit(part('view'), part('canvas'));
});
afterEach(() => end());

function press(key: string): void {
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
}
function point(): void {
  part('canvas').dispatchEvent(new Event('pointerdown', { bubbles: true }));
}
const isTold = (): boolean => part('view').hasAttribute('data-by-keys');

describe('the word about the keys of the canvas', () => {
  test('is for who comes with Tab, until they leave', () => {
    part('add').focus();
    press('Tab');
    part('canvas').focus();
    expect(isTold()).toBe(true);
    press('Enter');
    part('menu').focus();
    expect(isTold()).toBe(true);
    part('add').focus();
    expect(isTold()).toBe(false);
  });

  test('is not for who points, nor after Escape from what they pointed at', () => {
    point();
    part('menu').focus();
    expect(isTold()).toBe(false);
    press('Escape');
    part('canvas').focus();
    expect(isTold()).toBe(false);
  });

  test('goes when somebody takes the mouse', () => {
    press('Tab');
    part('canvas').focus();
    point();
    expect(isTold()).toBe(false);
  });
});
