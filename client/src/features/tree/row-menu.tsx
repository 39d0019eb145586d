/** Everything the keyboard can do with a row, for pointer and touch. */
import { NODE_KINDS, type NodeKind, type PartyId, type TreeNode } from '@meemaak/model';
import { useId, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import type { TreeCommand } from './tree-keys.ts';
import './row-menu.css';

export interface RowMenuProps {
  readonly node: TreeNode;
  readonly onCommand: (command: TreeCommand) => void;
  readonly onKind: (kind: NodeKind) => void;
  readonly onOwner: (owner: PartyId | null) => void;
}

const groups: readonly (readonly TreeCommand[])[] = [
  ['addSibling', 'addChild', 'rename'],
  ['moveUp', 'moveDown', 'moveIn', 'moveOut'],
  ['archive'],
];

export function RowMenu({ node, onCommand, onKind, onOwner }: RowMenuProps) {
  const t = useTranslations('tree');
  const kinds = useTranslations('node.kinds');
  const { view } = useRoom();
  const panelId = useId();
  const panel = useRef<HTMLFieldSetElement>(null);
  const title = node.title || t('untitled');
  return (
    <div className="row-menu" style={{ '--row-menu-anchor': `--${panelId}` }}>
      <button
        type="button"
        className="row-menu-opener"
        popoverTarget={panelId}
        aria-label={t('menuOf', { title })}
      >
        <span aria-hidden="true">⋯</span>
      </button>
      <fieldset
        ref={panel}
        id={panelId}
        popover="auto"
        aria-label={t('menuOf', { title })}
        className="row-menu-panel"
      >
        <div className="row-menu-facts">
          <label>
            {t('kind')}
            <select
              value={node.kind}
              onChange={({ target }) =>
                onKind(NODE_KINDS.find((kind) => kind === target.value) ?? node.kind)
              }
            >
              {NODE_KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {kinds(kind)}
                </option>
              ))}
            </select>
          </label>
          <label>
            {t('owner')}
            <select
              value={node.owner ?? ''}
              onChange={({ target }) =>
                onOwner(
                  view.parties.find(({ partyId }) => partyId === target.value)?.partyId ?? null,
                )
              }
            >
              <option value="">{t('nobody')}</option>
              {view.parties.map(({ partyId, name }) => (
                <option key={partyId} value={partyId}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        </div>
        {groups.map((commands) => (
          <ul key={commands[0]}>
            {commands.map((command) => (
              <li key={command}>
                <button
                  type="button"
                  onClick={() => {
                    panel.current?.hidePopover();
                    onCommand(command);
                  }}
                >
                  {t(`commands.${command}`)}
                  <kbd aria-hidden="true">{t(`keys.${command}`)}</kbd>
                </button>
              </li>
            ))}
          </ul>
        ))}
      </fieldset>
    </div>
  );
}
