/** The chosen node: one line that stays in sight, and in full when one opens it. */
import { kindName, type NodeId, type TreeNode } from '@meemaak/model';
import { lazy, Suspense, useState, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { useRoom, useWatch } from '../../rooms/use-room.tsx';
import { useShownTitle } from '../card/use-shown-title.ts';
import type { NodeVerbs } from './bind-agreement.ts';
import { peopleByNode } from './row-people.ts';
import { pathTo } from './walk-rows.ts';
import './node-panel.css';

const NodeAgreement = lazy(() =>
  import('./node-agreement.tsx').then((part) => ({ default: part.NodeAgreement })),
);

export interface NodePanelProps {
  readonly nodeId: NodeId;
  /** Undefined for who may only read. */
  readonly verbs: NodeVerbs | undefined;
  /** Opens with the keyboard at who helps. */
  readonly startsAtHelpers?: boolean;
}

export function NodePanel({ nodeId, verbs, startsAtHelpers = false }: NodePanelProps) {
  const t = useTranslations('tree');
  const shownTitle = useShownTitle();
  const { treeIndex } = useRoom();
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
        <span className="unseen">{t('chosen')}: </span>
        <span className="node-panel-title">{shownTitle(node.title)}</span>
      </summary>
      <NodeFacts node={node} />
      {isOpen && (
        <div className="node-panel-facts">
          <Suspense fallback={<p>{t('opening')}</p>}>
            <NodeAgreement
              key={nodeId}
              node={node}
              verbs={verbs}
              startsAtHelpers={startsAtHelpers}
            />
          </Suspense>
        </div>
      )}
    </details>
  );
}

function NodeFacts({ node }: { readonly node: TreeNode }) {
  const t = useTranslations('tree');
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
        <p>{t('hangsUnder', { path: path.map(({ title }) => shownTitle(title)).join(' › ') })}</p>
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
