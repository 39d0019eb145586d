/** What people do to the indicators of a node, as the tree face calls it: remembered for undo. */
import {
  addIndicator,
  BLANK_INDICATOR,
  changeIndicator,
  newId,
  removeIndicator,
  type Act,
  type Indicator,
  type IndicatorChange,
  type IndicatorId,
  type NodeId,
  type Outcome,
  type TreeDocument,
  type TreeRefusal,
  type TreeStep,
} from '@meemaak/model';

export interface MeasuringVerbs {
  /** Undefined when refused. */
  measure(nodeId: NodeId): IndicatorId | undefined;
  changeIndicator(nodeId: NodeId, indicatorId: IndicatorId, to: IndicatorChange): void;
  removeIndicator(nodeId: NodeId, indicator: Indicator): void;
}

export function bindMeasuring(
  tree: TreeDocument,
  act: Act,
  settle: (outcome: Outcome<TreeStep, TreeRefusal>) => boolean,
): MeasuringVerbs {
  return {
    measure(nodeId) {
      const indicatorId = newId<IndicatorId>();
      const indicator = { ...BLANK_INDICATOR, indicatorId };
      return settle(addIndicator(tree, nodeId, indicator, act)) ? indicatorId : undefined;
    },
    changeIndicator: (nodeId, indicatorId, to) =>
      settle(changeIndicator(tree, nodeId, { indicatorId, to }, act)),
    removeIndicator: (nodeId, indicator) => settle(removeIndicator(tree, nodeId, indicator, act)),
  };
}
