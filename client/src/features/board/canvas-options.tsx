import { useContext, useMemo, type ReactNode } from 'react';
import { defaultAddFontsFromNode, tipTapDefaultExtensions, type TldrawOptions } from 'tldraw';
import { IntlProvider, useLocale, useMessages, useTimeZone, useTranslations } from 'use-intl';
import { RoomContext } from '../../rooms/use-room.tsx';

/** One page; at most 2,000 shapes, after which panning on an ordinary laptop suffers. */
export function useCanvasOptions(): Partial<TldrawOptions> {
  const t = useTranslations('board');
  const room = useContext(RoomContext);
  const locale = useLocale();
  const messages = useMessages();
  const timeZone = useTimeZone();
  return useMemo(() => {
    // An export draws cards in a tree of its own; they need the dossier and the language there too.
    const ExportSurroundings = ({ children }: { readonly children: ReactNode }) => (
      <RoomContext value={room}>
        <IntlProvider locale={locale} messages={messages} timeZone={timeZone}>
          {children}
        </IntlProvider>
      </RoomContext>
    );
    return {
      maxPages: 1,
      maxShapesPerPage: 2_000,
      maxFilesAtOnce: 10,
      zoomToFitPadding: 72,
      branding: t('canvasLabel'),
      exportProvider: ExportSurroundings,
      text: {
        addFontsFromNode: defaultAddFontsFromNode,
        tipTapConfig: { extensions: tipTapDefaultExtensions },
      },
    };
  }, [t, room, locale, messages, timeZone]);
}
