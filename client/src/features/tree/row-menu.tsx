/** Everything the keyboard can do with a row, for pointer and touch. */
import type { TreeNode } from '@meemaak/model';
import { useId, useRef, useState, type ToggleEvent } from 'react';
import { useTranslations } from 'use-intl';
import { LatePart } from '../../ui/late-part.tsx';
import { useShownTitle } from '../card/use-shown-title.ts';
import { RowMenuItems } from './late-outline.ts';
import type { RowActions } from './use-tree-work.ts';
import './row-menu.css';

export interface RowMenuProps {
  readonly node: TreeNode;
  readonly isTabStop: boolean;
  readonly actions: RowActions;
}

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
          <LatePart>
            <RowMenuItems
              node={node}
              actions={actions}
              onCommand={(command) => {
                panel.current?.hidePopover();
                actions.perform(node, command);
              }}
            />
          </LatePart>
        )}
      </fieldset>
    </div>
  );
}
