import { useTranslations } from 'use-intl';
import { useRoom, useWatch } from '../../rooms/use-room.tsx';
import { Popover } from '../../ui/popover.tsx';
import { useMedia } from '../../ui/use-media.ts';
import { gatherPresent, initials, type Present } from './present.ts';
import './presence-list.css';

/** Who is here: initials in the colour of their party; the button opens the list with names. */
export function PresenceList() {
  const t = useTranslations('participant');
  const present = gatherPresent(useWatch(useRoom().people));
  const shown = useMedia('(min-width: 40em)') ? 4 : 2;
  const extra = present.length - shown;
  const face = (
    <>
      {present.slice(0, shown).map((one) => (
        <Initials key={one.person.clientId} present={one} />
      ))}
      {extra > 0 ? (
        <span className="presence-more" aria-hidden="true">
          {t('more', { count: extra })}
        </span>
      ) : null}
    </>
  );
  return (
    <Popover label={t('presentCount', { count: present.length })} face={face}>
      <h2 className="presence-title">{t('present')}</h2>
      <ul className="presence-list">
        {present.map((one) => (
          <PresentRow key={one.person.clientId} present={one} />
        ))}
      </ul>
    </Popover>
  );
}

function PresentRow({ present }: { readonly present: Present }) {
  const t = useTranslations('participant');
  const face = useTranslations('dossier');
  const { name, partyShortName } = present.person.participant;
  const facts = [
    partyShortName,
    present.face === undefined ? '' : t('atFace', { face: face(present.face) }),
    present.windows > 1 ? t('windows', { count: present.windows }) : '',
  ];
  return (
    <li>
      <Initials present={present} />
      <span>
        <strong>
          {name}
          {present.isMe ? ` (${t('me')})` : ''}
        </strong>
        <span className="presence-facts">{facts.filter(Boolean).join(' · ')}</span>
      </span>
    </li>
  );
}

function Initials({ present: { person } }: { readonly present: Present }) {
  const { name, colour } = person.participant;
  return (
    <span
      className="presence-initials"
      aria-hidden="true"
      style={{
        '--initials-fill': `var(--party-${colour}-fill)`,
        '--initials-ink': `var(--party-${colour}-ink)`,
        '--initials-line': `var(--party-${colour}-line)`,
      }}
    >
      {initials(name)}
    </span>
  );
}
