/** What one person reads in at once, the real server takes and tells everybody. */
import { addBranch, openTree, TreeIndex, type Act, type ParticipantId } from '@meemaak/model';
import { createDossier, enterDossier, FramePeer, RunningServer, until } from '@meemaak/test-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planBranch, planToNodes } from './plan.ts';
import { readText } from './text/read-text.ts';

const act: Act = { by: 'fatma' as ParticipantId, origin: 'fatma' };

let server: RunningServer;
beforeAll(async () => {
  server = await RunningServer.start();
});
afterAll(() => server.remove());

/** An outline of so many lines in four levels. */
function outlineOf(count: number, titleLength: number): string {
  const levels = [0, 1, 2, 3, 3, 3, 2, 3, 3, 3];
  const line = (at: number) => {
    const indent = '\t'.repeat(levels[at % levels.length] ?? 0);
    return `${indent}Onderdeel ${at} `.padEnd(titleLength, 'é');
  };
  return Array.from({ length: count }, (_, at) => line(at)).join('\n');
}

describe('an import over the real line', () => {
  it.each([
    [300, 60],
    [2_000, 60],
    [2_000, 290],
  ])(
    'of %i nodes, with titles of %i letters, is taken and arrives whole',
    async (count, length) => {
      const host = await createDossier(server.url);
      const fatma = new FramePeer(host, 'tree');
      const gerrit = new FramePeer(await enterDossier(host, 'Gerrit'), 'tree');
      await fatma.connect();
      await gerrit.connect();
      await until('both have the tree', () => fatma.isSynced && gerrit.isSynced);
      const outline = readText(outlineOf(count, length));
      if (!outline.ok) throw new Error(outline.refusal.kind);
      const plan = planBranch(outline.value, {
        parentKind: null,
        chosenKinds: new Map(),
        parties: [],
      });
      const nodes = planToNodes(plan);
      expect(addBranch(openTree(fatma.doc), { parentId: null, nodes }, act).ok).toBe(true);
      await until('it is on disk', () => fatma.isSaved || fatma.closeCode !== undefined);
      expect(fatma.closeCode).toBeUndefined();
      const arrived = new TreeIndex(openTree(gerrit.doc));
      await until('a colleague has it', () => arrived.rows().length === count);
      expect(arrived.rows()).toEqual(new TreeIndex(openTree(fatma.doc)).rows());
      fatma.disconnect();
      gerrit.disconnect();
    },
  );
});
