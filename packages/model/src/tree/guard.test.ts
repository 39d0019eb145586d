import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { seedUpdate } from '../documents/document-meta.ts';
import { openTree } from '../documents/tree-document.ts';
import type { NodeId, PartyId, ParticipantId, RemarkId } from '../ids.ts';
import { addBranch } from './add-branch.ts';
import { takeNode } from './agree.ts';
import { GUARD_KEY, guardToStored, municipalIds, readGuard } from './guard.ts';
import { addRemark, removeRemark } from './make-remark.ts';
import { moveNode } from './move.ts';
import { readNodeFacts } from './node.ts';
import type { Act } from './step.ts';
import { UndoHistory } from './undo.ts';
import { createNode, renameNode, setNodeKind } from './verbs.ts';

const [town, dak, plein] = ['stad', 'het-dak', 'ons-plein'] as [PartyId, PartyId, PartyId];
const actOf = (party: PartyId): Act => ({ by: 'p-1' as ParticipantId, party, origin: 'test' });
const [effectId, performanceId] = ['effect-1', 'performance-1'] as [NodeId, NodeId];

function openGuarded({ isOn = true } = {}) {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seedUpdate('tree'));
  const tree = openTree(doc);
  const effect = { nodeId: effectId, kind: 'effect', title: 'Wonen', owner: town } as const;
  createNode(tree, { ...effect, parentId: null }, actOf(town));
  const node = { nodeId: performanceId, kind: 'performance', title: 'Bouwen', owner: dak } as const;
  createNode(tree, { ...node, parentId: effectId }, actOf(dak));
  const guard = { whatIds: [town], by: null, party: town, at: 1 };
  if (isOn) tree.meta.set(GUARD_KEY, guardToStored(guard));
  return tree;
}

const across = (owner: PartyId | null) => ({
  ok: false,
  refusal: { kind: 'acrossTheLine', owner },
});

describe('[P6] the line between WHAT and HOW', () => {
  it('is not there until somebody draws it, and whatever stands there instead is none', () => {
    const tree = openGuarded({ isOn: false });
    expect(readGuard(tree)).toBeNull();
    for (const nonsense of [7, 'ja', {}, { what: 'stad' }, null]) {
      tree.meta.set(GUARD_KEY, nonsense);
      expect(readGuard(tree)).toBeNull();
    }
    tree.meta.set(GUARD_KEY, { what: ['stad', 7, 'x'] });
    expect(readGuard(tree)?.whatIds).toEqual([town]);
  });

  it('lets the municipality and its council say what is to change', () => {
    const party = (partyId: string, kind: 'municipality' | 'council' | 'provider') => ({
      partyId: partyId as PartyId,
      name: partyId,
      shortName: partyId,
      kind,
      colour: 'blue' as const,
    });
    const parties = [
      party('stad', 'municipality'),
      party('raad', 'council'),
      party('dak', 'provider'),
    ];
    expect(municipalIds(parties)).toEqual(['stad', 'raad']);
  });

  it('has verbs refuse what is another’s, with whose it is, and change nothing', () => {
    const tree = openGuarded();
    const before = JSON.stringify(tree.nodes);
    const rename = (nodeId: NodeId, party: PartyId) =>
      renameNode(tree, { nodeId, title: 'Anders' }, actOf(party));
    expect(rename(effectId, dak)).toMatchObject(across(null));
    expect(rename(performanceId, town)).toMatchObject(across(dak));
    expect(moveNode(tree, { nodeId: performanceId, parentId: null }, actOf(plein))).toMatchObject(
      across(dak),
    );
    const kind = { nodeId: performanceId, kind: 'effect' } as const;
    expect(setNodeKind(tree, kind, actOf(dak)).ok).toBe(false);
    const part = { nodeId: 'new-1' as NodeId, kind: 'effect', title: 'Nieuw', owner: dak } as const;
    const nodes = [{ ...part, indicators: [], parentId: null }];
    expect(addBranch(tree, { parentId: null, nodes }, actOf(dak))).toMatchObject(across(null));
    expect(JSON.stringify(tree.nodes)).toBe(before);
    expect(rename(performanceId, dak).ok).toBe(true);
  });

  it('holds for undo as well: what became another’s stays', () => {
    const tree = openGuarded({ isOn: false });
    const history = new UndoHistory();
    const renamed = renameNode(tree, { nodeId: effectId, title: 'Anders' }, actOf(dak));
    if (renamed.ok) history.record(renamed.value);
    tree.meta.set(GUARD_KEY, guardToStored({ whatIds: [town], by: null, party: town, at: 1 }));
    expect(history.undo(tree, actOf(dak))).toMatchObject(across(null));
    expect(readNodeFacts(tree.nodes.get(effectId)).title).toBe('Anders');
  });

  it('leaves a remark to everybody, to be put away by its maker or the owner', () => {
    const tree = openGuarded();
    const remark = {
      remarkId: 'rem-1' as RemarkId,
      text: 'Eerder?',
      by: null,
      party: plein,
      at: 1,
    };
    const said = { nodeId: performanceId, remark };
    expect(addRemark(tree, said, actOf(plein)).ok).toBe(true);
    expect(readNodeFacts(tree.nodes.get(performanceId)).remarks).toEqual([remark]);
    expect(removeRemark(tree, said, actOf(town))).toMatchObject(across(dak));
    expect(removeRemark(tree, said, actOf(dak)).ok).toBe(true);
    expect(readNodeFacts(tree.nodes.get(performanceId)).remarks).toEqual([]);
    const long = { ...remark, text: 'x'.repeat(501) };
    expect(addRemark(tree, { ...said, remark: long }, actOf(plein))).toMatchObject({
      refusal: { kind: 'remarkTooLong', length: 501, limit: 500 },
    });
  });

  it('says nothing about what nobody owns, nor about taking one’s own upon oneself', () => {
    const tree = openGuarded();
    const taken = { by: null, party: dak, at: 1 };
    expect(takeNode(tree, { nodeId: performanceId, taken }, actOf(dak)).ok).toBe(true);
    const free = { nodeId: 'free-1' as NodeId, kind: 'activity', title: '', owner: null } as const;
    expect(createNode(tree, { ...free, parentId: null }, actOf(plein)).ok).toBe(true);
    expect(renameNode(tree, { nodeId: free.nodeId, title: 'Ja' }, actOf(town)).ok).toBe(true);
  });
});
