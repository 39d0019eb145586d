import type { Editor } from '@tiptap/core';
import { useEffect, useMemo, useState } from 'react';
import { useRoom } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import { bringIntoView } from '../../view/mark-place.ts';
import type { Mark } from '../../view/text-layer.ts';
import { textMarksOf, wordsAt } from '../../view/text-marks.ts';
import type { WritingWords } from './load-writing.ts';
import { useWriters } from './use-writers.ts';
import './who-wrote.css';
import { isWrittenBy, writerLayer, type WrittenBy } from './writer-layer.ts';

export interface WhoWroteProps {
  readonly editor: Editor;
  readonly t: WritingWords;
}

/** Which party wrote what: off until somebody asks, for them alone, and never with figures. */
export function WhoWrote({ editor, t }: WhoWroteProps) {
  const [isOn, setOn] = useState(false);
  return (
    <>
      <Button
        look="plain"
        className="who-wrote-switch"
        pressed={isOn}
        title={t(isOn ? 'who.off' : 'who.on')}
        onClick={() => setOn(!isOn)}
      >
        <WhoWroteIcon />
        {t('who.name')}
      </Button>
      {isOn && <WhoWrotePanel editor={editor} t={t} />}
    </>
  );
}

interface Passage extends Mark {
  readonly value: WrittenBy;
}

/** Further ones are told by their number. */
const MOST_SHOWN = 100;
const BEGINNING_LETTERS = 60;

function WhoWrotePanel({ editor, t }: WhoWroteProps) {
  const { view } = useRoom();
  const { partyOf, isBroken } = useWriters();
  const passages = usePassages(editor, partyOf);
  const present = new Set(passages?.map(({ value }) => value.party.partyId));
  const parties = view.parties.filter(({ partyId }) => present.has(partyId));
  return (
    <section className="who-wrote" aria-label={t('who.name')}>
      {isBroken && <p role="alert">{t('who.broken')}</p>}
      {passages === undefined && !isBroken && <output>{t('who.loading')}</output>}
      {passages?.length === 0 && <p>{t('who.nobody')}</p>}
      {passages !== undefined && passages.length > 0 && (
        <>
          <p>{t('who.about')}</p>
          <ul className="who-wrote-parties" aria-label={t('who.parties')}>
            {parties.map(({ partyId, colour, name }) => (
              <li key={partyId}>
                <span className={`written written-${colour}`}>{name}</span>
              </li>
            ))}
          </ul>
          <PassageList editor={editor} t={t} passages={passages} />
        </>
      )}
    </section>
  );
}

interface PassageListProps extends WhoWroteProps {
  readonly passages: readonly Passage[];
}

/** The same in words, for who sees no colours. */
function PassageList({ editor, t, passages }: PassageListProps) {
  const [isOpen, setOpen] = useState(false);
  const more = passages.length - MOST_SHOWN;
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('who.list')}</summary>
      {isOpen && (
        <ol className="who-wrote-list">
          {passages.slice(0, MOST_SHOWN).map((passage) => (
            <li key={`${String(passage.from)} ${passage.value.party.partyId}`}>
              <button type="button" onClick={() => bringIntoView(editor, passage)}>
                <strong>{passage.value.party.shortName}</strong>{' '}
                <span lang="nl">{beginningOf(wordsAt(editor, passage))}</span>
              </button>
            </li>
          ))}
        </ol>
      )}
      {isOpen && more > 0 && <p>{t('who.more', { count: more })}</p>}
    </details>
  );
}

/** A chip is one sign in the letters of a block. */
function beginningOf(words: string): string {
  const plain = words.replaceAll('\uFFFC', '…').replaceAll('\n', ' ').trim();
  return plain.length > BEGINNING_LETTERS
    ? `${plain.slice(0, BEGINNING_LETTERS).trimEnd()}…`
    : plain;
}

/** Paints the text as long as this is on the screen; every stretch in reading order. */
function usePassages(
  editor: Editor,
  partyOf: ReturnType<typeof useWriters>['partyOf'],
): readonly Passage[] | undefined {
  const { narrative } = useRoom();
  const [passages, setPassages] = useState<readonly Passage[]>();
  const layer = useMemo(
    () => partyOf && writerLayer(editor, narrative, partyOf),
    [editor, narrative, partyOf],
  );
  useEffect(() => {
    if (layer === undefined) return undefined;
    const marks = textMarksOf(editor);
    const stopListening = marks.subscribe(() => setPassages(marks.of(layer).filter(isPassage)));
    const stopDrawing = marks.add(layer);
    return () => {
      stopListening();
      stopDrawing();
    };
  }, [editor, layer]);
  return passages;
}

function isPassage(mark: Mark): mark is Passage {
  return isWrittenBy(mark.value);
}

function WhoWroteIcon() {
  return (
    <svg
      className="who-wrote-icon"
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
      <path d="M4 5.5h7M4 10h12M4 14.5h9" />
      <path d="M13.5 5.5H16M4 10h4.5" strokeWidth="3.2" opacity="0.45" />
    </svg>
  );
}
