/** The tree from effects to performances: walked, read and changed as a list. */
import type { Act, NodeId } from '@meemaak/model';
import {
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ComponentType,
  type ReactNode,
} from 'react';
import { flushSync } from 'react-dom';
import { useTranslations } from 'use-intl';
import type { DocumentState } from '../../rooms/dossier-room.ts';
import { useRoom, useWatch } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import { LatePart } from '../../ui/late-part.tsx';
import { LiveRegion } from '../../ui/live-region.tsx';
import { Notice } from '../../ui/notice.tsx';
import { actIn } from '../../view/act.ts';
import { goToFace } from '../../view/asked-face.ts';
import { selectNode, useSelection } from '../../view/selection.ts';
import { offerUndo, treeHistory } from '../../view/undo.ts';
import { GuardBar, NodePanel } from './late-outline.ts';
import { Outline } from './outline.tsx';
import { MessageBar } from './message-bar.tsx';
import { useOthersChanges } from './others-changes.ts';
import { addEffectElementId } from './row-id.ts';
import { focusRow } from './tree-focus.ts';
import { TREE_ORIGIN } from './tree-origin.ts';
import { useTransfer, type TreeTransfer } from './use-transfer.tsx';
import { useTreeVerbs, type TreeMessage, type TreeVerbs } from './use-tree-verbs.ts';
import './tree-face.css';

/** What looks at the tree as a whole, from outside this feature. */
export interface TreeAidsProps {
  readonly act: Act;
  readonly mayWrite: boolean;
  /** Brings the person to a node here, or to who helps with it. */
  readonly onGoTo: (nodeId: NodeId, part?: 'helpers') => void;
}

export interface TreeFaceProps {
  readonly Aids?: ComponentType<TreeAidsProps>;
}

export function TreeFace({ Aids }: TreeFaceProps) {
  const t = useTranslations('tree');
  const room = useRoom();
  const { loaded, mayWrite, damaged } = useWatch(room.documentState('tree'));
  const { nodeId } = useSelection();
  const { verbs, message, dismiss } = useTreeVerbs();
  const [startedNodeId, setStartedNodeId] = useState<NodeId>();
  const isEmpty = useSyncExternalStore(
    (listener) => room.treeIndex.subscribe(listener),
    () => room.treeIndex.rows().length === 0,
  );
  const transfer = useTransfer(verbs);
  const act = useMemo(() => actIn(room, TREE_ORIGIN), [room]);
  const asked = useAsked();
  const spoken = useEachTime(message);
  const changedCount = useOthersChanges(loaded);
  const mayEdit = mayWrite && !damaged;
  useEffect(() => (mayEdit ? offerUndo(room, 'tree', verbs) : undefined), [room, verbs, mayEdit]);
  const startEffect = (): void => {
    const made = verbs.create({ kind: 'effect', parentId: null });
    if (made === undefined) return;
    setStartedNodeId(made);
    selectNode(made, 'tree');
  };
  return (
    <div className="tree-face">
      <HowItStands loaded={loaded} damaged={damaged} isEmpty={isEmpty} />
      {loaded && (
        <>
          <TreeTools
            work={mayEdit ? { verbs, transfer, startEffect } : undefined}
            aids={Aids && <Aids act={act} mayWrite={mayEdit} onGoTo={asked.goTo} />}
          />
          <LatePart>
            <GuardBar />
          </LatePart>
          {!mayEdit && !damaged && <p className="tree-face-reading">{t('readOnly')}</p>}
          {isEmpty && !damaged && (
            <p className="tree-face-empty">{t(mayEdit ? 'empty' : 'emptyReadOnly')}</p>
          )}
          {/* Also when empty: made anew, it would open the started node's title once more. */}
          <Outline
            key={startedNodeId}
            mayWrite={mayEdit}
            verbs={verbs}
            transfer={transfer}
            startedNodeId={startedNodeId}
            asked={asked.row}
            message={<MessageBar message={message} spoken={spoken} onDismiss={dismiss} />}
            panel={
              nodeId !== undefined && (
                <LatePart>
                  <NodePanel
                    key={asked.helpersCount}
                    nodeId={nodeId}
                    verbs={mayEdit ? verbs : undefined}
                    startsAtHelpers={asked.helpersOf === nodeId}
                  />
                </LatePart>
              )
            }
          />
        </>
      )}
      {mayEdit && transfer.dialog}
      <LiveRegion text={changedCount === 0 ? '' : t('changedByOthers', { count: changedCount })} />
    </div>
  );
}

