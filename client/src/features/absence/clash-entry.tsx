/** One clash: what happened, what stands there now, what was mine, and what one can do about it. */
import type { Clash } from '@meemaak/model';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import { goToFace } from '../../view/asked-face.ts';
import { selectNode } from '../../view/selection.ts';
import { useClashWords, type ClashWords } from './clash-words.ts';
import { canPutBack, putMineBack, standsAsMine } from './put-mine-back.ts';

export interface ClashEntryProps {
  readonly clash: Clash;
  /** Something to be read aloud and shown at the entry. */
  readonly onPutAway: () => void;
}

type Said = 'copied' | 'notCopied' | 'undone' | 'refused' | undefined;

export function ClashEntry({ clash, onPutAway }: ClashEntryProps) {
  const t = useTranslations('clashes');
  const room = useRoom();
  const words = useClashWords()(clash);
  const [takeBack, setTakeBack] = useState<() => boolean>();
  const [said, say] = useState<Said>();
  const isMine = standsAsMine(room, clash);
  const putBack = (): void => {
    const way = putMineBack(room, clash);
    say(way === undefined ? 'refused' : undefined);
    setTakeBack(() => way);
  };
  const undo = (): void => {
    say(takeBack?.() === true ? 'undone' : 'refused');
    setTakeBack(undefined);
  };
  const copy = async (): Promise<void> => {
    const isCopied = await copyText(words.copy ?? '');
    say(isCopied ? 'copied' : 'notCopied');
  };
  const isArchive = clash.kind === 'parentArchived' || clash.kind === 'archivedWhileWorkedIn';
  const standing = isMine ? t(isArchive ? 'isBack' : 'isMine') : '';
  const change = isMine
    ? takeBack && { act: undo, label: t('undo') }
    : canPutBack(room, clash) && { act: putBack, label: t(`putBack.${putBackName(clash)}`) };
  return (
    <li className="clash-entry">
      <h3 tabIndex={-1}>{words.what}</h3>
      <ClashFacts words={words} />
      <output className="clash-entry-said">{said === undefined ? standing : t(said)}</output>
      <div className="clash-entry-acts">
        {/* One button, so that the focus stays on it. */}
        {!change ? null : <Button onClick={change.act}>{change.label}</Button>}
        {words.copy ? <Button onClick={() => void copy()}>{t('copy')}</Button> : null}
        <Button onClick={() => goTo(words)}>{t(`goTo.${words.face}`)}</Button>
        <Button aria-label={t('seenOf', { what: words.what })} onClick={onPutAway}>
          {t('seen')}
        </Button>
      </div>
    </li>
  );
}

function ClashFacts({ words }: { readonly words: ClashWords }) {
  const t = useTranslations('clashes');
  const { now, mine, lists = [] } = words;
  return (
    <>
      {now === undefined && mine === undefined ? null : (
        <dl>
          {now === undefined ? null : (
            <div>
              <dt>{t('now')}</dt>
              <dd>{now}</dd>
            </div>
          )}
          {mine === undefined ? null : (
            <div>
              <dt>{t('mine')}</dt>
              <dd>{mine}</dd>
            </div>
          )}
        </dl>
      )}
      {lists.map(({ label, titles }) => (
        <div key={label}>
          <p>{label}</p>
          <ul>
            {titles.map(({ key, title }) => (
              <li key={key}>{title}</li>
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}

function putBackName(clash: Clash) {
  switch (clash.kind) {
    case 'movedTwice':
      return 'place';
    case 'noteRemoved':
      return 'removedNote';
    case 'noteChangedTwice':
      return 'note';
    case 'parentArchived':
    case 'archivedWhileWorkedIn':
      return 'archive';
    case 'fieldChangedTwice':
    case 'paragraphRemoved':
      return 'field';
  }
}

function goTo({ face, nodeId }: ClashWords): void {
  if (nodeId !== undefined) selectNode(nodeId, undefined);
  goToFace(face);
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
