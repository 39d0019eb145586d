import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { SaveState, Watchable } from '../../rooms/dossier-room.ts';
import { useRoom, useWatch } from '../../rooms/use-room.tsx';
import { LiveRegion } from '../../ui/live-region.tsx';
import { SlowLine } from './slow-line.tsx';
import { TroubleBar } from './trouble-bar.tsx';
import './save-status.css';

export interface SaveStatusProps {
  /** Does this device keep a copy? */
  readonly keepsCopy: Watchable<boolean>;
}

/** Where the person's work is, in words. Drawn at once; spoken only when it stays so and matters:
 *  `Opgeslagen` after every key would drown everything else. */
export function SaveStatus({ keepsCopy }: SaveStatusProps) {
  const state = useWatch(useRoom().saveState);
  const words = useSaveWords()(state, useWatch(keepsCopy));
  const back = useTranslations('save')('back', { state: words });
  const spoken = useCalm(state, words, back);
  const output = useRef<HTMLOutputElement>(null);
  const isTrouble = state.kind === 'offline' || state.kind === 'stopped';
  return (
    <>
      <output ref={output} aria-live="off" className={`save-status save-status-${state.kind}`}>
        <span className="save-status-mark" aria-hidden="true" />
        {words}
      </output>
      <LiveRegion text={spoken} />
      <SlowLine isConnected={!isTrouble} />
      {isTrouble && (
        <TroubleBar sameAs={output} words={words} hasWaysOn={state.kind === 'stopped'} />
      )}
    </>
  );
}

/** Close reasons that have words of their own. */
const NAMED_REASONS = [
  'notSignedIn',
  'notAllowed',
  'unknownDossier',
  'updateRefused',
  'acrossTheLine',
  'documentFull',
  'frameTooLarge',
  'outdated',
  'otherVersion',
  'otherGeneration',
  'mayNotWrite',
  'damaged',
] as const;

function useSaveWords(): (state: SaveState, keepsCopy: boolean) => string {
  const t = useTranslations('save');
  return (state, keepsCopy) => {
    if (state.kind === 'stopped') {
      const named = NAMED_REASONS.find((reason) => reason === state.reason);
      const reason = t(`reasons.${named ?? 'other'}`);
      return t(state.unsaved && keepsCopy ? 'stoppedUnsaved' : 'stopped', { reason });
    }
    if (state.kind !== 'offline' || !state.unsaved) return t(state.kind);
    return keepsCopy ? t('offlineUnsaved') : t('offlineUnsavedNoCopy');
  };
}

const SETTLED_MS = 1500;

/** The words once they have stood for a while, leaving out what is only passing or only expected. */
function useCalm(state: SaveState, words: string, back: string): string {
  const [spoken, setSpoken] = useState('');
  const hadTrouble = useRef(false);
  useEffect(() => {
    const isTrouble = state.kind === 'offline' || state.kind === 'stopped';
    const isWell = state.kind === 'saved' || state.kind === 'readOnly';
    const isRelief = isWell && hadTrouble.current;
    if (!isTrouble && !isRelief) return;
    const timer = setTimeout(() => {
      hadTrouble.current = isTrouble;
      setSpoken(isRelief ? back : words);
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [state.kind, words, back]);
  return spoken;
}
