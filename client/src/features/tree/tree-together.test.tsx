import {
  archiveNode,
  createNode,
  moveNode,
  openTree,
  renameNode,
  restoreBatch,
  type BatchId,
  type NodeId,
  type ParticipantId,
  type PartyId,
} from '@meemaak/model';
import { act } from 'react';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import type { DossierRoom, PresentPerson } from '../../rooms/dossier-room.ts';
import { clearPage, idOf, others, preparePage, roomWith } from '../../testing/test-room.tsx';
import {
  goTo,
  press,
  rowOf,
  rowsOf,
  show,
  spokenIn,
  titleOf,
  type,
} from '../../testing/tree-screen.tsx';

beforeAll(preparePage);
afterEach(clearPage);

describe('the tree face among others', () => {
  it('[A11] keeps the focus in its row when others add, rename and archive around it', () => {
    const { room } = roomWith({}, ['Een', 'Twee']);
    const face = show(room);
    goTo(face, 'Twee');
    act(() => {
      createNode(
        room.tree,
        {
          nodeId: idOf('Nul'),
          kind: 'effect',
          title: 'Nul',
          owner: null,
          parentId: null,
          afterId: null,
        },
        others,
      );
      renameNode(room.tree, { nodeId: idOf('Een'), title: 'Eén' }, others);
    });
    expect(rowsOf(face).map(titleOf)).toEqual(['Nul', 'Eén', 'Twee']);
    expect(titleOf(document.activeElement)).toBe('Twee');
  });

  /** Somebody else's hand in this title. */
  const othersRename = (room: DossierRoom, title: string) =>
    act(() => {
      renameNode(room.tree, { nodeId: idOf('Buren'), title }, others);
    });

  it('takes back only what was typed on Escape: the words of somebody else stay', () => {
    const { room } = roomWith({}, ['Buren']);
    const face = show(room);
    goTo(face, 'Buren');
    press('F2');
    othersRename(room, 'Buren en samen');
    press('Escape');
    expect(rowsOf(face).map(titleOf)).toEqual(['Buren en samen']);
    press('F2');
    type('Goede buren en samen');
    othersRename(room, 'Goede buren, samen sterk');
    press('Escape');
    expect(rowsOf(face).map(titleOf)).toEqual(['Buren, samen sterk']);
  });

  it('undoes only what was typed: the words of somebody else stay', () => {
    const { room } = roomWith({}, ['Buren']);
    const face = show(room);
    goTo(face, 'Buren');
    press('F2');
    othersRename(room, 'Buren en samen');
    press('Enter');
    // Nothing was typed, so there is nothing to undo.
    press('z', { ctrlKey: true });
    expect(rowsOf(face).map(titleOf)).toEqual(['Buren en samen']);
    press('F2');
    type('Goede buren en samen');
    othersRename(room, 'Goede buren en samen sterk');
    press('Enter');
    press('z', { ctrlKey: true });
    expect(rowsOf(face).map(titleOf)).toEqual(['Buren en samen sterk']);
  });

  it('keeps both when somebody else writes in the same title', () => {
    const { room } = roomWith({}, ['Grip op schulden']);
    const face = show(room);
    goTo(face, 'Grip op schulden');
    press('F2');
    type('Grip op geldzorgen');
    act(() => {
      renameNode(
        room.tree,
        { nodeId: idOf('Grip op schulden'), title: 'Meer grip op geldzorgen' },
        others,
      );
    });
    const field = document.activeElement;
    expect(field instanceof HTMLTextAreaElement && field.value).toBe('Meer grip op geldzorgen');
    type('Meer grip op geldzorgen thuis');
    press('Enter');
    expect(rowsOf(face).map(titleOf)).toEqual(['Meer grip op geldzorgen thuis']);
  });

  it('shows who is at a node and who is typing there', () => {
    const { room, people, shown } = roomWith({}, ['Een']);
    const face = show(room);
    const fatma: PresentPerson = {
      clientId: 7,
      isMe: false,
      face: 'tree',
      selectedNodeId: idOf('Een'),
      editingNodeId: undefined,
      participant: {
        participantId: 'p-fatma' as ParticipantId,
        name: 'Fatma',
        partyId: 'merendonk' as PartyId,
        partyShortName: 'Gemeente',
        colour: 'blue',
      },
    };
    act(() => people.set([fatma]));
    expect(face.textContent).toContain('Fatma is hier');
    act(() => people.set([{ ...fatma, editingNodeId: idOf('Een') }]));
    expect(face.textContent).toContain('Fatma typt');
    goTo(face, 'Een');
    press('F2');
    expect(shown).toContainEqual({ editingNodeId: idOf('Een') });
    press('Enter');
    expect(shown.at(-1)).toEqual({ editingNodeId: undefined });
  });

  it('[A11] keeps the focus on a row that somebody else moves', () => {
    const { room } = roomWith({}, ['Een', 'Twee', 'Drie']);
    const face = show(room);
    goTo(face, 'Een');
    act(() => {
      moveNode(room.tree, { nodeId: idOf('Een'), parentId: idOf('Drie'), afterId: null }, others);
    });
    expect(rowsOf(face).map(titleOf)).toEqual(['Twee', 'Drie', 'Een']);
    expect(titleOf(document.activeElement)).toBe('Een');
  });

  it('[A11] leaves the focus alone once the person went elsewhere', async () => {
    const { room } = roomWith({}, ['Een', 'Twee']);
    const face = show(room);
    goTo(face, 'Een');
    rowOf(face, 'Een').blur();
    await Promise.resolve();
    act(() => {
      renameNode(room.tree, { nodeId: idOf('Twee'), title: 'Nog twee' }, others);
    });
    expect(rowsOf(face).map(titleOf)).toEqual(['Een', 'Nog twee']);
    expect(document.activeElement).toBe(document.body);
  });

  it('goes on at the next row when somebody archives the row one is at', () => {
    const { room } = roomWith({}, ['Een', 'Twee', 'Drie']);
    const face = show(room);
    goTo(face, 'Twee');
    act(() => archive(room, idOf('Twee')));
    expect(titleOf(document.activeElement)).toBe('Drie');
  });

  it('does not open a title again that was taken away while one typed in it', () => {
    const { room } = roomWith({}, ['Een', 'Twee']);
    const face = show(room);
    goTo(face, 'Een');
    press('F2');
    type('Een begin');
    act(() => archive(room, idOf('Een')));
    act(() => {
      restoreBatch(room.tree, 'batch-weg' as BatchId, others);
    });
    expect(rowsOf(face).map(titleOf)).toEqual(['Een begin', 'Twee']);
    expect(face.querySelector('textarea')).toBeNull();
  });

  it('[A10] tells at how many nodes others changed something, at most every five seconds', () => {
    vi.useFakeTimers();
    const { room } = roomWith({}, ['Een', 'Twee']);
    const face = show(room);
    const told = () => spokenIn(face);
    const elsewhere = new Y.Doc();
    Y.applyUpdate(elsewhere, Y.encodeStateAsUpdate(room.tree.doc));
    const bring = () => Y.applyUpdate(room.tree.doc, Y.encodeStateAsUpdate(elsewhere), 'socket');
    const rename = (...titles: readonly string[]) =>
      act(() => {
        for (const title of titles) {
          renameNode(openTree(elsewhere), { nodeId: idOf('Een'), title }, others);
          bring();
        }
      });
    rename('Een b', 'Een be', 'Een beg');
    act(() => {
      renameNode(openTree(elsewhere), { nodeId: idOf('Twee'), title: 'Tweede' }, others);
      bring();
      vi.advanceTimersByTime(4_999);
    });
    expect(told()).toBe('');
    act(() => void vi.advanceTimersByTime(1));
    expect(told()).toBe('2 wijzigingen in de boom door anderen');
    rename('Een begin');
    expect(told()).toBe('');
    act(() => void vi.advanceTimersByTime(5_000));
    expect(told()).toBe('1 wijziging in de boom door anderen');
    vi.useRealTimers();
  });

  it('says nothing about what one does oneself', () => {
    vi.useFakeTimers();
    const { room } = roomWith({}, ['Een']);
    const face = show(room);
    goTo(face, 'Een');
    press('Delete');
    act(() => void vi.advanceTimersByTime(6_000));
    expect(spokenIn(face)).not.toContain('door anderen');
    vi.useRealTimers();
  });
});

function archive({ tree, treeIndex }: DossierRoom, nodeId: NodeId): void {
  archiveNode(tree, treeIndex, { nodeId, batchId: 'batch-weg' as BatchId, at: 1 }, others);
}
