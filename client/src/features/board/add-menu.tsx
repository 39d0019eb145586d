import { useId, useRef } from 'react';
import { useTranslations } from 'use-intl';
import './add-menu.css';

export interface AddMenuEntry {
  readonly key: string;
  readonly label: string;
  /** Where it will hang, when that is not at the top. */
  readonly hint: string | undefined;
  readonly act: () => void;
}

/** A button that opens a short list of buttons. The browser closes it with Escape or a press beside it. */
export function AddMenu({ entries }: { readonly entries: readonly AddMenuEntry[] }) {
  const t = useTranslations('board');
  const listId = useId();
  const list = useRef<HTMLUListElement>(null);
  return (
    <>
      <button type="button" className="button button-quiet add-menu-opener" popoverTarget={listId}>
        {t('add')}
      </button>
      <ul ref={list} id={listId} popover="auto" className="add-menu">
        {entries.map(({ key, label, hint, act }) => (
          <li key={key}>
            <button
              type="button"
              onClick={() => {
                list.current?.hidePopover();
                act();
              }}
            >
              <span className="add-menu-label">{label}</span>
              {hint !== undefined && <small>{hint}</small>}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
