import { useRef, type KeyboardEvent } from 'react';
import './tabs.css';

export interface Tab<Key extends string> {
  readonly key: Key;
  readonly label: string;
}

export interface TabListProps<Key extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<Key>[];
  readonly active: Key;
  readonly onChoose: (key: Key) => void;
  /** The id of a tab's panel; the tab itself gets `<panel>-tab`. */
  readonly panelId: (key: Key) => string;
}

/** A row of tabs: arrows move and choose at once, as nothing is fetched by it that hurts. */
export function TabList<Key extends string>(props: TabListProps<Key>) {
  const { label, tabs, active, onChoose, panelId } = props;
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const next =
      tabs[nextIndex(event.key, tabs.map(({ key }) => key).indexOf(active), tabs.length)];
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next.key);
    list.current?.querySelector<HTMLElement>(`#${tabId(panelId(next.key))}`)?.focus();
  };
  return (
    <div className="tabs" role="tablist" aria-label={label} ref={list}>
      {tabs.map(({ key, label: words }) => (
        <button
          key={key}
          type="button"
          role="tab"
          className="tabs-tab"
          id={tabId(panelId(key))}
          aria-selected={key === active}
          aria-controls={panelId(key)}
          tabIndex={key === active ? 0 : -1}
          onClick={() => onChoose(key)}
          onKeyDown={onKeyDown}
        >
          {words}
        </button>
      ))}
    </div>
  );
}

export function tabId(panel: string): string {
  return `${panel}-tab`;
}

/** Where a key leads from tab `at` of `count`; -1 for keys that are not ours. */
function nextIndex(key: string, at: number, count: number): number {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowLeft':
      return (at + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return -1;
  }
}
