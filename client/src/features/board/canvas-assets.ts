/** Everything the canvas fetches, from our own origin: its icons, its words in our two languages,
 *  and few letters. tldraw has sixteen font files (1.4 MB); the plain and the book letter are the
 *  ones the page already uses, the others have one or two files for all their faces, and each is
 *  fetched when something on the board is written in it. */
import atkinson from '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2?url';
import literata from '@fontsource-variable/literata/files/literata-latin-wght-normal.woff2?url';
import mono from '@tldraw/assets/fonts/IBMPlexMono-Medium.woff2?url';
import handBold from '@tldraw/assets/fonts/Shantell_Sans-Informal_Bold.woff2?url';
import hand from '@tldraw/assets/fonts/Shantell_Sans-Informal_Regular.woff2?url';
import icons from '@tldraw/assets/icons/icon/0_merged.svg?url';
import en from '@tldraw/assets/translations/en.json?url';
import nl from '@tldraw/assets/translations/nl.json?url';
import { DEFAULT_EMBED_DEFINITIONS, iconTypes } from 'tldraw';

export const canvasAssets = {
  fonts: {
    ...family('tldraw_sans', atkinson),
    ...family('tldraw_serif', literata),
    ...family('tldraw_draw', hand, handBold),
    ...family('tldraw_mono', mono),
  },
  icons: Object.fromEntries(iconTypes.map((icon) => [icon, `${icons}#${icon}`])),
  translations: { nl, en },
  // There are no embeds, but the canvas fetches the icons of all of them at the start.
  embedIcons: Object.fromEntries(DEFAULT_EMBED_DEFINITIONS.map(({ type }) => [type, icons])),
};

function family(name: string, plain: string, bold = plain): Record<string, string> {
  return {
    [name]: plain,
    [`${name}_italic`]: plain,
    [`${name}_bold`]: bold,
    [`${name}_italic_bold`]: bold,
  };
}
