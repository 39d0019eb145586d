import type { PartyId } from '@meemaak/model';
import { useRoom } from '../../rooms/use-room.tsx';

/** A party by its colour and its name. */
export function PartyName({ partyId }: { readonly partyId: PartyId }) {
  const { partiesById } = useRoom();
  const party = partiesById.get(partyId);
  if (party === undefined) return null;
  const line = `var(--party-${party.colour}-line)`;
  return (
    <span className="overview-party">
      <span className="overview-party-colour" style={{ background: line }} aria-hidden="true" />
      {party.name}
    </span>
  );
}
