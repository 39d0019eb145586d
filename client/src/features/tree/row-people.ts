/** Who else is at which node, for marks in its row. */
import type { NodeId } from '@meemaak/model';
import type { PresentPerson } from '../../rooms/dossier-room.ts';

export interface PersonAtNode {
  readonly person: PresentPerson;
  readonly isEditing: boolean;
}

const nobody: readonly PersonAtNode[] = [];

/** The others at each node; one mark a person, and editing says more than looking. */
export function peopleByNode(
  people: readonly PresentPerson[],
): ReadonlyMap<NodeId, readonly PersonAtNode[]> {
  const byNode = new Map<NodeId, PersonAtNode[]>();
  for (const person of people) {
    const nodeId = person.editingNodeId ?? person.selectedNodeId;
    if (person.isMe || nodeId === undefined) continue;
    const isEditing = person.editingNodeId !== undefined;
    byNode.set(nodeId, [...(byNode.get(nodeId) ?? nobody), { person, isEditing }]);
  }
  return byNode;
}
