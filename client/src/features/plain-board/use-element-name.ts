/** What an element is called: its kind and its words, for lists and for people who cannot see it. */
import { boxAroundBoxes, elementText, kindName, regionOf, type BoardElement } from '@meemaak/model';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import { useShownTitle } from '../card/use-shown-title.ts';

export interface ElementName {
  /** "Notitie", "effect", "Pijl van … naar …". */
  readonly kind: string;
  /** Its own words; empty when it has none. */
  readonly words: string;
  /** "linksboven op het bord", or the frame it lies in. */
  readonly whereabouts: string;
}

export function useElementNames(
  elements: readonly BoardElement[],
): (element: BoardElement) => ElementName {
  const t = useTranslations('board');
  const kinds = useTranslations('node.kinds');
  const shownTitle = useShownTitle();
  const { treeIndex } = useRoom();
  return useMemo(() => {
    const byId = new Map(elements.map((element) => [element.recordId, element]));
    const whole = boxAroundBoxes(elements.map(({ bounds }) => bounds));

    const wordsOf = (element: BoardElement | undefined): string => {
      if (element === undefined) return '';
      if (element.kind !== 'card') return elementText(element);
      return shownTitle(treeIndex.node(element.nodeId)?.title ?? '');
    };
    const kindOf = (element: BoardElement): string => {
      if (element.kind === 'card') {
        const node = treeIndex.node(element.nodeId);
        return node === undefined ? t('elements.card') : kinds(kindName(node));
      }
      if (element.kind === 'draw' && element.isHighlight) return t('elements.highlight');
      if (element.kind !== 'arrow') return t(`elements.${element.kind}`);
      const from = shortened(wordsOf(element.fromId && byId.get(element.fromId)));
      const to = shortened(wordsOf(element.toId && byId.get(element.toId)));
      if (from === '' && to === '') return t('elements.arrow');
      return t('arrowBetween', { from: from || t('nothing'), to: to || t('nothing') });
    };
    const whereaboutsOf = (element: BoardElement): string => {
      const frame = element.frameId === undefined ? undefined : byId.get(element.frameId);
      if (frame !== undefined) return t('inFrame', { name: wordsOf(frame) || t('nameless') });
      return t(`regions.${regionOf(element.bounds, whole ?? element.bounds)}`);
    };
    return (element) => ({
      kind: kindOf(element),
      words: wordsOf(element),
      whereabouts: whereaboutsOf(element),
    });
  }, [elements, t, kinds, shownTitle, treeIndex]);
}

function shortened(words: string): string {
  const [line = ''] = words.split('\n');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
