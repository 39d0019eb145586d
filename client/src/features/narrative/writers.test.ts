import { accept, refuse, type Outcome, type Party, type PartyId } from '@meemaak/model';
import type { WritersView } from '@meemaak/protocol';
import { afterEach, expect, test, vi } from 'vitest';
import {
  bindCopy,
  bindText,
  closeEditors,
  exchange,
  paragraph,
} from '../../testing/bound-editors.ts';
import { textMarksOf, wordsAt } from '../../view/text-marks.ts';
import { WriterBook } from './writer-book.ts';
import { isWrittenBy, writerLayer, type PartyOf } from './writer-layer.ts';

const gemeente = party('merendonk', 'Gemeente', 'blue');
const huurders = party('onderdak', 'Huurders', 'orange');
const partiesById = new Map([gemeente, huurders].map((one) => [String(one.partyId), one]));

afterEach(closeEditors);

test('every stretch of text is its party’s, also in the middle of another’s, and follows what is typed', async () => {
  const mine = bindText([paragraph('stond er al')]);
  const theirs = bindCopy(mine);
  mine.editor.commands.insertContentAt(12, ' en dit is van de gemeente');
  exchange(mine, theirs);
  theirs.editor.commands.insertContentAt(20, ' OOK ');
  exchange(mine, theirs);
  const shown = paint(mine, (clientId) => {
    if (clientId === mine.narrative.doc.clientID) return gemeente;
    return clientId === theirs.narrative.doc.clientID ? huurders : undefined;
  });
  await vi.waitFor(() =>
    expect(shown()).toEqual([
      ['Gemeente', ' en dit '],
      ['Huurders', ' OOK '],
      ['Gemeente', 'is van de gemeente'],
    ]),
  );
  // Long enough to bear the name of its party.
  const named = mine.editor.view.dom.querySelectorAll('[data-writer]');
  expect([...named].map((words) => words.textContent)).toEqual([' en dit ', 'is van de gemeente']);
  theirs.editor.commands.insertContentAt(1, 'Eerst: ');
  exchange(mine, theirs);
  await vi.waitFor(() => expect(shown()[0]).toEqual(['Huurders', 'Eerst: ']));
});

test('who came since is asked for once; who is nobody of the table is not asked for again', async () => {
  const fetchWriters = vi.fn<() => Promise<Outcome<WritersView, { kind: string }>>>();
  fetchWriters.mockResolvedValueOnce(answer({ merendonk: [5] }));
  fetchWriters.mockResolvedValue(answer({ merendonk: [5], onderdak: [6] }));
  const book = new WriterBook({
    fetchWriters,
    partiesById,
    own: { clientId: 4, party: huurders },
    askAgainMs: 1,
  });
  const close = book.open();
  await vi.waitFor(() => expect(book.known.get().partyOf?.(5)).toBe(gemeente));
  expect(book.known.get().partyOf?.(4)).toBe(huurders);
  // The seed's.
  expect(book.known.get().partyOf?.(1)).toBeUndefined();
  expect(fetchWriters).toHaveBeenCalledTimes(1);
  expect(book.known.get().partyOf?.(6)).toBeUndefined();
  expect(book.known.get().partyOf?.(7)).toBeUndefined();
  await vi.waitFor(() => expect(book.known.get().partyOf?.(6)).toBe(huurders));
  expect(book.known.get().partyOf?.(7)).toBeUndefined();
  expect(fetchWriters).toHaveBeenCalledTimes(2);
  close();
});

test('what cannot be fetched is said, unless it was known already', async () => {
  const fetchWriters = vi.fn<() => Promise<Outcome<WritersView, { kind: string }>>>();
  fetchWriters.mockResolvedValueOnce(refuse({ kind: 'serverUnreachable' }));
  fetchWriters.mockResolvedValueOnce(answer({ merendonk: [5] }));
  fetchWriters.mockResolvedValue(refuse({ kind: 'serverUnreachable' }));
  const own = { clientId: 4, party: undefined };
  const book = new WriterBook({ fetchWriters, partiesById, own, askAgainMs: 1 });
  const close = book.open();
  await vi.waitFor(() => expect(book.known.get().isBroken).toBe(true));
  book.open();
  await vi.waitFor(() => expect(book.known.get().partyOf?.(5)).toBe(gemeente));
  expect(book.known.get().partyOf?.(9)).toBeUndefined();
  await vi.waitFor(() => expect(fetchWriters).toHaveBeenCalledTimes(3));
  expect(book.known.get()).toMatchObject({ isBroken: false });
  close();
});

function paint(bound: ReturnType<typeof bindText>, partyOf: PartyOf) {
  const { editor, narrative } = bound;
  const layer = writerLayer(editor, narrative, partyOf);
  const marks = textMarksOf(editor);
  marks.add(layer);
  return () =>
    marks.of(layer).map((mark) => {
      const name = isWrittenBy(mark.value) ? mark.value.party.shortName : '';
      return [name, wordsAt(editor, mark)];
    });
}

function answer(byParty: Record<string, readonly number[]>): Outcome<WritersView, never> {
  const writers = Object.entries(byParty).map(([partyId, clientIds]) => ({
    partyId: partyId as PartyId,
    clientIds,
  }));
  const view: WritersView = { writers };
  return accept(view);
}

function party(partyId: string, shortName: string, colour: Party['colour']): Party {
  return {
    partyId: partyId as PartyId,
    name: `${shortName} van Merendonk`,
    shortName,
    kind: 'other',
    colour,
  };
}