/** Nodes that somebody asks for elsewhere: brings them there, out from under what is folded. */
function useAsked() {
  const [asked, setAsked] = useState<Asked>({ helpersCount: 0 });
  const goTo = (nodeId: NodeId, part?: 'helpers'): void => {
    flushSync(() => {
      setAsked(({ helpersCount }) =>
        part === undefined
          ? { row: { nodeId }, helpersCount }
          : { row: { nodeId }, helpersCount: helpersCount + 1, helpersOf: nodeId },
      );
      selectNode(nodeId, undefined);
    });
    goToFace('tree');
    if (part === undefined) focusRow(nodeId);
  };
  return { ...asked, goTo };
}

interface Asked {
  /** Another object each time. */
  readonly row?: { readonly nodeId: NodeId };
  readonly helpersOf?: NodeId;
  /** How often helpers were asked for: each time the panel opens anew. */
  readonly helpersCount: number;
}

interface TreeToolsProps {
  /** Undefined for who may only read. */
  readonly work:
    | {
        readonly verbs: TreeVerbs;
        readonly transfer: TreeTransfer;
        readonly startEffect: () => void;
      }
    | undefined;
  readonly aids: ReactNode;
}

function TreeTools({ work, aids }: TreeToolsProps) {
  const t = useTranslations('tree');
  return (
    <>
      {work && (
        <div className="tree-face-tools">
          <Button id={addEffectElementId} onClick={work.startEffect}>
            {t('addEffect')}
          </Button>
          <Button onClick={() => work.transfer.open(null)}>{t('transfer')}</Button>
          <HistoryButton command="undo" act={() => work.verbs.undo()} />
          <HistoryButton command="redo" act={() => work.verbs.redo()} />
        </div>
      )}
      <div className="tree-face-aids">{aids}</div>
    </>
  );
}

interface HowItStandsProps extends Pick<DocumentState, 'loaded' | 'damaged'> {
  readonly isEmpty: boolean;
}

function HowItStands({ loaded, damaged, isEmpty }: HowItStandsProps) {
  const t = useTranslations('tree');
  if (damaged) {
    const isUnreadable = !loaded || isEmpty;
    return <Notice spoken="later">{t(isUnreadable ? 'unreadable' : 'damaged')}</Notice>;
  }
  return loaded ? null : <output className="tree-face-loading">{t('loading')}</output>;
}

/** The words of a message, a little different from the last so that the same words are said again. */
function useEachTime(message: TreeMessage | undefined): string {
  const [told, setTold] = useState({ message, isOdd: false });
  if (message !== told.message) setTold({ message, isOdd: !told.isOdd });
  if (message === undefined) return '';
  return told.isOdd ? message.text : `${message.text}\u00A0`;
}

interface HistoryButtonProps {
  readonly command: 'undo' | 'redo';
  readonly act: () => void;
}

function HistoryButton({ command, act }: HistoryButtonProps) {
  const t = useTranslations('tree');
  const history = treeHistory(useRoom());
  const can = useSyncExternalStore(
    (listener) => history.subscribe(listener),
    () => (command === 'undo' ? history.canUndo : history.canRedo),
  );
  const name = t(`commands.${command}`);
  return (
    <Button look="plain" disabled={!can} aria-label={name} title={name} onClick={act}>
      <svg viewBox="0 0 24 24" className="icon" aria-hidden="true">
        <path
          d={command === 'undo' ? undoArrow : redoArrow}
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
    </Button>
  );
}

const undoArrow = 'M8 5 4 9l4 4M4 9h9a5 5 0 0 1 0 10h-3';
const redoArrow = 'M16 5l4 4-4 4M20 9h-9a5 5 0 0 0 0 10h3';
