/** Branches to the clipboard. */
import { branchRows, kindName, topmost, type NodeId, type TreeNode } from '@meemaak/model';
import type { nl } from '@meemaak/messages';
import { copyBranch, copyTable } from '@meemaak/transfer';
import type { useTranslations } from 'use-intl';
import type { DossierRoom } from '../../rooms/dossier-room.ts';
import { writeClipboard } from './write-clipboard.ts';

/** Lists go into texts, tables into spreadsheets. */
export type CopyForm = 'list' | 'table';

export interface RowWords {
  readonly kinds: Readonly<Record<keyof typeof nl.node.kinds, string>>;
  readonly t: ReturnType<typeof useTranslations<'transfer'>>;
}

/** Copies nodes with all under them; how many, or undefined when the browser does not allow it. */
export function copyRows(
  { treeIndex, view }: DossierRoom,
  nodeIds: ReadonlySet<NodeId>,
  form: CopyForm,
  { kinds, t }: RowWords,
): number | undefined {
  const rows = topmost(treeIndex, nodeIds).flatMap(({ nodeId }) =>
    branchRows(treeIndex.rows(), nodeId),
  );
  const parties = new Map(view.parties.map((party) => [party.partyId, party]));
  const words = {
    kind: (node: TreeNode) => kinds[kindName(node)],
    title: ({ title }: TreeNode) => title || t('untitled'),
  };
  const copied =
    form === 'list'
      ? copyBranch(rows, parties, words)
      : copyTable(rows, parties, { ...words, ...columnWords(t) });
  return writeClipboard(copied) ? rows.length : undefined;
}

function columnWords(t: RowWords['t']) {
  return {
    level: (level: number) => t('columns.level', { level: String(level) }),
    columns: {
      kind: t('columns.kind'),
      party: t('columns.party'),
      indicator: t('columns.indicator'),
      unit: t('columns.unit'),
      baseline: t('columns.baseline'),
      baselineYear: t('columns.baselineYear'),
      target: t('columns.target'),
      targetYear: t('columns.targetYear'),
      targetGroup: t('columns.targetGroup'),
      source: t('columns.source'),
    },
  };
}
