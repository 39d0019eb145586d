import { nl } from '@meemaak/messages';
import {
  archiveNode,
  createNode,
  moveNode,
  restoreBatch,
  reverseStep,
  type BatchId,
  type NodeId,
  type ParticipantId,
  type PartyId,
} from '@meemaak/model';
import { act } from 'react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DossierRoom, PresentPerson } from '../../rooms/dossier-room.ts';
import { clearPage, idOf, others, preparePage, roomWith } from '../../testing/test-room.tsx';
import {
  clickButton,
  focused,
  goTo,
  outline,
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

const fatma: PresentPerson = {
  clientId: 7,
  isMe: false,
  face: 'tree',
  selectedNodeId: undefined,
  editingNodeId: undefined,
  participant: {
    participantId: others.by,
    name: 'Fatma',
    partyId: 'merendonk' as PartyId,
    partyShortName: 'Gemeente',
    colour: 'blue',
  },
};

describe('[A11] when somebody else takes away the row whose title one types in', () => {
  it('says so at once, and who it was', () => {
    const { room, people } = roomWith({}, ['Een', 'Twee']);
    people.set([fatma]);
    const face = show(room);
    typeIn(face, 'Een', 'Een begin');
    act(() => archive(room, idOf('Een')));
    expect(spokenIn(face)).toBe('Fatma heeft “Een begin” gearchiveerd.');
    expect(face.querySelector('.message-bar')?.textContent).toContain(nl.tree.restore);
  });

  it('names somebody who already left, or did not say who they are, “Iemand anders”', () => {
    const { room } = roomWith({}, ['Een', 'Twee']);
    const face = show(room);
    typeIn(face, 'Een', '');
    act(() => archive(room, idOf('Een'), { ...others, by: 'p-weg' as ParticipantId }));
    expect(spokenIn(face)).toBe('Iemand anders heeft “Nog zonder titel” gearchiveerd.');
  });

  it('holds the keyboard, so that no letter typed on does anything to another row', () => {
    const { room } = roomWith({}, ['Een', 'Twee', 'Drie']);
    const face = show(room);
    typeIn(face, 'Een', 'Een begin');
    act(() => archive(room, idOf('Een')));
    const before = outline(room);
    for (const key of ['d', ' ', 'Enter', 'Delete', 'Insert', 'F2', 'Backspace']) press(key);
    press('ArrowRight', { altKey: true });
    expect(outline(room)).toEqual(before);
    expect(face.querySelector('textarea')).toBeNull();
    expect(focused()?.className).toBe('message-bar');
    // What the undo keys and the browser would else do with them.
    expect([' ', 'd'].map((key) => isTaken({ key }))).toEqual([true, true]);
    expect(isTaken({ key: 'z', ctrlKey: true })).toBe(true);
    expect([{ key: 'Tab' }, { key: 'c', ctrlKey: true }].map(isTaken)).toEqual([false, false]);
    press('ArrowDown');
    expect(titleOf(focused())).toBe('Twee');
  });

  it('goes on, after Escape, at the row that came in its place', () => {
    const { room } = roomWith({}, ['Een', 'Twee', 'Drie']);
    const face = show(room);
    typeIn(face, 'Twee', 'Twee begin');
    act(() => archive(room, idOf('Twee')));
    press('Escape');
    expect(titleOf(focused())).toBe('Drie');
    expect(face.querySelector('.message-bar')).toBeNull();
  });

  it('brings the row back with every letter typed, and goes there', () => {
    const { room } = roomWith({}, ['Een', 'Twee']);
    const face = show(room);
    typeIn(face, 'Twee', 'Twee en meer');
    act(() => archive(room, idOf('Twee')));
    clickButton(face, nl.tree.restore);
    expect(rowsOf(face).map(titleOf)).toEqual(['Een', 'Twee en meer']);
    expect(titleOf(focused())).toBe('Twee en meer');
    expect(face.querySelector('textarea')).toBeNull();
  });

  it('does the same when it went along with what it hangs under, or its making was undone', () => {
    const { room } = roomWith({}, ['Een', 'Twee']);
    const face = show(room);
    goTo(face, 'Een');
    press('Insert');
    type('Onder een');
    act(() => archive(room, idOf('Een')));
    clickButton(face, nl.tree.restore);
    expect(titleOf(focused())).toBe('Onder een');
    typeIn(face, 'Twee', 'Twee!');
    act(() => {
      reverseStep(room.tree, { kind: 'created', nodeId: idOf('Twee') }, others);
    });
    expect(spokenIn(face)).toContain('heeft “Twee!” gearchiveerd');
    clickButton(face, nl.tree.restore);
    expect(titleOf(focused())).toBe('Twee!');
  });

  it('says that it is back already when somebody was first', () => {
    const { room } = roomWith({}, ['Een', 'Twee']);
    const face = show(room);
    typeIn(face, 'Een', 'Een begin');
    act(() => archive(room, idOf('Een')));
    act(() => {
      restoreBatch(room.tree, 'batch-weg' as BatchId, others);
    });
    clickButton(face, nl.tree.restore);
    expect(spokenIn(face)).toContain(nl.tree.refusals.batchIsGone);
    expect(titleOf(focused())).toBe('Een begin');
  });

  it('keeps the title open when it is moved under something that is folded away', () => {
    const { room } = roomWith({}, ['Een', 'Twee']);
    act(() => make(room, 'Onder een', idOf('Een')));
    const face = show(room);
    goTo(face, 'Een');
    press('ArrowLeft');
    typeIn(face, 'Twee', 'Twee begin');
    act(() => {
      moveNode(room.tree, { nodeId: idOf('Twee'), parentId: idOf('Een'), afterId: null }, others);
    });
    type('Twee begin en slot');
    press('Enter');
    expect(rowsOf(face).map(titleOf)).toEqual(['Een', 'Twee begin en slot', 'Onder een']);
  });
});

describe('the keyboard is never left without a place', () => {
  it.each(['Escape', 'Tab'])('goes to “Nieuw effect” after %s in the only, empty title', (key) => {
    const { room } = roomWith({});
    const face = show(room);
    clickButton(face, nl.tree.addEffect);
    press(key);
    expect(rowsOf(face)).toEqual([]);
    expect(focused()?.textContent).toBe(nl.tree.addEffect);
  });

  it('goes to “Nieuw effect” when the last row is archived, by oneself or by others', () => {
    const { room } = roomWith({}, ['Een']);
    const face = show(room);
    goTo(face, 'Een');
    press('Delete');
    expect(focused()?.textContent).toBe(nl.tree.addEffect);
    clickButton(face, nl.tree.restore);
    goTo(face, 'Een');
    act(() => archive(room, idOf('Een')));
    expect(focused()?.textContent).toBe(nl.tree.addEffect);
  });

  it('goes to the row that is put back, also in an empty tree', () => {
    const { room } = roomWith({}, ['Een']);
    const face = show(room);
    goTo(face, 'Een');
    press('Delete');
    clickButton(face, nl.tree.restore);
    expect(titleOf(focused())).toBe('Een');
    act(() => make(room, 'Nul', null));
    goTo(face, 'Een');
    press('Delete');
    clickButton(face, nl.tree.restore);
    expect(titleOf(focused())).toBe('Een');
  });

  it('is at the stop for Tab wherever the focus went', () => {
    const { room } = roomWith({}, ['Een', 'Twee', 'Drie']);
    const face = show(room);
    goTo(face, 'Twee');
    act(() => archive(room, idOf('Twee')));
    expect(titleOf(focused())).toBe('Drie');
    expect(rowOf(face, 'Drie').tabIndex).toBe(0);
  });
});

describe('what the tree says', () => {
  it('tells where a moved row stands now, in sound only', () => {
    const { room } = roomWith({}, ['Een', 'Twee', 'Drie']);
    const face = show(room);
    goTo(face, 'Twee');
    press('ArrowDown', { altKey: true });
    expect(spokenIn(face).trim()).toBe('“Twee”: niveau 1, 3 van 3');
    press('ArrowRight', { altKey: true });
    expect(spokenIn(face).trim()).toBe('“Twee”: niveau 2, 1 van 1, onder “Drie”');
    press('ArrowLeft', { altKey: true });
    expect(spokenIn(face).trim()).toBe('“Twee”: niveau 1, 3 van 3');
    press('ArrowUp', { altKey: true });
    expect(spokenIn(face).trim()).toBe('“Twee”: niveau 1, 2 van 3');
    expect(face.querySelector('.message-bar')).toBeNull();
  });

  it('tells that a row is already the first or last: a key that does nothing looks broken', () => {
    const { room } = roomWith({}, ['Een']);
    const face = show(room);
    goTo(face, 'Een');
    press('ArrowUp', { altKey: true });
    expect(spokenIn(face).trim()).toBe(nl.tree.refusals.alreadyFirst);
    press('ArrowDown', { altKey: true });
    expect(spokenIn(face).trim()).toBe(nl.tree.refusals.alreadyLast);
    expect(face.querySelector('.message-bar')?.textContent).toContain(nl.tree.refusals.alreadyLast);
  });

  it('says its message once: what one sees is what is read', () => {
    const { room } = roomWith({}, ['Een', 'Twee']);
    const face = show(room);
    goTo(face, 'Een');
    press('Delete');
    expect(face.textContent.split('“Een” staat nu in het archief')).toHaveLength(2);
    expect(spokenIn(face)).toBe('“Een” staat nu in het archief. U kunt het terugzetten.');
  });

  it('reads in a region that was on the page before there was anything to say', () => {
    const { room } = roomWith({}, ['Een', 'Twee']);
    const face = show(room);
    const regions = [...face.querySelectorAll('[aria-live]')];
    goTo(face, 'Een');
    press('Delete');
    expect([...face.querySelectorAll('[aria-live]')]).toEqual(regions);
  });

  it('stops waiting for a tree of which nothing could be read', () => {
    const face = show(roomWith({ loaded: false, mayWrite: false, damaged: true }).room);
    expect(face.textContent).toContain(nl.tree.unreadable);
    expect(face.textContent).not.toContain(nl.tree.loading);
    expect(face.textContent).not.toContain(nl.tree.damaged);
    const bare = show(roomWith({ mayWrite: false, damaged: true }).room);
    expect(bare.textContent).toContain(nl.tree.unreadable);
    expect(bare.textContent).not.toContain(nl.tree.emptyReadOnly);
  });
});

function typeIn(face: HTMLElement, title: string, text: string): void {
  goTo(face, title);
  press('F2');
  type(text);
}

/** Does somebody stop what the browser would do with this key? */
function isTaken(key: KeyboardEventInit): boolean {
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...key });
  document.activeElement?.dispatchEvent(event);
  return event.defaultPrevented;
}

function archive({ tree, treeIndex }: DossierRoom, nodeId: NodeId, by = others): void {
  archiveNode(tree, treeIndex, { nodeId, batchId: 'batch-weg' as BatchId, at: 1 }, by);
}

function make({ tree }: DossierRoom, title: string, parentId: NodeId | null): void {
  const node = { nodeId: idOf(title), kind: 'effect', title, owner: null, parentId } as const;
  createNode(tree, node, others);
}
