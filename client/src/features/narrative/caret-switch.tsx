import { useEffect, useState } from 'react';
import { useRoom, useWatch } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import './caret-switch.css';
import type { WritingWords } from './load-writing.ts';

const STORAGE_KEY = 'meemaak.carets';

/** Takes the carets of others out of sight, for who is distracted by them: on this device, until chosen
 *  otherwise. There when there is something to choose. */
export function CaretSwitch({ t }: { readonly t: WritingWords }) {
  const people = useWatch(useRoom().people);
  const [isShown, setShown] = useState(readPreference);
  useEffect(() => {
    // Where the carets are drawn is the editor's business; this is only about seeing them.
    document.documentElement.dataset['carets'] = isShown ? 'shown' : 'hidden';
    return () => {
      delete document.documentElement.dataset['carets'];
    };
  }, [isShown]);
  if (isShown && people.every(({ isMe }) => isMe)) return null;
  const choose = (): void => {
    keepPreference(!isShown);
    setShown(!isShown);
  };
  return (
    <Button
      look="plain"
      className="caret-switch"
      pressed={isShown}
      title={t(isShown ? 'carets.hide' : 'carets.show')}
      onClick={choose}
    >
      <CaretIcon />
      {t('carets.name')}
    </Button>
  );
}

function readPreference(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== 'hidden';
  } catch {
    // A browser that keeps nothing: as it was made.
    return true;
  }
}

function keepPreference(isShown: boolean): void {
  try {
    localStorage.setItem(STORAGE_KEY, isShown ? 'shown' : 'hidden');
  } catch {
    // Then it holds for this visit.
  }
}

function CaretIcon() {
  return (
    <svg
      viewBox="0 0 20 20"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M7 3.5h1.5q1.5 0 1.5 1.5v10q0 1.5-1.5 1.5H7M13 3.5h-1.5Q10 3.5 10 5v10q0 1.5 1.5 1.5H13" />
    </svg>
  );
}
