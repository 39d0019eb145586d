import type { Act, NodeId } from '@meemaak/model';

export interface OverviewProps {
  /** Who does what is done here. */
  readonly act: Act;
  readonly mayWrite: boolean;
  /** Closes this and shows a node in the tree, or who helps with it. */
  readonly onGoTo: (nodeId: NodeId, part?: 'helpers') => void;
  readonly onClose: () => void;
}
