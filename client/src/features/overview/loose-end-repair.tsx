/** The one step that mends a loose end, each with its way back. */
import {
  createNode,
  mayHangUnder,
  moveNode,
  newId,
  threadedIds,
  type LooseEnd,
  type NodeId,
  type TreeIndex,
  type TreeNode,
} from '@meemaak/model';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRoom, useWatch } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import { takeLostFocus } from '../../ui/take-lost-focus.ts';
import { useShownTitle } from '../card/use-shown-title.ts';
import { HangForm, MakeForm } from './repair-forms.tsx';
import type { OverviewProps } from './overview-props.ts';
import type { OverviewWork } from './use-overview-work.ts';

export interface LooseEndRepairProps extends Pick<OverviewProps, 'onGoTo'> {
  readonly end: LooseEnd;
  readonly work: OverviewWork;
}

export function LooseEndRepair({ end, work, onGoTo }: LooseEndRepairProps) {
  const { treeIndex } = useRoom();
  const node = treeIndex.node(end.nodeId);
  if (node === undefined) return null;
  switch (end.kind) {
    case 'noEffect':
      return <Hang node={node} work={work} />;
    case 'noPerformance':
      return <Make node={node} work={work} />;
    case 'notInText':
      return <Put node={node} work={work} />;
    case 'oneParty':
      return <Help node={node} onGoTo={onGoTo} />;
  }
}

interface RepairProps {
  readonly node: TreeNode;
  readonly work: OverviewWork;
}

function Hang({ node, work }: RepairProps) {
  const t = useTranslations('overview.thread');
  const title = useShownTitle();
  const { treeIndex } = useRoom();
  const { isAsking, ask, cancel, buttonRef } = useAsking();
  const { kind, nodeId } = node;
  if (!isAsking) {
    return (
      <Button
        aria-label={t('hangNode', { kind, title: title(node.title) })}
        ref={buttonRef}
        onClick={ask}
      >
        {t('hang', { kind })}
      </Button>
    );
  }
  const hang = (parent: TreeNode): void => {
    const done = t('hung', { title: title(node.title), parent: title(parent.title) });
    work.run((tree, act) => moveNode(tree, { nodeId, parentId: parent.nodeId }, act), done);
  };
  return (
    <HangForm node={node} places={placesFor(node, treeIndex)} onHang={hang} onCancel={cancel} />
  );
}

/** Where it fits, and leads to an effect. */
function placesFor({ kind }: TreeNode, treeIndex: TreeIndex): readonly TreeNode[] {
  const rows = treeIndex.rows();
  const threaded = threadedIds(rows);
  return rows.filter(
    (place) =>
      mayHangUnder(kind, place.kind) && threaded.has(place.nodeId) && place.state.is !== 'dropped',
  );
}

function Make({ node, work }: RepairProps) {
  const t = useTranslations('overview.thread');
  const shownTitle = useShownTitle();
  const { me } = useRoom();
  const { isAsking, ask, cancel, buttonRef } = useAsking();
  const parent = shownTitle(node.title);
  if (!isAsking) {
    return (
      <Button aria-label={t('makeFor', { title: parent })} ref={buttonRef} onClick={ask}>
        {t('make')}
      </Button>
    );
  }
  const make = (title: string): void => {
    const made = { kind: 'performance', title, owner: me.partyId, parentId: node.nodeId } as const;
    work.run(
      (tree, act) => createNode(tree, { nodeId: newId<NodeId>(), ...made }, act),
      t('made', { title, parent }),
    );
  };
  return <MakeForm onMake={make} onCancel={cancel} />;
}

/** The button that asks gets the keyboard back when its question is left. */
function useAsking() {
  const [stage, setStage] = useState<'before' | 'asking' | 'left'>('before');
  return {
    isAsking: stage === 'asking',
    ask: () => setStage('asking'),
    cancel: () => setStage('left'),
    buttonRef: stage === 'left' ? takeLostFocus : undefined,
  };
}

function Put({ node, work }: RepairProps) {
  const t = useTranslations('overview.thread');
  const title = useShownTitle()(node.title);
  const room = useRoom();
  const { mayWrite, damaged } = useWatch(room.documentState('narrative'));
  if (!mayWrite || damaged) return null;
  const put = (): void => {
    const kinIds = kinOf(node, room.treeIndex);
    const chapters = [t(`chapters.${node.kind}`)];
    work.put({ ref: node.nodeId, kinIds, chapters }, t('puts', { title }));
  };
  return (
    <Button aria-label={t('putNode', { title })} onClick={put}>
      {t('put')}
    </Button>
  );
}

/** What is above it up to the top, beside it and under it. */
function kinOf({ parentId, childIds }: TreeNode, treeIndex: TreeIndex): ReadonlySet<NodeId> {
  const kin = new Set<NodeId>(childIds);
  let above = parentId === null ? undefined : treeIndex.node(parentId);
  for (const besideId of above?.childIds ?? []) kin.add(besideId);
  while (above !== undefined) {
    kin.add(above.nodeId);
    above = above.parentId === null ? undefined : treeIndex.node(above.parentId);
  }
  return kin;
}

function Help({ node, onGoTo }: Pick<RepairProps, 'node'> & Pick<OverviewProps, 'onGoTo'>) {
  const t = useTranslations('overview.thread');
  const title = useShownTitle()(node.title);
  return (
    <Button aria-label={t('helpAt', { title })} onClick={() => onGoTo(node.nodeId, 'helpers')}>
      {t('help')}
    </Button>
  );
}
