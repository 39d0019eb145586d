import { useEffect } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { DeviceWork } from '../../rooms/device-work.ts';
import { useRoom } from '../../rooms/use-room.tsx';

/** Nobody waits for it at the opening, and it is there before a line is lost. */
const FETCH_AFTER_MS = 2_000;

const fetchWriter = () => import('./work-file.ts');

/** Hands the work that this device holds to its person, as a file. */
export function useWorkDownload(): (work: DeviceWork, generation: number) => Promise<void> {
  useEffect(() => {
    // What cannot be fetched now is asked for again with the file.
    const timer = setTimeout(() => void fetchWriter().catch(() => {}), FETCH_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  const t = useTranslations('workFile');
  const kinds = useTranslations('node.kinds');
  const faces = useTranslations('dossier');
  const locale = useLocale();
  const { view, me, partiesById } = useRoom();
  return async (work, generation) => {
    const { writeWorkFile } = await fetchWriter();
    const madeAt = Date.now();
    const { dossierId, title } = view;
    const when = new Date(madeAt).toLocaleString(locale, { dateStyle: 'long', timeStyle: 'short' });
    const page = writeWorkFile(
      work,
      { dossierId, generation, madeAt, locale },
      {
        title: t('title', { title }),
        intro: t('intro', { name: me.name, when }),
        unsaved: t('unsaved'),
        unsavedNone: t('unsavedNone'),
        all: t('all'),
        narrative: faces('narrative'),
        tree: faces('tree'),
        board: faces('board'),
        marked: t('marked'),
        empty: t('empty'),
        untitled: t('untitled'),
        raw: t('raw'),
        kind: (kind) => kinds(kind),
        party: (partyId) => partiesById.get(partyId)?.name,
      },
    );
    giveFile(page, fileName(title, madeAt));
  };
}

/** A name that every system takes. */
function fileName(title: string, madeAt: number): string {
  const words = title.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-');
  const day = new Date(madeAt).toISOString().slice(0, 10);
  return `meemaak-${words.slice(0, 60)}-${day}.html`;
}

function giveFile(page: string, name: string): void {
  const address = URL.createObjectURL(new Blob([page], { type: 'text/html;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers read it only after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
