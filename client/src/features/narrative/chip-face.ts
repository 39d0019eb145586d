import {
  isId,
  kindName,
  type KindName,
  type NodeId,
  type NodeKind,
  type Party,
  type PartyColour,
} from '@meemaak/model';
import type { TreeIndex } from '@meemaak/model';

/** What a chip has to show. */
export type ChipFace =
  /** The tree is not here yet: we cannot say whether the node exists. */
  | { readonly state: 'loading' }
  | { readonly state: 'removed' }
  | { readonly state: 'archived'; readonly title: string }
  | {
      readonly state: 'present';
      readonly kind: NodeKind;
      readonly kindName: KindName;
      readonly title: string;
      /** Of the party that owns the node; grey when nobody does. */
      readonly colour: PartyColour;
    };

export interface ChipSource {
  readonly treeIndex: TreeIndex;
  readonly partiesById: ReadonlyMap<string, Party>;
  readonly isTreeLoaded: () => boolean;
}

/** Total: a reference is outside data. */
export function readChip(ref: unknown, source: ChipSource): ChipFace {
  const absent: ChipFace = { state: source.isTreeLoaded() ? 'removed' : 'loading' };
  if (!isId<NodeId>(ref)) return absent;
  const node = source.treeIndex.node(ref);
  if (node === undefined) {
    const title = source.treeIndex.archivedTitle(ref);
    return title === undefined ? absent : { state: 'archived', title };
  }
  const party = node.owner === null ? undefined : source.partiesById.get(node.owner);
  return {
    state: 'present',
    kind: node.kind,
    kindName: kindName(node),
    title: node.title,
    colour: party?.colour ?? 'grey',
  };
}
