/** Many nodes at once, from a text or a file: one sees what will come before it does. */
import { addBranch, kindsUnder, type Act, type NodeId, type NodeKind } from '@meemaak/model';
import type { TransferMessages } from '@meemaak/messages';
import { planBranch, planToNodes, type BranchPlan } from '@meemaak/transfer';
import { useMemo, useState } from 'react';
import { IntlProvider, useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useLanguage } from '../../view/language.ts';
import { KindPerLevel } from './kind-per-level.tsx';
import type { AddedBranch, Pasted } from './paste-on-row.ts';
import { PlaceChoice } from './place-choice.tsx';
import { refusalWords } from './refusal-words.ts';
import { SourceField } from './source-field.tsx';
import { TransferPreview } from './transfer-preview.tsx';
import { useSource, type Source } from './use-source.ts';
import './transfer-dialog.css';

export interface TransferDialogProps {
  readonly words: TransferMessages;
  /** Where it comes unless the person chooses another place; null: at the top. */
  readonly parentId: NodeId | null;
  readonly pasted?: Pasted | undefined;
  readonly act: Act;
  readonly onAdded: (added: AddedBranch) => void;
  readonly onClose: () => void;
}

export function TransferDialog({ words, ...props }: TransferDialogProps) {
  const { locale, messages } = useLanguage();
  const withOwn = useMemo(() => ({ ...messages, transfer: words }), [messages, words]);
  return (
    <IntlProvider locale={locale} messages={withOwn} timeZone="Europe/Amsterdam">
      <OpenDialog {...props} />
    </IntlProvider>
  );
}

function OpenDialog({
  parentId,
  pasted,
  act,
  onAdded,
  onClose,
}: Omit<TransferDialogProps, 'words'>) {
  const t = useTranslations('transfer');
  const { tree } = useRoom();
  const source = useSource(pasted);
  const [placeId, setPlaceId] = useFittingPlace(parentId);
  const [chosenKinds, setChosenKinds] = useState<ReadonlyMap<number, NodeKind>>(new Map());
  const [refused, setRefused] = useState<'parentIsGone' | 'other'>();
  const [isOpen, setOpen] = useState(true);
  const plan = usePlan(source, placeId, chosenKinds);
  const isFitting = plan?.lines.every(({ unfitUnder }) => unfitUnder === undefined) === true;
  const add = (): void => {
    const nodes = planToNodes(plan ?? { lines: [], levelCount: 0, unknownParties: [] });
    const outcome = addBranch(tree, { parentId: placeId, nodes }, act);
    const firstId = nodes[0]?.nodeId;
    if (outcome.ok && firstId !== undefined) {
      onAdded({ step: outcome.value, firstId, count: nodes.length });
    } else {
      const isGone = !outcome.ok && outcome.refusal.kind === 'parentIsGone';
      setRefused(isGone ? 'parentIsGone' : 'other');
    }
  };
  return (
    <Dialog
      isOpen={isOpen}
      title={t('title')}
      onClose={onClose}
      actions={
        <>
          <Button look="main" disabled={!isFitting} onClick={add}>
            {t('add', { count: plan?.lines.length ?? 0 })}
          </Button>
          <Button onClick={() => setOpen(false)}>{t('cancel')}</Button>
        </>
      }
    >
      <div className="transfer-dialog">
        <div className="transfer-dialog-part">
          <SourceField source={source} />
          <PlaceChoice placeId={placeId} onChoose={setPlaceId} />
        </div>
        <section className="transfer-dialog-part" aria-label={t('preview')}>
          <h3>{t('preview')}</h3>
          <SourceFaults source={source} plan={plan} refused={refused} />
          {plan === undefined ? (
            <p className="transfer-hint">{t('previewEmpty')}</p>
          ) : (
            <>
              <KindPerLevel plan={plan} chosenKinds={chosenKinds} onChoose={setChosenKinds} />
              <TransferPreview plan={plan} isDeep={placeId !== null} />
            </>
          )}
        </section>
      </div>
    </Dialog>
  );
}

/** Under an activity nothing can hang: then it comes at the top until another place is chosen. */
function useFittingPlace(wanted: NodeId | null) {
  const { treeIndex } = useRoom();
  return useState(() => {
    const kind = wanted === null ? undefined : treeIndex.node(wanted)?.kind;
    return kind === undefined || kindsUnder(kind).length === 0 ? null : wanted;
  });
}

function usePlan(
  { outcome }: Source,
  placeId: NodeId | null,
  chosenKinds: ReadonlyMap<number, NodeKind>,
): BranchPlan | undefined {
  const { treeIndex, view } = useRoom();
  const outline = outcome?.ok === true ? outcome.value : undefined;
  const parentKind = placeId === null ? null : (treeIndex.node(placeId)?.kind ?? null);
  return useMemo(
    () => outline && planBranch(outline, { parentKind, chosenKinds, parties: view.parties }),
    [outline, parentKind, chosenKinds, view.parties],
  );
}

interface SourceFaultsProps {
  readonly source: Source;
  readonly plan: BranchPlan | undefined;
  readonly refused: 'parentIsGone' | 'other' | undefined;
}

/** What stands in the way, and what will be different than one might think. On the page before there is
 *  anything to say: only then it is read aloud for certain. */
function SourceFaults({ source: { outcome }, plan, refused }: SourceFaultsProps) {
  const t = useTranslations('transfer');
  const misfits = plan?.lines.filter(({ unfitUnder }) => unfitUnder !== undefined) ?? [];
  const [first] = misfits;
  const unknown = plan?.unknownParties ?? [];
  const skippedCount = outcome?.ok === true ? outcome.value.skippedCount : 0;
  return (
    <div aria-live="polite">
      {refused !== undefined && <p className="transfer-fault">{t(`refusals.${refused}`)}</p>}
      {outcome?.ok === false && (
        <p className="transfer-fault">{refusalWords(t, outcome.refusal)}</p>
      )}
      {first !== undefined && (
        <p className="transfer-fault">
          {t('misfits', {
            count: misfits.length,
            title: first.title,
            parentKind: first.unfitUnder ?? 'activity',
          })}
        </p>
      )}
      {unknown.length > 0 && (
        <p className="transfer-hint">
          {t('unknownParties', { count: unknown.length, names: unknown.slice(0, 5).join(', ') })}
        </p>
      )}
      {skippedCount > 0 && <p className="transfer-hint">{t('skipped', { count: skippedCount })}</p>}
    </div>
  );
}
