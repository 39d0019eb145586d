/** What is done from an overview: said in words, with its way back, the latest first. */
import type { Act, Outcome, TreeDocument, TreeRefusal, TreeStep } from '@meemaak/model';
import { putChip, takeChipBack, type ChipPlace } from '@meemaak/narrative';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import { treeHistory } from '../../view/undo.ts';

const OVERVIEW_ORIGIN = Symbol('an overview');

type TreeOutcome = Outcome<TreeStep, TreeRefusal>;
/** What came of taking something back; undefined: done. */
type TakeBack = () => string | undefined;

export interface OverviewMessage {
  readonly text: string;
  readonly isRefusal: boolean;
}

export interface OverviewWork {
  /** Undefined: nothing was done yet. */
  readonly message: OverviewMessage | undefined;
  /** Does something to the tree, in one step of undo. True when it was done; then `done` is said. */
  readonly run: (verb: (tree: TreeDocument, act: Act) => TreeOutcome, done: string) => boolean;
  /** Names a node in the narrative. */
  readonly put: (place: ChipPlace, done: string) => void;
  /** Takes the latest back; undefined: there is nothing. */
  readonly undo: (() => void) | undefined;
}

/** `act`: who does it, as the tree knows its own changes. */
export function useOverviewWork(act: Act): OverviewWork {
  const t = useTranslations();
  const room = useRoom();
  const [message, setMessage] = useState<OverviewMessage>();
  const [ways, setWays] = useState<readonly TakeBack[]>([]);
  const refused = ({ kind, ...facts }: TreeRefusal): string =>
    t(`tree.refusals.${kind}`, { parentKind: '', childKind: '', nodeKind: '', ...facts });
  const settle = (text: string, takeBack: TakeBack): void => {
    setMessage({ text, isRefusal: false });
    setWays((before) => [...before, takeBack]);
  };
  const takeTreeBack: TakeBack = () => {
    const outcome = treeHistory(room).undo(room.tree, act);
    return outcome.ok ? undefined : refused(outcome.refusal);
  };
  const latest = ways.at(-1);
  const undo = (): void => {
    const refusal = latest?.();
    setWays((before) => before.slice(0, -1));
    setMessage({ text: refusal ?? t('overview.undone'), isRefusal: refusal !== undefined });
  };
  useUndoKeys(latest === undefined ? undefined : undo);
  return {
    message,
    run(verb, done) {
      const outcome = verb(room.tree, act);
      if (outcome.ok) {
        treeHistory(room).record(outcome.value);
        settle(done, takeTreeBack);
      } else setMessage({ text: refused(outcome.refusal), isRefusal: true });
      return outcome.ok;
    },
    put(place, done) {
      const { body } = room.narrative;
      const put = putChip(body, place, OVERVIEW_ORIGIN);
      settle(done, () =>
        takeChipBack(body, put, OVERVIEW_ORIGIN) ? undefined : t('overview.thread.chipGone'),
      );
    },
    undo: latest === undefined ? undefined : undo,
  };
}

/** In front of the page Ctrl+Z takes back what was done there, not something behind it. */
function useUndoKeys(undo: (() => void) | undefined): void {
  const newest = useRef(undo);
  useEffect(() => {
    newest.current = undo;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const isUndo = (event.ctrlKey || event.metaKey) && /^[zy]$/i.test(event.key);
      // A field takes back its own letters.
      const isInField = event.target instanceof Element && event.target.matches('input');
      if (!isUndo || isInField) return;
      event.preventDefault();
      if (event.key === 'z') newest.current?.();
    };
    document.addEventListener('keydown', press, { capture: true });
    return () => document.removeEventListener('keydown', press, { capture: true });
  }, []);
}
