/** The colours of notes on the canvas: those of the plain board, so that a note is the same to who
 *  looks at either. They are painted, also into pictures that leave the page, so not styled. */
import { DEFAULT_THEME, type TLTheme, type TLThemes } from 'tldraw';

type Shades = Readonly<Record<'light' | 'dark', string>>;

/** `--colour-ink` of `tokens.css`. */
const ink: Shades = { light: '#1b2730', dark: '#e9ecee' };

/** `--note-…` of `tokens.css`. */
const papers = {
  black: { light: '#fbecb8', dark: '#3d3a2a' },
  grey: { light: '#d3d9de', dark: '#3d464d' },
  'light-violet': { light: '#ecdcfb', dark: '#4a3a66' },
  violet: { light: '#d2b5f4', dark: '#3c2a58' },
  blue: { light: '#a6c4fa', dark: '#1f3a63' },
  'light-blue': { light: '#c9e1fb', dark: '#2a4a66' },
  yellow: { light: '#ffe27d', dark: '#57490f' },
  orange: { light: '#ffc78f', dark: '#5a3716' },
  green: { light: '#9ed9ad', dark: '#1d4429' },
  'light-green': { light: '#cdebc2', dark: '#355232' },
  'light-red': { light: '#fbcfcc', dark: '#5e3a3d' },
  red: { light: '#f9aaa8', dark: '#572a2f' },
  white: { light: '#ffffff', dark: '#39434a' },
} as const satisfies Readonly<Record<string, Shades>>;

/** The canvas's own theme, with our notes. */
export const canvasThemes: Partial<TLThemes> = {
  default: {
    ...DEFAULT_THEME,
    colors: { light: withOurNotes('light'), dark: withOurNotes('dark') },
  },
};

function withOurNotes<Mode extends 'light' | 'dark'>(mode: Mode): TLTheme['colors'][Mode] {
  const colours = { ...DEFAULT_THEME.colors[mode] };
  for (const [name, paper] of Object.entries(papers)) {
    const known = name as keyof typeof papers;
    colours[known] = { ...colours[known], noteFill: paper[mode], noteText: ink[mode] };
  }
  return colours;
}
