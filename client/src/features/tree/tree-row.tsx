/** One node as a row: what it is, whose it is, who is at it. */
import { kindName, type Party, type TreeNode } from '@meemaak/model';
import { memo, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { PersonAtNode } from './row-people.ts';
import './tree-row.css';

export interface TreeRowProps {
  readonly node: TreeNode;
  readonly party: Party | undefined;
  readonly people: readonly PersonAtNode[];
  readonly isFolded: boolean;
  readonly isChosen: boolean;
  /** The one row that Tab comes to. */
  readonly isTabStop: boolean;
  /** The open title, when it is being edited here. */
  readonly titleField: ReactNode;
  readonly menu: ReactNode;
  readonly onChoose: (node: TreeNode) => void;
  readonly onFold: (node: TreeNode, isFolded: boolean) => void;
  readonly onOpenTitle: (node: TreeNode) => void;
  /** A key on the row itself, not in a field or a menu within it. */
  readonly onKey: (node: TreeNode, event: KeyboardEvent) => void;
}

export const rowElementId = (nodeId: string): string => `tree-row-${nodeId}`;

export const TreeRow = memo(function TreeRow(props: TreeRowProps) {
  const t = useTranslations('tree');
  const kinds = useTranslations('node.kinds');
  const { node, party, people, isFolded, isChosen, isTabStop, titleField, menu } = props;
  const hasChildren = node.childIds.length > 0;
  const count = node.indicators.length;
  return (
    <tr
      id={rowElementId(node.nodeId)}
      className={`tree-row tree-row-${node.kind}`}
      style={{ '--tree-level': String(node.level) }}
      aria-level={node.level}
      aria-posinset={node.position}
      aria-setsize={node.siblingCount}
      aria-expanded={hasChildren ? !isFolded : undefined}
      aria-selected={isChosen}
      tabIndex={isTabStop ? 0 : -1}
      onClick={() => props.onChoose(node)}
      onDoubleClick={() => props.onOpenTitle(node)}
      onKeyDown={(event) => event.target === event.currentTarget && props.onKey(node, event)}
    >
      <td className="tree-row-main">
        {/* For pointer and touch; the keyboard folds with the arrows, and the row says so itself. */}
        <button
          type="button"
          className="tree-row-fold"
          tabIndex={-1}
          aria-hidden="true"
          disabled={!hasChildren}
          onClick={(event) => {
            event.stopPropagation();
            props.onFold(node, !isFolded);
          }}
        >
          {hasChildren && <FoldIcon isFolded={isFolded} />}
        </button>
        <span className="tree-row-mark" aria-hidden="true" />
        <span className="tree-row-words">
          {titleField ?? (
            <span className={node.title === '' ? 'tree-row-title untitled' : 'tree-row-title'}>
              {node.title === '' ? t('untitled') : node.title}
            </span>
          )}
          <span className="tree-row-facts">
            <span className="tree-row-kind">{kinds(kindName(node))}</span>
            {party !== undefined && (
              <span className="tree-row-party" style={partyStyle(party)}>
                {party.shortName}
              </span>
            )}
            {count > 0 && <span>{t('indicators', { count })}</span>}
            {node.surfaced && <span>{t('surfaced')}</span>}
            <RowPeople people={people} />
          </span>
        </span>
      </td>
      <td className="tree-row-menu">{menu}</td>
    </tr>
  );
});

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
