/** The glossary's verbs as a screen calls them: with who and when filled in, a refusal in words, and the
 *  way back of the last one. */
import {
  reverseGlossaryStep,
  type GlossaryAct,
  type GlossaryRefusal,
  type GlossaryStep,
  type Outcome,
  type TreeDocument,
} from '@meemaak/model';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRoom } from '../rooms/use-room.tsx';

const GLOSSARY_ORIGIN = Symbol('the glossary');

type GlossaryOutcome = Outcome<GlossaryStep, GlossaryRefusal>;

export interface GlossaryMessage {
  readonly text: string;
  readonly isRefusal: boolean;
  /** Undefined: nothing to undo. */
  readonly undo: (() => void) | undefined;
}

export interface GlossaryWork {
  /** Undefined: nothing was done yet. */
  readonly message: GlossaryMessage | undefined;
  /** True when it was done; then `done` is said, with its way back. */
  readonly run: (
    verb: (tree: TreeDocument, act: GlossaryAct) => GlossaryOutcome,
    done: string,
  ) => boolean;
  /** Says something that has no way back here. */
  readonly tell: (text: string, isRefusal: boolean) => void;
}

export function useGlossaryWork(): GlossaryWork {
  const t = useTranslations('glossary');
  const { tree, me } = useRoom();
  const [message, setMessage] = useState<GlossaryMessage>();
  const actNow = (): GlossaryAct => ({
    signature: { by: me.participantId, party: me.partyId, at: Date.now() },
    origin: GLOSSARY_ORIGIN,
  });
  const settle = (outcome: GlossaryOutcome, text: string, canUndo: boolean): boolean => {
    if (!outcome.ok) {
      setMessage({ text: t(`refusals.${outcome.refusal.kind}`), isRefusal: true, undo: undefined });
      return false;
    }
    const step = outcome.value;
    const undo = (): void =>
      void settle(reverseGlossaryStep(tree, step, actNow()), t('undone'), false);
    setMessage({ text, isRefusal: false, undo: canUndo ? undo : undefined });
    return true;
  };
  return {
    message,
    run: (verb, done) => settle(verb(tree, actNow()), done, true),
    tell: (text, isRefusal) => setMessage({ text, isRefusal, undo: undefined }),
  };
}

/** In a dialog of words Ctrl+Z takes back what was last done there, not something in the text behind it. */
export function useUndoKeys({ message }: GlossaryWork): void {
  const latest = useRef(message);
  useEffect(() => {
    latest.current = message;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const isUndo = (event.ctrlKey || event.metaKey) && /^[zy]$/i.test(event.key);
      // A field takes back its own letters.
      if (!isUndo || (event.target instanceof Element && event.target.matches(FIELDS))) return;
      event.preventDefault();
      if (event.key === 'z') latest.current?.undo?.();
    };
    document.addEventListener('keydown', press, { capture: true });
    return () => document.removeEventListener('keydown', press, { capture: true });
  }, []);
}

const FIELDS = 'input, textarea';
