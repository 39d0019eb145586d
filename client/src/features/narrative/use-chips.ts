import { useEffect, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import type { ChipFace } from './chip-face.ts';
import type { ChipHost, ChipWords } from './chip-view.ts';
import { RoomChips } from './room-chips.ts';

/** The chips' source of titles and words, in the language of the screen. */
export function useChips(): ChipHost {
  const room = useRoom();
  const chips = useMemo(() => new RoomChips(room), [room]);
  const words = useChipWords();
  useEffect(() => chips.setWords(words), [chips, words]);
  return chips;
}

function useChipWords(): ChipWords {
  const t = useTranslations();
  return useMemo(() => {
    const title = (face: ChipFace): string => {
      if (face.state === 'loading') return t('narrative.chip.waiting');
      if (face.state === 'removed') return t('narrative.chip.removed');
      return face.title === '' ? t('node.untitled') : face.title;
    };
    const name = (face: ChipFace): string => {
      if (face.state === 'loading') return t('narrative.chip.loading');
      if (face.state === 'removed') return t('narrative.chip.removedName');
      if (face.state === 'archived') return t('narrative.chip.archived', { title: title(face) });
      return t('narrative.chip.name', {
        kind: t(`node.kinds.${face.kindName}`),
        title: title(face),
      });
    };
    return { title, name };
  }, [t]);
}
