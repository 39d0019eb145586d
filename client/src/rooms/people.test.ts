import type { ParticipantId, PartyId } from '@meemaak/model';
import { expect, test } from 'vitest';
import { readPeople, type Me } from './people.ts';

const me: Me = {
  participant: {
    participantId: 'p-noor' as ParticipantId,
    name: 'Noor',
    partyId: 'gemeente' as PartyId,
    right: 'edit',
  },
  party: {
    partyId: 'gemeente' as PartyId,
    name: 'Gemeente Merendonk',
    shortName: 'Gemeente',
    kind: 'municipality',
    colour: 'blue',
  },
};

function stateOf(name: string, more: object = {}) {
  const participant = {
    participantId: `p-${name}`,
    name,
    partyId: 'huurders',
    partyShortName: 'Huurders',
    colour: 'green',
  };
  return { participant, ...more };
}

test('ourselves first, then the others by name', () => {
  const states = new Map<number, unknown>([
    [7, stateOf('Fatma')],
    [3, { face: 'tree' }],
    [5, stateOf('Bram', { face: 'board', selectedNodeId: 'effect-buren' })],
  ]);
  const people = readPeople(states, 3, me);
  expect(people.map(({ participant }) => participant.name)).toEqual(['Noor', 'Bram', 'Fatma']);
  expect(people[0]).toMatchObject({
    isMe: true,
    clientId: 3,
    face: 'tree',
    participant: { colour: 'blue', partyShortName: 'Gemeente' },
  });
  expect(people[1]).toMatchObject({ isMe: false, face: 'board', selectedNodeId: 'effect-buren' });
});

test('without a server we are still here ourselves', () => {
  expect(readPeople(new Map(), 3, me).map(({ participant }) => participant.name)).toEqual(['Noor']);
});

test('what others send is read with suspicion', () => {
  const states = new Map<number, unknown>([
    [1, null],
    [2, 'boe'],
    [4, { participant: { participantId: '../..', name: 3 } }],
    [5, { user: { name: 'Nobody the server knows' } }],
    [6, stateOf('Tom', { face: 'kitchen', editingNodeId: 12, participant: undefined })],
    [8, stateOf('Eva', { face: 'kitchen', editingNodeId: 12 })],
  ]);
  const people = readPeople(states, 3, me);
  expect(people.map(({ participant }) => participant.name)).toEqual(['Noor', 'Eva']);
  expect(people[1]).toMatchObject({ face: undefined, editingNodeId: undefined });
});
