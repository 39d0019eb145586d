import { BOARD_COLOURS } from '@meemaak/model';
import { expect, test } from 'vitest';
import tokens from '../../ui/tokens.css?raw';
import { canvasThemes } from './note-colours.ts';

function token(name: string): readonly string[] {
  const found = new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\);`).exec(tokens);
  return found?.slice(1) ?? [];
}

test.each(BOARD_COLOURS)(
  'a note of colour “%s” is the same on the canvas and the plain board',
  (name) => {
    const { light, dark } = canvasThemes.default?.colors ?? {};
    expect(token(`note-${name}`)).toEqual([light?.[name].noteFill, dark?.[name].noteFill]);
    expect(token('colour-ink')).toEqual([light?.[name].noteText, dark?.[name].noteText]);
  },
);

test('no two colours of notes are the same', () => {
  const papers = BOARD_COLOURS.map((name) => token(`note-${name}`).join(' '));
  expect(new Set(papers).size).toBe(BOARD_COLOURS.length);
});
