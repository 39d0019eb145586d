/** The chosen node: one line that stays in sight, and in full when one opens it. */
import { kindName, type NodeId, type TreeNode } from '@meemaak/model';
import { useMemo, useState, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { useRoom, useWatch } from '../../rooms/use-room.tsx';
import { useShownTitle } from '../card/use-shown-title.ts';
import { actIn } from '../../view/act.ts';
import { bindAgreement, type NodeVerbs } from './bind-agreement.ts';
import { bindMeasuring } from './bind-measuring.ts';
import { NodeAgreement } from './node-agreement.tsx';
import { peopleByNode } from './row-people.ts';
import { TREE_ORIGIN } from './tree-origin.ts';
import type { TreeVerbs } from './use-tree-verbs.ts';
import { pathTo } from './walk-rows.ts';
import './node-panel.css';

export interface NodePanelProps {
  readonly nodeId: NodeId;
  /** Undefined for who may only read. */
  readonly verbs: Pick<TreeVerbs, 'settle'> | undefined;
  /** Opens with the keyboard at who helps. */
  readonly startsAtHelpers?: boolean;
}

export function NodePanel({ nodeId, verbs, startsAtHelpers = false }: NodePanelProps) {
  const shownTitle = useShownTitle();
  const { treeIndex } = useRoom();
  const panel = useTranslations('outline.panel');
  const nodeVerbs = useNodeVerbs(verbs);
  const node = useSyncExternalStore(
    (listener) => treeIndex.subscribe(listener),
    () => treeIndex.node(nodeId),
  );
  const [isOpen, setOpen] = useState(startsAtHelpers);
  if (node === undefined) return null;
  return (
    <details
      className="node-panel"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <span className="unseen">{panel('chosen')}: </span>
        <span className="node-panel-title">{shownTitle(node.title)}</span>
      </summary>
      <NodeFacts node={node} />
      {isOpen && (
        <div className="node-panel-facts">
          <NodeAgreement
            key={nodeId}
            node={node}
            verbs={nodeVerbs}
            startsAtHelpers={startsAtHelpers}
          />
        </div>
      )}
    </details>
  );
}

function useNodeVerbs(verbs: NodePanelProps['verbs']): NodeVerbs | undefined {
  const room = useRoom();
  return useMemo(() => {
    if (verbs === undefined) return undefined;
    const act = actIn(room, TREE_ORIGIN);
    return {
      ...bindAgreement(room, act, verbs.settle),
      ...bindMeasuring(room.tree, act, verbs.settle),
    };
  }, [room, verbs]);
}

function NodeFacts({ node }: { readonly node: TreeNode }) {
  const t = useTranslations('tree');
  const panel = useTranslations('outline.panel');
  const kinds = useTranslations('node.kinds');
  const shownTitle = useShownTitle();
  const { treeIndex, partiesById } = useRoom();
  const party = node.owner === null ? undefined : partiesById.get(node.owner);
  const path = pathTo(node.nodeId, treeIndex);
  return (
    <div className="node-panel-facts">
      <p>
        {kinds(kindName(node))}
        {' · '}
        {party === undefined ? t('nobodyYet') : party.name}
      </p>
      {path.length > 0 && (
        <p>
          {panel('hangsUnder', { path: path.map(({ title }) => shownTitle(title)).join(' › ') })}
        </p>
      )}
      <PeopleHere nodeId={node.nodeId} />
    </div>
  );
}

function PeopleHere({ nodeId }: { readonly nodeId: NodeId }) {
  const t = useTranslations('tree');
  const here = peopleByNode(useWatch(useRoom().people)).get(nodeId) ?? [];
  if (here.length === 0) return null;
  const words = here.map(({ person, isEditing }) => {
    const { name, partyShortName } = person.participant;
    const who = partyShortName === '' ? name : `${name} (${partyShortName})`;
    return t(isEditing ? 'personTypes' : 'personLooks', { name: who });
  });
  return <p>{words.join(' · ')}</p>;
}
