/** People as the header shows them: one entry a person, however many windows they have open. */
import type { Face } from '@meemaak/protocol';
import type { PresentPerson } from '../../rooms/dossier-room.ts';

export interface Present {
  readonly person: PresentPerson;
  readonly windows: number;
  readonly isMe: boolean;
  readonly face: Face | undefined;
}

/** Keeps the order in which people came in: ourselves first, then by name. */
export function gatherPresent(people: readonly PresentPerson[]): readonly Present[] {
  const byParticipant = new Map<string, Present>();
  for (const person of people) {
    const { participantId } = person.participant;
    const known = byParticipant.get(participantId);
    byParticipant.set(participantId, {
      person: known?.person ?? person,
      windows: (known?.windows ?? 0) + 1,
      isMe: (known?.isMe ?? false) || person.isMe,
      face: known?.face ?? person.face,
    });
  }
  return [...byParticipant.values()];
}

/** At most two letters: of the first and the last word of a name. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return letters
    .map((word) => /./u.exec(word ?? '')?.[0] ?? '')
    .join('')
    .toLocaleUpperCase('nl');
}
