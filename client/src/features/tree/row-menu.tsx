/** Everything the keyboard can do with a row, for pointer and touch. */
import { NODE_KINDS, type TreeNode } from '@meemaak/model';
import { useId, useRef, useState, type ToggleEvent } from 'react';
import { useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import { useShownTitle } from '../card/use-shown-title.ts';
import type { TreeCommand } from './tree-keys.ts';
import type { RowActions } from './use-tree-work.ts';
import './row-menu.css';

export interface RowMenuProps {
  readonly node: TreeNode;
  readonly isTabStop: boolean;
  readonly actions: RowActions;
}

const groups: readonly (readonly TreeCommand[])[] = [
  ['addSibling', 'addChild', 'rename'],
  ['moveUp', 'moveDown', 'moveIn', 'moveOut'],
  ['copy', 'copyTable', 'paste'],
  ['archive'],
];

export function RowMenu({ node, isTabStop, actions }: RowMenuProps) {
  const t = useTranslations('tree');
  const shownTitle = useShownTitle();
  const panelId = useId();
  const panel = useRef<HTMLFieldSetElement>(null);
  // Hundreds of rows have a menu; what stands in it is made when one opens it.
  const [isOpen, setOpen] = useState(false);
  const name = t('menuOf', { title: shownTitle(node.title) });
  const follow = ({ newState }: ToggleEvent) => setOpen(newState === 'open');
  return (
    <div className="row-menu" style={{ '--row-menu-anchor': `--${panelId}` }}>
      <button
        type="button"
        className="row-menu-opener"
        popoverTarget={panelId}
        tabIndex={isTabStop ? 0 : -1}
        aria-label={name}
      >
        <span aria-hidden="true">⋯</span>
      </button>
      <fieldset
        ref={panel}
        id={panelId}
        popover="auto"
        aria-label={name}
        className="row-menu-panel"
        onBeforeToggle={follow}
        onToggle={follow}
      >
        {isOpen && (
          <>
            <RowMenuFacts node={node} actions={actions} />
            <RowMenuCommands
              onCommand={(command) => {
                panel.current?.hidePopover();
                actions.perform(node, command);
              }}
            />
          </>
        )}
      </fieldset>
    </div>
  );
}

function RowMenuFacts({ node, actions }: Pick<RowMenuProps, 'node' | 'actions'>) {
  const t = useTranslations('tree');
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
          <option value="">{t('nobody')}</option>
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

function RowMenuCommands({ onCommand }: { readonly onCommand: (command: TreeCommand) => void }) {
  const t = useTranslations('tree');
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
