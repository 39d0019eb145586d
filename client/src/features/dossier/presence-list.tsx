import { useTranslations } from 'use-intl';
import { useRoom, useWatch } from '../../rooms/use-room.tsx';
import { gatherPresent, initials, type Present } from './present.ts';
import './presence-list.css';

const LIST_ID = 'presence-list';
const MAX_SHOWN = 4;

/** Who is here: initials in the colour of their party; the button opens the list with names. */
export function PresenceList() {
  const t = useTranslations('participant');
  const present = gatherPresent(useWatch(useRoom().people));
  const extra = present.length - MAX_SHOWN;
  return (
    <div className="presence">
      <button
        type="button"
        className="presence-button"
        popoverTarget={LIST_ID}
        aria-label={t('presentCount', { count: present.length })}
      >
        {present.slice(0, MAX_SHOWN).map((one) => (
          <Initials key={one.person.clientId} present={one} />
        ))}
        {extra > 0 ? <span className="presence-more">{t('more', { count: extra })}</span> : null}
      </button>
      <div id={LIST_ID} popover="auto" className="presence-popover">
        <h2>{t('present')}</h2>
        <ul>
          {present.map((one) => (
            <PresentRow key={one.person.clientId} present={one} />
          ))}
        </ul>
      </div>
    </div>
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
