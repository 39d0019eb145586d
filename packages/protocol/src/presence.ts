/** What participants show of themselves while they are here (y-protocols awareness).
 *
 *  Our client keeps one presence for the whole dossier, on the `tree` channel. The server allows one
 *  awareness client id per channel and writes `participant` itself, so nobody can show up as another.
 *  Everything else is the sender's and is read with suspicion. */
import {
  PARTY_COLOURS,
  isId,
  type NodeId,
  type ParticipantId,
  type PartyColour,
  type PartyId,
} from '@meemaak/model';

/** Written by the server, over anything the sender put there. */
export interface PresentParticipant {
  readonly participantId: ParticipantId;
  readonly name: string;
  readonly partyId: PartyId;
  readonly partyShortName: string;
  readonly colour: PartyColour;
}

export const FACES = ['narrative', 'tree', 'board'] as const;
export type Face = (typeof FACES)[number];

export interface Presence {
  readonly participant: PresentParticipant;
  readonly face: Face | undefined;
  readonly selectedNodeId: NodeId | undefined;
  /** Set while a node's title is open for editing, so that others see who is typing. */
  readonly editingNodeId: NodeId | undefined;
}

/** Reads one awareness state; undefined when the server has not yet said who it is. Total. */
export function readPresence(state: unknown): Presence | undefined {
  if (!isRecord(state) || !isRecord(state['participant'])) return undefined;
  const { participantId, name, partyId, partyShortName, colour } = state['participant'];
  if (!isId<ParticipantId>(participantId) || !isId<PartyId>(partyId)) return undefined;
  if (typeof name !== 'string' || typeof partyShortName !== 'string') return undefined;
  return {
    participant: {
      participantId,
      name,
      partyId,
      partyShortName,
      // A colour becomes a style: anything outside our palette is grey.
      colour: PARTY_COLOURS.find((known) => known === colour) ?? 'grey',
    },
    face: FACES.find((face) => face === state['face']),
    selectedNodeId: readNodeId(state['selectedNodeId']),
    editingNodeId: readNodeId(state['editingNodeId']),
  };
}

/** What y-protocols keeps of everybody, besides what they show. */
interface ClockKeeper {
  readonly clientID: number;
  readonly meta: Map<number, unknown>;
}

/** To be called when a line opens. The clocks of others are the server's: one whose time was put back
 *  while it was down counts on from less, and what others show would be taken for old [F13]. */
export function forgetClocks({ clientID, meta }: ClockKeeper): void {
  for (const other of meta.keys()) if (other !== clientID) meta.delete(other);
}

function readNodeId(value: unknown): NodeId | undefined {
  return isId<NodeId>(value) ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
