/** What the nodes of each level are. */
import { NODE_KINDS, type NodeKind } from '@meemaak/model';
import type { BranchPlan } from '@meemaak/transfer';
import { useTranslations } from 'use-intl';

export interface KindPerLevelProps {
  readonly plan: BranchPlan;
  readonly chosenKinds: ReadonlyMap<number, NodeKind>;
  readonly onChoose: (chosenKinds: ReadonlyMap<number, NodeKind>) => void;
}

export function KindPerLevel({ plan, chosenKinds, onChoose }: KindPerLevelProps) {
  const t = useTranslations('transfer');
  const levels = Array.from({ length: plan.levelCount }, (_, at) => at + 1);
  const choose = (level: number, chosen: string): void => {
    const kind = NODE_KINDS.find((known) => known === chosen);
    const next = new Map(chosenKinds);
    if (kind === undefined) next.delete(level);
    else next.set(level, kind);
    onChoose(next);
  };
  return (
    <fieldset className="transfer-kinds">
      <legend>{t('kindPerLevel')}</legend>
      {levels.map((level) => (
        <LevelChoice
          key={level}
          level={level}
          plan={plan}
          isChosen={chosenKinds.has(level)}
          onChoose={(kind) => choose(level, kind)}
        />
      ))}
    </fieldset>
  );
}

interface LevelChoiceProps {
  readonly level: number;
  readonly plan: BranchPlan;
  readonly isChosen: boolean;
  readonly onChoose: (kind: string) => void;
}

function LevelChoice({ level, plan, isChosen, onChoose }: LevelChoiceProps) {
  const t = useTranslations('transfer');
  const words = useTranslations('node.kinds');
  const lines = plan.lines.filter((line) => line.level === level);
  const kinds = new Set(lines.map(({ kind }) => kind));
  const [only] = kinds;
  const isMixed = kinds.size > 1;
  return (
    <label className="transfer-choice">
      {t('level', { level: String(level), count: String(lines.length) })}
      <select value={isMixed ? '' : only} onChange={({ target }) => onChoose(target.value)}>
        {(isMixed || isChosen) && <option value="">{t(isMixed ? 'mixed' : 'asRead')}</option>}
        {NODE_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {words(kind)}
          </option>
        ))}
      </select>
    </label>
  );
}
