import { expect, test } from 'vitest';
import { TOOL_NAMES, keysToAria, keysToText, tools } from './tools.ts';

test('keys are named as they stand on the keyboard', () => {
  expect(keysToText('Mod-Alt-2', false)).toBe('Ctrl+Alt+2');
  expect(keysToText('Mod-Shift-z', false)).toBe('Ctrl+Shift+Z');
  expect(keysToText('Mod-Alt-2', true)).toBe('⌥⌘2');
  expect(keysToText('Mod-Shift-z', true)).toBe('⇧⌘Z');
  expect(keysToAria('Mod-Alt-2', false)).toBe('Control+Alt+2');
  expect(keysToAria('Mod-b', true)).toBe('Meta+b');
});

test('no two tools have the same keys', () => {
  const keys = TOOL_NAMES.map((name) => tools[name].keys).filter((key) => key !== undefined);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.length).toBeGreaterThan(5);
});
