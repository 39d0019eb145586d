/** What stands in the menu of a row. */
import { NODE_KINDS, type TreeNode } from '@meemaak/model';
import { useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import type { KeyedCommand, TreeCommand } from './tree-keys.ts';
import type { RowActions } from './use-tree-work.ts';

export interface RowMenuItemsProps {
  readonly node: TreeNode;
  readonly actions: RowActions;
  readonly onCommand: (command: TreeCommand) => void;
}

const groups: readonly (readonly (KeyedCommand | 'copyTable')[])[] = [
  ['addSibling', 'addChild', 'rename'],
  ['moveUp', 'moveDown', 'moveIn', 'moveOut', 'moveTo'],
  ['zoomIn', 'choose'],
  ['copy', 'copyTable', 'paste'],
  ['archive'],
];

export function RowMenuItems({ node, actions, onCommand }: RowMenuItemsProps) {
  return (
    <>
      <RowMenuFacts node={node} actions={actions} />
      <RowMenuCommands onCommand={onCommand} />
    </>
  );
}

function RowMenuFacts({ node, actions }: Omit<RowMenuItemsProps, 'onCommand'>) {
  const t = useTranslations('outline');
  const tree = useTranslations('tree');
  const kinds = useTranslations('node.kinds');
  const { parties } = useRoom().view;
  const chooseKind = (chosen: string): void => {
    const kind = NODE_KINDS.find((known) => known === chosen);
    if (kind !== undefined) actions.setKind(node, kind);
  };
  const chooseOwner = (chosen: string): void => {
    const party = parties.find(({ partyId }) => partyId === chosen);
    actions.setOwner(node, party?.partyId ?? null);
  };
  return (
    <div className="row-menu-facts">
      <label>
        {t('kind')}
        <select value={node.kind} onChange={({ target }) => chooseKind(target.value)}>
          {NODE_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {kinds(kind)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('owner')}
        <select value={node.owner ?? ''} onChange={({ target }) => chooseOwner(target.value)}>
          <option value="">{tree('nobody')}</option>
          {parties.map(({ partyId, name }) => (
            <option key={partyId} value={partyId}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

function RowMenuCommands({ onCommand }: Pick<RowMenuItemsProps, 'onCommand'>) {
  const t = useTranslations('outline');
  return groups.map((commands) => (
    <ul key={commands[0]}>
      {commands.map((command) => (
        <li key={command}>
          <button
            type="button"
            onClick={(event) => {
              // The row would choose itself again, after the command chose another.
              event.stopPropagation();
              onCommand(command);
            }}
          >
            {t(`commands.${command}`)}
            {command !== 'copyTable' && <kbd aria-hidden="true">{t(`keys.${command}`)}</kbd>}
          </button>
        </li>
      ))}
    </ul>
  ));
}
