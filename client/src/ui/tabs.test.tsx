import { act, useState } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TabList } from './tabs.tsx';

const tabs = [
  { key: 'verhaal', label: 'Verhaal' },
  { key: 'boom', label: 'Boom' },
  { key: 'bord', label: 'Bord' },
] as const;
type Key = (typeof tabs)[number]['key'];

function Tabs() {
  const [active, setActive] = useState<Key>('verhaal');
  return (
    <TabList<Key>
      label="Onderdelen"
      tabs={tabs}
      active={active}
      onChoose={setActive}
      panelId={(key) => `paneel-${key}`}
    />
  );
}

let root: Root;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const place = document.body.appendChild(document.createElement('div'));
  root = createRoot(place);
  act(() => root.render(<Tabs />));
});

afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

function tab(key: Key): HTMLElement {
  const found = document.querySelector<HTMLElement>(`#paneel-${key}-tab`);
  if (found === null) throw new Error(`There is no tab ${key}.`);
  return found;
}

function press(key: string): void {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  act(() => void document.activeElement?.dispatchEvent(event));
}

function chosen(): readonly (string | null)[] {
  return [...document.querySelectorAll('[aria-selected="true"]')].map(
    ({ textContent }) => textContent,
  );
}

test('arrows go round, Home and End go to the ends, and focus comes along', () => {
  act(() => tab('verhaal').focus());
  const visited = ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'Home', 'End'].map(
    (key) => {
      press(key);
      expect(document.activeElement?.textContent).toBe(chosen()[0]);
      return chosen().join();
    },
  );
  expect(visited).toEqual(['Boom', 'Bord', 'Verhaal', 'Bord', 'Verhaal', 'Bord']);
});

test('one stop for Tab: the chosen tab; others keys are left alone', () => {
  act(() => tab('boom').click());
  expect(tabs.map(({ key }) => tab(key).tabIndex)).toEqual([-1, 0, -1]);
  act(() => tab('boom').focus());
  press('ArrowDown');
  expect(chosen()).toEqual(['Boom']);
});

test('every tab names the panel it opens', () => {
  expect(tabs.map(({ key }) => tab(key).getAttribute('aria-controls'))).toEqual([
    'paneel-verhaal',
    'paneel-boom',
    'paneel-bord',
  ]);
});
