/** The tree as it will come: lists in lists, so that everybody hears and sees what hangs under what. */
import { kindName } from '@meemaak/model';
import type { BranchPlan, PlannedLine } from '@meemaak/transfer';
import { memo, useMemo, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';

export interface TransferPreviewProps {
  readonly plan: BranchPlan;
  /** Does it come under a node? Then its effects are sub-effects. */
  readonly isDeep: boolean;
}

interface Twig {
  readonly line: PlannedLine;
  readonly twigs: Twig[];
}

/** Drawn again only when the plan is another one: it may have 2,000 lines. */
export const TransferPreview = memo(function TransferPreview({
  plan,
  isDeep,
}: TransferPreviewProps) {
  const t = useTranslations('transfer');
  const twigs = useMemo(() => twigsOf(plan), [plan]);
  const nodes = t('count', { count: plan.lines.length });
  const levels = t('levels', { count: plan.levelCount });
  return (
    <>
      <output className="transfer-summary">{t('summary', { nodes, levels })}</output>
      <div className="transfer-preview">
        <Twigs twigs={twigs} isDeep={isDeep} />
      </div>
    </>
  );
});

function twigsOf({ lines }: BranchPlan): readonly Twig[] {
  const top: Twig[] = [];
  const above: Twig[] = [];
  for (const line of lines) {
    const twig = { line, twigs: [] };
    above[line.level - 1] = twig;
    (above[line.level - 2]?.twigs ?? top).push(twig);
  }
  return top;
}

interface TwigsProps {
  readonly twigs: readonly Twig[];
  readonly isDeep: boolean;
}

function Twigs({ twigs, isDeep }: TwigsProps): ReactNode {
  return (
    <ul>
      {twigs.map((twig) => (
        <li key={twig.line.at} className={`transfer-twig transfer-twig-${twig.line.kind}`}>
          <TwigWords line={twig.line} isDeep={isDeep} />
          {twig.twigs.length > 0 && <Twigs twigs={twig.twigs} isDeep />}
        </li>
      ))}
    </ul>
  );
}

function TwigWords({ line, isDeep }: { readonly line: PlannedLine; readonly isDeep: boolean }) {
  const t = useTranslations('transfer');
  const words = useTranslations('node');
  const { partiesById } = useRoom();
  const { title, kind, owner, indicators, unfitUnder } = line;
  const party = owner === null ? undefined : partiesById.get(owner);
  const count = indicators.length;
  return (
    <>
      <span className="transfer-twig-title">{title}</span>
      <span className="transfer-twig-facts">
        <span>{words(`kinds.${kindName({ kind, level: isDeep ? 2 : 1 })}`)}</span>
        {party !== undefined && <span>{t('ownedBy', { party: party.shortName })}</span>}
        {count > 0 && <span>{words('indicators', { count })}</span>}
        {unfitUnder !== undefined && <strong>{t('misfit')}</strong>}
      </span>
    </>
  );
}
