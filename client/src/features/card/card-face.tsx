/** What a node's card says: the same on the canvas and on the plain board. */
import { kindName, type PartyColour, type TreeNode } from '@meemaak/model';
import type { CSSProperties } from 'react';
import { useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import { useShownTitle } from './use-shown-title.ts';
import './card-face.css';

export function CardFace({ node }: { readonly node: TreeNode }) {
  const t = useTranslations('node');
  const shownTitle = useShownTitle();
  const { partiesById } = useRoom();
  const party = node.owner === null ? undefined : partiesById.get(node.owner);
  const indicatorCount = node.indicators.length;
  return (
    <span className={`card-face card-face-${node.kind}`} style={partyStyle(party?.colour)}>
      <span className="card-face-kind">{t(`kinds.${kindName(node)}`)}</span>
      <span className="card-face-title">{shownTitle(node.title)}</span>
      <span className="card-face-foot">
        {party !== undefined && <span className="card-face-party">{party.shortName}</span>}
        {indicatorCount > 0 && (
          <span className="card-face-indicators">{t('indicators', { count: indicatorCount })}</span>
        )}
      </span>
    </span>
  );
}

type CardStyle = CSSProperties & Readonly<Record<`--card-${'ink' | 'fill' | 'line'}`, string>>;

/** A party's three shades as the card's own; a node without an owner is plain. */
function partyStyle(colour: PartyColour | undefined): CardStyle | undefined {
  if (colour === undefined) return undefined;
  return {
    '--card-ink': `var(--party-${colour}-ink)`,
    '--card-fill': `var(--party-${colour}-fill)`,
    '--card-line': `var(--party-${colour}-line)`,
  };
}
