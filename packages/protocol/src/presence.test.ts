import { describe, expect, it } from 'vitest';
import { forgetClocks, readPresence } from './presence.ts';

const participant = {
  participantId: 'p-fatma',
  name: 'Fatma',
  partyId: 'samen-onderdak',
  partyShortName: 'Samen Onderdak',
  colour: 'green',
};

describe('reading presence', () => {
  it('gives who it is and what they look at', () => {
    expect(readPresence({ participant, face: 'tree', selectedNodeId: 'effect-buren' })).toEqual({
      participant,
      face: 'tree',
      selectedNodeId: 'effect-buren',
      editingNodeId: undefined,
    });
  });

  it('[T22] takes nobody without the identity that the server writes', () => {
    for (const state of [
      null,
      undefined,
      3,
      'x',
      [],
      {},
      { user: participant },
      { participant: 'Fatma' },
      { participant: { ...participant, name: 7 } },
    ]) {
      expect(readPresence(state)).toBeUndefined();
    }
  });

  it('[T22] drops fields that are not what they should be', () => {
    const presence = readPresence({
      participant,
      face: 'cellar',
      selectedNodeId: '<b>',
      editingNodeId: {},
    });
    expect(presence).toEqual({
      participant,
      face: undefined,
      selectedNodeId: undefined,
      editingNodeId: undefined,
    });
  });

  it('[T22] gives grey for a colour outside the palette', () => {
    expect(
      readPresence({ participant: { ...participant, colour: 'url(//evil)' } })?.participant.colour,
    ).toBe('grey');
  });
});

describe('when a line opens', () => {
  it('[F13] the clocks of others are forgotten, so that a server whose time was put back is heard, and not our own', () => {
    const meta = new Map([3, 5, 7].map((clientID) => [clientID, { clock: clientID * 1_000 }]));
    forgetClocks({ clientID: 5, meta });
    expect([...meta]).toEqual([[5, { clock: 5_000 }]]);
  });
});
