/** The chosen node in full: where it hangs, whose it is, what is measured. */
import { kindName, type Indicator, type NodeId, type TreeNode } from '@meemaak/model';
import { useSyncExternalStore } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import './node-panel.css';

export function NodePanel({ nodeId }: { readonly nodeId: NodeId }) {
  const t = useTranslations('tree');
  const kinds = useTranslations('node.kinds');
  const { treeIndex, partiesById } = useRoom();
  const node = useSyncExternalStore(
    (listener) => treeIndex.subscribe(listener),
    () => treeIndex.node(nodeId),
  );
  if (node === undefined) return null;
  const party = node.owner === null ? undefined : partiesById.get(node.owner);
  const path = pathTo(node, (id) => treeIndex.node(id));
  return (
    <section className="node-panel" aria-label={t('chosen')}>
      <p className="node-panel-kind">
        {kinds(kindName(node))}
        {' · '}
        {party === undefined ? t('nobodyYet') : party.name}
      </p>
      <h3>{node.title || t('untitled')}</h3>
      {path.length > 0 && (
        <p className="node-panel-path">
          {t('hangsUnder', { path: path.map(({ title }) => title || t('untitled')).join(' › ') })}
        </p>
      )}
      {node.indicators.length > 0 && (
        <ul className="node-panel-indicators">
          {node.indicators.map((indicator) => (
            <IndicatorLine key={indicator.indicatorId} indicator={indicator} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** From the top down to the parent. */
function pathTo(
  node: TreeNode,
  find: (nodeId: NodeId) => TreeNode | undefined,
): readonly TreeNode[] {
  const path: TreeNode[] = [];
  for (let id = node.parentId; id !== null;) {
    const parent = find(id);
    if (parent === undefined) break;
    path.unshift(parent);
    id = parent.parentId;
  }
  return path;
}

function IndicatorLine({ indicator }: { readonly indicator: Indicator }) {
  const t = useTranslations('tree');
  const format = useFormatter();
  const { name, unit, baseline, target, targetGroup, source } = indicator;
  const amount = (value: number): string =>
    unit === '%' ? `${format.number(value)} %` : `${format.number(value)} ${unit}`;
  return (
    <li>
      <strong>{name}</strong>
      {baseline !== null && target !== null && (
        <span>
          {t('aim', {
            from: amount(baseline.value),
            fromYear: String(baseline.year),
            to: amount(target.value),
            toYear: String(target.year),
          })}
        </span>
      )}
      <small>{[targetGroup, source && t('source', { source })].filter(Boolean).join(' · ')}</small>
    </li>
  );
}
