import { loadOutlineWords, nl } from '@meemaak/messages';
import { setNodeOwner, type Act, type ParticipantId } from '@meemaak/model';
import { act } from 'react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { clearPage, preparePage, roomWith } from '../../testing/test-room.tsx';
import {
  clickButton,
  goTo,
  latePartsAreThere,
  press,
  rowOf,
  show,
  type,
} from '../../testing/tree-screen.tsx';

beforeAll(preparePage);
afterEach(clearPage);

const { agreement: words } = await loadOutlineWords('nl');

/** Sem of Het Dak has made a performance under an effect and opens what is known of it. */
async function openPerformance(state: { mayWrite?: boolean } = {}) {
  const { room } = roomWith(state, ['Een', 'Twee']);
  const face = show(room);
  goTo(face, 'Een');
  press('Insert');
  type('Wat we doen');
  press('Escape');
  await openPanel(face);
  const node = () => room.treeIndex.rows().find(({ title }) => title === 'Wat we doen');
  return { room, face, node };
}

async function openPanel(face: HTMLElement): Promise<void> {
  await latePartsAreThere();
  const panel = face.querySelector<HTMLDetailsElement>('details.node-panel');
  if (panel === null) throw new Error('Nothing is chosen.');
  await latePartsAreThere(() => {
    panel.open = true;
    panel.dispatchEvent(new Event('toggle'));
  });
}

function choose(face: HTMLElement, name: string, value: string): void {
  const select = [...face.querySelectorAll('select')].find((one) =>
    (one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent ?? '').startsWith(name),
  );
  if (select === undefined) throw new Error(`There is no choice “${name}”.`);
  act(() => {
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

describe('what is agreed about a node', () => {
  it('[scenario A14] shows no yes until the party itself says so, and takes it back with undo', async () => {
    const { face, node } = await openPerformance();
    const row = () => rowOf(face, 'Wat we doen').textContent;
    expect(row()).toContain(nl.node.offered);
    clickButton(face, words.take);
    expect(row()).not.toContain(nl.node.offered);
    expect(node()?.taken).toMatchObject({ party: 'het-dak', by: 'p-sem' });
    expect(face.textContent).toContain('neemt dit op zich. Gezegd op ');
    goTo(face, 'Wat we doen');
    press('z', { ctrlKey: true });
    expect(row()).toContain(nl.node.offered);
  });

  it('is said by the owner only', async () => {
    const { face, room, node } = await openPerformance();
    const other = room.view.parties.find(({ partyId }) => partyId !== room.me.partyId);
    choose(face, words.addHelper, other?.partyId ?? '');
    expect(face.textContent).toContain(other?.name);
    clickButton(face, words.removeHelper.replace('{party}', other?.name ?? ''));
    expect(face.textContent).toContain(words.noHelpers);
    const [nodeId, owner] = [node()?.nodeId, other?.partyId];
    if (nodeId === undefined || owner === undefined) throw new Error('Not there.');
    const others: Act = { by: 'p-bram' as ParticipantId, origin: 'bram' };
    act(() => void setNodeOwner(room.tree, { nodeId, owner }, others));
    expect(face.textContent).toContain(words.offeredTo.replace('{party}', other?.name ?? ''));
    const names = [...face.querySelectorAll('button')].map(({ textContent }) => textContent);
    expect(names).not.toContain(words.take);
  });

  it('says how far it is, and which other effect it serves and why', async () => {
    const { face, node } = await openPerformance();
    choose(face, words.state, 'agreed');
    expect(rowOf(face, 'Wat we doen').textContent).toContain(nl.node.states.agreed);
    const twee = rowOf(face, 'Twee').id.slice('tree-row-'.length);
    choose(face, words.effect, twee);
    const reason = face.querySelector<HTMLInputElement>('.node-agreement-new input');
    act(() => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(
        reason,
        'Daar helpt het ook.',
      );
      reason?.dispatchEvent(new Event('input', { bubbles: true }));
    });
    act(() => face.querySelector('form')?.requestSubmit());
    expect(node()?.services).toEqual([{ effectId: twee, reason: 'Daar helpt het ook.' }]);
    expect(face.querySelector('.node-agreement')?.textContent).toContain(
      'Twee: Daar helpt het ook.',
    );
    clickButton(face, words.removeService.replace('{title}', 'Twee'));
    expect(node()?.services).toEqual([]);
  });
});
