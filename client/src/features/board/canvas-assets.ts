/** Everything the canvas fetches, from our own origin: its icons, its words in our two languages,
 *  and few letters. tldraw has sixteen font files (1.4 MB); the plain and the book letter are the
 *  ones the page already uses, and the others have one or two files for all their faces. */
import atkinson from '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2?url';
import literata from '@fontsource-variable/literata/files/literata-latin-wght-normal.woff2?url';
import { getAssetUrlsByImport } from '@tldraw/assets/imports.vite';

const { fonts, icons, translations } = getAssetUrlsByImport();

function family(name: string, plain: string, bold = plain): Record<string, string> {
  return {
    [name]: plain,
    [`${name}_italic`]: plain,
    [`${name}_bold`]: bold,
    [`${name}_italic_bold`]: bold,
  };
}

export const canvasAssets = {
  fonts: {
    ...family('tldraw_sans', atkinson),
    ...family('tldraw_serif', literata),
    ...family('tldraw_draw', fonts.tldraw_draw, fonts.tldraw_draw_bold),
    ...family('tldraw_mono', fonts.tldraw_mono),
  },
  icons,
  translations,
};
