import type { Signature, Term } from '@meemaak/model';
import { useFormatter, useTranslations } from 'use-intl';
import { useRoom, useWatch } from '../../rooms/use-room.tsx';

/** Who last did something to a term, and when, in one line. A name where the person is here now; else
 *  their party, which is who stands for it. */
export function useSigned(): (term: Pick<Term, 'made' | 'changed' | 'archived'>) => string {
  const t = useTranslations('glossary');
  const format = useFormatter();
  const { people, partiesById, me } = useRoom();
  const present = useWatch(people);
  const whoOf = ({ by, party }: Signature): string => {
    const partyName = party === null ? undefined : partiesById.get(party)?.shortName;
    const here = present.find(({ participant }) => participant.participantId === by);
    const name = by === me.participantId ? me.name : here?.participant.name;
    if (name === undefined) return partyName ?? t('somebody');
    return partyName === undefined ? name : t('nameOf', { name, party: partyName });
  };
  return ({ made, changed, archived }) => {
    const last = archived ?? changed;
    const isChanged = changed.at !== made.at || changed.by !== made.by;
    const name = archived ? 'archivedBy' : isChanged ? 'changedBy' : 'addedBy';
    const when = last.at === null ? '…' : format.dateTime(last.at, { dateStyle: 'long' });
    return t(name, { who: whoOf(last), when });
  };
}
