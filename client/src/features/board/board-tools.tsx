/** What the canvas itself lacks: adding without a pointer, cards for nodes that have none, and a way
 *  to what was chosen elsewhere. Everything here is a button. */
import { NODE_KINDS, kindName, type NodeKind, type TreeNode } from '@meemaak/model';
import { useCallback, useState, useSyncExternalStore } from 'react';
import { useValue, type Editor } from 'tldraw';
import { useTranslations } from 'use-intl';
import { useRoom, useWatch } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import { takeLostFocus } from '../../ui/take-lost-focus.ts';
import { useSelection } from '../../view/selection.ts';
import { AddMenu } from './add-menu.tsx';
import {
  addNodeCard,
  addNote,
  isCardInSight,
  nodesWithoutCard,
  parentFor,
  placeCards,
  showCard,
} from './add-to-board.ts';
import { cardShapeId } from './card-id.ts';
import './board-tools.css';

export interface BoardToolsProps {
  /** Undefined until the canvas is there. */
  readonly editor: Editor | undefined;
  readonly isChosen: boolean;
  readonly onOpenPlain: () => void;
}

export function BoardTools({ editor, isChosen, onOpenPlain }: BoardToolsProps) {
  const t = useTranslations('board');
  const room = useRoom();
  const { mayWrite } = useWatch(room.documentState('board'));
  const [said, setSaid] = useState('');
  return (
    <div className="board-tools" role="toolbar" aria-label={t('tools')}>
      {editor !== undefined && (
        <>
          {mayWrite && <AddTools editor={editor} say={setSaid} />}
          {/* These come and go, also by what others do: the bar must not grow by them. */}
          <div className="board-tools-offers">
            {mayWrite && <MissingCards editor={editor} say={setSaid} />}
            <ShowChosen editor={editor} />
          </div>
        </>
      )}
      <Button
        look="plain"
        className="board-tools-other"
        ref={isChosen ? takeLostFocus : undefined}
        onClick={onOpenPlain}
      >
        {t('toPlain')}
      </Button>
      <output className="unseen">{said}</output>
    </div>
  );
}

interface ToolProps {
  readonly editor: Editor;
  readonly say: (words: string) => void;
}

function AddTools({ editor, say }: ToolProps) {
  const t = useTranslations('board');
  const kindNames = useTranslations('node.kinds');
  const room = useRoom();
  const tree = useWatch(room.documentState('tree'));
  const { nodeId } = useSelection();
  const chosen = nodeId === undefined ? undefined : room.treeIndex.node(nodeId);

  const addCard = (kind: NodeKind): void => {
    const parent = parentFor(kind, chosen);
    const outcome = addNodeCard(editor, room, { kind, title: t(`newTitles.${kind}`), parent });
    if (!outcome.ok) say(t('addRefused'));
  };
  const kinds = tree.mayWrite ? NODE_KINDS : [];
  return (
    <AddMenu
      entries={[
        ...kinds.map((kind) => ({
          key: kind,
          label: kindNames(kindName({ kind, level: (parentFor(kind, chosen)?.level ?? 0) + 1 })),
          hint: underHint(parentFor(kind, chosen)),
          act: () => addCard(kind),
        })),
        { key: 'note', label: t('addNote'), hint: undefined, act: () => addNote(editor) },
      ]}
    />
  );

  function underHint(parent: TreeNode | undefined): string | undefined {
    return parent === undefined ? undefined : t('addUnder', { title: parent.title });
  }
}

function MissingCards({ editor, say }: ToolProps) {
  const t = useTranslations('board');
  const room = useRoom();
  const { treeIndex } = room;
  const subscribe = useCallback(
    (listener: () => void) => treeIndex.subscribe(listener),
    [treeIndex],
  );
  const rows = useSyncExternalStore(subscribe, () => treeIndex.rows());
  const missing = useValue(
    'nodes without a card',
    () => {
      const present = editor.getCurrentPageShapeIds();
      return nodesWithoutCard(rows, (nodeId) => present.has(cardShapeId(nodeId)));
    },
    [editor, rows],
  );
  if (missing.length === 0) return null;
  return (
    <Button
      look="plain"
      onClick={() => {
        placeCards(editor, room, missing);
        say(t('placed', { count: missing.length }));
      }}
    >
      {t('placeMissing', { count: missing.length })}
    </Button>
  );
}

/** Only when the card is there and out of sight. */
function ShowChosen({ editor }: Pick<ToolProps, 'editor'>) {
  const t = useTranslations('board');
  const { nodeId } = useSelection();
  const isOutOfSight = useValue(
    'chosen card is out of sight',
    () => nodeId !== undefined && isCardInSight(editor, nodeId) === false,
    [editor, nodeId],
  );
  if (nodeId === undefined || !isOutOfSight) return null;
  return (
    <Button look="plain" onClick={() => showCard(editor, nodeId)}>
      {t('showChosen')}
    </Button>
  );
}
