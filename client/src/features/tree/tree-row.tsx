/** One node as a row: what it is, whose it is, who is at it. */
import { isOffered, kindName, type Party, type TreeNode } from '@meemaak/model';
import { memo } from 'react';
import { useTranslations } from 'use-intl';
import { useShownTitle } from '../card/use-shown-title.ts';
import type { Editing } from './row-commands.ts';
import { rowElementId } from './row-id.ts';
import { RowMenu } from './row-menu.tsx';
import type { PersonAtNode } from './row-people.ts';
import { TitleField } from './title-field.tsx';
import type { RowActions } from './use-tree-work.ts';
import './tree-row.css';

export interface TreeRowProps {
  readonly node: TreeNode;
  /** From 0, among all rows, on the page or not. */
  readonly rowNumber: number;
  /** Room of the rows right above it that are not on the page. */
  readonly gapPx: number;
  /** Levels below the highest row that is shown. */
  readonly indent: number;
  readonly party: Party | undefined;
  readonly people: readonly PersonAtNode[];
  readonly isFolded: boolean;
  readonly isChosen: boolean;
  /** Several are being chosen. */
  readonly isChoosing: boolean;
  /** The one row that Tab comes to. */
  readonly isTabStop: boolean;
  readonly mayWrite: boolean;
  /** Set while the title of this row is open. */
  readonly editing: Editing | undefined;
  readonly actions: RowActions;
}

/** Drawn again only when something about this row changed: a tree may have hundreds of them. */
export const TreeRow = memo(function TreeRow(props: TreeRowProps) {
  const { node, rowNumber, gapPx, indent, isFolded, isChosen, isTabStop, mayWrite, actions } =
    props;
  const wordsId = `${rowElementId(node.nodeId)}-words`;
  return (
    <tr
      id={rowElementId(node.nodeId)}
      className={`tree-row tree-row-${node.kind}`}
      style={{ '--tree-indent': String(indent), marginBlockStart: gapPx }}
      aria-rowindex={rowNumber + 2}
      aria-labelledby={wordsId}
      aria-level={node.level}
      aria-posinset={node.position}
      aria-setsize={node.siblingCount}
      aria-expanded={node.childIds.length > 0 ? !isFolded : undefined}
      aria-selected={isChosen}
      tabIndex={isTabStop ? 0 : -1}
      onClick={(event) => actions.choose(node, event)}
      onFocus={() => actions.arrive(node)}
      // Only on the row itself: a field and a menu within it have keys of their own.
      onKeyDown={(event) => event.target === event.currentTarget && actions.press(node, event)}
    >
      <td className="tree-row-main">
        <FoldButton node={node} isFolded={isFolded} actions={actions} />
        {props.isChoosing ? (
          <ChooseBox {...props} />
        ) : (
          <span className="tree-row-mark" aria-hidden="true" />
        )}
        <span id={wordsId} className="tree-row-words">
          <RowTitle {...props} />
          <RowFacts {...props} />
        </span>
      </td>
      <td className="tree-row-menu">
        {mayWrite && <RowMenu node={node} isTabStop={isTabStop} actions={actions} />}
      </td>
    </tr>
  );
});

/** For pointer and touch; the keyboard chooses with Space, so Tab passes by. */
function ChooseBox({ node, isChosen, actions }: TreeRowProps) {
  const t = useTranslations('tree');
  const title = useShownTitle()(node.title);
  return (
    <input
      type="checkbox"
      className="tree-row-box"
      tabIndex={-1}
      aria-label={t('chooseRow', { title })}
      checked={isChosen}
      onClick={(event) => event.stopPropagation()}
      onChange={() => actions.toggle(node)}
    />
  );
}

/** For pointer and touch; the keyboard folds with the arrows, so Tab passes by. */
function FoldButton({
  node,
  isFolded,
  actions,
}: Pick<TreeRowProps, 'node' | 'isFolded' | 'actions'>) {
  const t = useTranslations('tree');
  const title = useShownTitle()(node.title);
  if (node.childIds.length === 0) return <span />;
  return (
    <button
      type="button"
      className="tree-row-fold"
      tabIndex={-1}
      aria-label={t(isFolded ? 'unfold' : 'fold', { title })}
      onClick={(event) => {
        event.stopPropagation();
        actions.setFolded(node, !isFolded);
      }}
    >
      <FoldIcon isFolded={isFolded} />
    </button>
  );
}

function RowTitle({ node, mayWrite, editing, actions }: TreeRowProps) {
  const shownTitle = useShownTitle();
  if (mayWrite && editing !== undefined) {
    return (
      <TitleField
        node={node}
        isNew={editing.isNew}
        onEnd={(end, before) => actions.endEdit(node, end, before)}
      />
    );
  }
  return (
    <span
      className={node.title === '' ? 'tree-row-title untitled' : 'tree-row-title'}
      onDoubleClick={() => mayWrite && actions.perform(node, 'rename')}
    >
      {shownTitle(node.title)}
    </span>
  );
}

function RowFacts({ node, party, people }: TreeRowProps) {
  const t = useTranslations('tree');
  const words = useTranslations('node');
  const count = node.indicators.length;
  return (
    <span className="tree-row-facts">
      <span className="tree-row-kind">{words(`kinds.${kindName(node)}`)}</span>
      {party !== undefined && (
        <span
          className={isOffered(node) ? 'tree-row-party tree-row-offered' : 'tree-row-party'}
          style={partyStyle(party)}
        >
          {party.shortName}
          {isOffered(node) && `: ${words('offered')}`}
        </span>
      )}
      {node.state.is !== 'draft' && (
        <span className="tree-row-state">{words(`states.${node.state.is}`)}</span>
      )}
      {count > 0 && <span>{words('indicators', { count })}</span>}
      {node.surfaced && <span>{t('surfaced')}</span>}
      <RowPeople people={people} />
    </span>
  );
}

function partyStyle({ colour }: Pick<Party, 'colour'>) {
  return {
    '--row-party-ink': `var(--party-${colour}-ink)`,
    '--row-party-fill': `var(--party-${colour}-fill)`,
    '--row-party-line': `var(--party-${colour}-line)`,
  };
}

function RowPeople({ people }: { readonly people: readonly PersonAtNode[] }) {
  const t = useTranslations('tree');
  return people.map(({ person, isEditing }) => {
    const { name, colour } = person.participant;
    return (
      <span key={person.clientId} className="tree-row-person" style={partyStyle({ colour })}>
        {isEditing ? t('personTypes', { name }) : t('personLooks', { name })}
      </span>
    );
  });
}

function FoldIcon({ isFolded }: { readonly isFolded: boolean }) {
  return (
    <svg viewBox="0 0 16 16" className="icon" aria-hidden="true">
      <path
        d={isFolded ? 'M6 3.5 10.5 8 6 12.5' : 'M3.5 6 8 10.5 12.5 6'}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
