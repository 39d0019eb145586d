import type { ParticipantId, PartyId } from '@meemaak/model';
import { expect, test } from 'vitest';
import type { PresentPerson } from '../../rooms/dossier-room.ts';
import { gatherPresent, initials } from './present.ts';

function person(name: string, clientId: number, more: Partial<PresentPerson> = {}): PresentPerson {
  return {
    participant: {
      participantId: `p-${name}` as ParticipantId,
      name,
      partyId: 'huurders' as PartyId,
      partyShortName: 'Huurders',
      colour: 'green',
    },
    face: undefined,
    selectedNodeId: undefined,
    editingNodeId: undefined,
    clientId,
    isMe: false,
    ...more,
  };
}

test('[F23] somebody with two windows is there once, and it is told', () => {
  const present = gatherPresent([
    person('Noor', 1, { isMe: true }),
    person('Fatma', 2),
    person('Fatma', 3, { face: 'board' }),
  ]);
  expect(present.map(({ person: { clientId }, windows }) => [clientId, windows])).toEqual([
    [1, 1],
    [2, 2],
  ]);
  expect(present[1]?.face).toBe('board');
});

test('another window of ourselves is still us', () => {
  const [me] = gatherPresent([person('Noor', 1, { isMe: true }), person('Noor', 9)]);
  expect(me).toMatchObject({ isMe: true, windows: 2 });
});

test('initials are of the first and the last word', () => {
  expect(initials('Noor')).toBe('N');
  expect(initials(' fatma van den Berg ')).toBe('FB');
  expect(initials('ijsbrand')).toBe('I');
  expect(initials('🦊 tafel')).toBe('🦊T');
  expect(initials('')).toBe('');
});
