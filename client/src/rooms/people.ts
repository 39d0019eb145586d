/** Who is here: everybody's awareness, read with suspicion, and ourselves also without a server. */
import { readPresence, type ParticipantView } from '@meemaak/protocol';
import type { Party } from '@meemaak/model';
import type { Awareness } from 'y-protocols/awareness';
import type { PresentPerson } from './dossier-room.ts';
import { WatchedValue } from './watched-value.ts';

export interface Me {
  readonly participant: ParticipantView;
  readonly party: Party | undefined;
}

/** Reads everybody out of awareness: ourselves first, then by name. Total. */
export function readPeople(
  states: ReadonlyMap<number, unknown>,
  ownClientId: number,
  me: Me,
): readonly PresentPerson[] {
  const people = [...states]
    .filter(([clientId]) => clientId !== ownClientId)
    .flatMap(([clientId, state]): PresentPerson[] => {
      const presence = readPresence(state);
      return presence === undefined ? [] : [{ ...presence, clientId, isMe: false }];
    });
  people.sort(byName);
  const own = readPresence({ ...readState(states.get(ownClientId)), participant: describe(me) });
  return own === undefined ? people : [{ ...own, clientId: ownClientId, isMe: true }, ...people];
}

/** Follows awareness until the page goes. */
export function watchPeople(awareness: Awareness, me: Me): WatchedValue<readonly PresentPerson[]> {
  const read = () => readPeople(awareness.getStates(), awareness.clientID, me);
  const people = new WatchedValue(read());
  awareness.on('change', () => people.set(read()));
  return people;
}

/** What the server writes about us for others to see. */
function describe({ participant: { participantId, name, partyId }, party }: Me): unknown {
  const { shortName, colour } = party ?? { shortName: '', colour: 'grey' };
  return { participantId, name, partyId, partyShortName: shortName, colour };
}

function readState(state: unknown): object {
  return typeof state === 'object' && state !== null ? state : {};
}

function byName(one: PresentPerson, other: PresentPerson): number {
  return (
    one.participant.name.localeCompare(other.participant.name, 'nl') ||
    one.clientId - other.clientId
  );
}
