/** Four people at work on all faces at once, without a plan, with lines that come and go: afterwards all see the
 *  same, and nothing hangs in the air. `TOGETHER_SECONDS=60 TOGETHER_SEED=7` for longer, and for another draw. */
import {
  isNodeKind,
  openBoard,
  openNarrative,
  openTree,
  readNodeFacts,
  TreeIndex,
  type DocumentName,
} from '@meemaak/model';
import { FramePeer, Random, enterDossier, until, type Script } from '@meemaak/test-kit';
import type { Page } from '@playwright/test';
import * as Y from 'yjs';
import { DossierScreen } from './dossier-screen.ts';
import { bram, expect, fatma, giveLineBack, noor, takeLineAway, test, tom } from './people.ts';

const SEED = Number(process.env['TOGETHER_SEED'] ?? 20_261_123);
const SECONDS = Number(process.env['TOGETHER_SECONDS'] ?? 8);
const WORDS = ['buurt', 'samen', 'veilig', 'groen', 'huis', 'straat', 'zorg', 'tuin'];

type Deed = (screen: DossierScreen, random: Random) => Promise<void>;

const words = (random: Random) => `${random.pick(WORDS)} ${random.pick(WORDS)} `;

/** Somewhere in the tree, by keyboard. */
const inTree: Deed = async ({ page, tree }, random) => {
  const rows = tree.getByRole('row');
  await rows.nth(random.below(Math.max(1, await rows.count()))).focus({ timeout: 1_000 });
  const key = random.weighted({
    F2: 4,
    Insert: 3,
    Enter: 2,
    Delete: 1,
    'Alt+ArrowUp': 2,
    'Alt+ArrowDown': 2,
    'Alt+ArrowRight': 2,
    'Alt+ArrowLeft': 2,
    'Control+z': 2,
  });
  await page.keyboard.press(key);
  if (!['F2', 'Insert', 'Enter'].includes(key)) return;
  await page.keyboard.type(words(random));
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
};

/** At the end of some paragraph. */
const inText: Deed = async ({ page, narrative }, random) => {
  const blocks = narrative.locator(':scope > p, :scope > h2');
  await blocks.nth(random.below(Math.max(1, await blocks.count()))).click({ timeout: 1_000 });
  await page.keyboard.press('End');
  const deed = random.weighted({ type: 5, split: 1, remove: 1, name: 2, undo: 1 });
  if (deed === 'type') await page.keyboard.type(words(random));
  if (deed === 'split') await page.keyboard.press('Enter');
  if (deed === 'remove') for (let at = 0; at < 6; at += 1) await page.keyboard.press('Backspace');
  if (deed === 'undo') await page.keyboard.press('Control+z');
  if (deed !== 'name') return;
  await page.keyboard.type(' @s');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
};

/** A card or a note is moved, or a note is made, or the last thing undone. */
const onBoard: Deed = async (screen, random) => {
  const { page, canvas } = screen;
  const things = canvas.locator('.card-shape, .tl-shape[data-shape-type="note"]');
  const deed = random.weighted({ drag: 5, note: 2, undo: 1, remove: 1 });
  if (deed === 'note') {
    await page.getByRole('button', { name: 'Voeg toe' }).click({ timeout: 1_000 });
    await page.getByRole('button', { name: 'Notitie', exact: true }).click({ timeout: 1_000 });
    await page.keyboard.type(words(random));
    await page.keyboard.press('Escape');
    return;
  }
  const thing = things.nth(random.below(Math.max(1, await things.count())));
  const box = await thing.boundingBox({ timeout: 1_000 });
  if (box === null) return;
  await screen.drag(thing, { x: random.between(-80, 80), y: random.between(-60, 60) });
  if (deed === 'undo') await page.keyboard.press('Control+z');
  if (deed === 'remove') await page.keyboard.press('Delete');
};

const deeds: Readonly<Record<'inTree' | 'inText' | 'onBoard', Deed>> = { inTree, inText, onBoard };

/** Works until `ends`, now and then without a line. What somebody else took away meanwhile is passed over. */
async function work(screen: DossierScreen, random: Random, ends: number): Promise<number> {
  let done = 0;
  const context = screen.page.context();
  while (Date.now() < ends) {
    const away = random.chance(0.06);
    if (away) await takeLineAway(context);
    for (let count = random.between(1, 4); count > 0; count -= 1) {
      const deed = deeds[random.weighted({ inTree: 3, inText: 3, onBoard: 2 })];
      const isDone = await deed(screen, random).then(
        () => true,
        () => false,
      );
      if (isDone) done += 1;
      await screen.page.keyboard.press('Escape');
    }
    if (away) await giveLineBack(context);
  }
  return done;
}

/** Everything that a page complains of, but that it has no line. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error.stack)));
  page.on('console', (message) => {
    if (message.type() !== 'error' || /ERR_|WebSocket|Failed to (load|fetch)/.test(message.text()))
      return;
    complaints.push(message.text());
  });
  return complaints;
}

/** The text without the names at others' carets. */
const textOf = ({ narrative }: DossierScreen) =>
  narrative.evaluate((element) => {
    const copy = element.cloneNode(true) as HTMLElement;
    for (const caret of copy.querySelectorAll('[class*="caret"], [class*="cursor"]'))
      caret.remove();
    return [...copy.children].map((block) => block.textContent);
  });

async function read(script: Script, document: DocumentName): Promise<Y.Doc> {
  const peer = new FramePeer(script, document);
  await peer.connect();
  await until('it is synced', () => peer.isSynced);
  peer.disconnect();
  return peer.doc;
}

test(`[I3] four people on three faces, with lines that come and go, end with the same, and nothing hangs in the air (seed ${SEED})`, async ({
  dossiers,
  server,
}) => {
  test.setTimeout(240_000 + SECONDS * 2_000);
  const dossierId = await dossiers.example();
  const screens = [];
  const complaints: string[][] = [];
  for (const person of [noor, bram, fatma, tom]) {
    const page = await dossiers.open(person, dossierId);
    complaints.push(complaintsOf(page));
    const screen = new DossierScreen(page);
    await screen.isReady();
    screens.push(screen);
  }
  const ends = Date.now() + SECONDS * 1_000;
  const done = await Promise.all(
    screens.map((screen, at) => work(screen, new Random(SEED + at), ends)),
  );
  console.log(`seed ${SEED}: ${done.join(' + ')} acts in ${SECONDS} s`);
  expect(Math.min(...done)).toBeGreaterThan(0);
  for (const { saveState } of screens) {
    await expect(saveState).toHaveText('Opgeslagen', { timeout: 60_000 });
  }

  const [first, ...others] = screens;
  if (first === undefined) return;
  for (const other of others) {
    await expect(async () => {
      expect(await other.outline()).toEqual(await first.outline());
      expect(await textOf(other)).toEqual(await textOf(first));
    }).toPass({ timeout: 30_000 });
  }
  expect(complaints).toEqual([[], [], [], []]);

  // What the server has: every card and chip names a node, every record lies in something that is there.
  const view = await (
    await first.page.request.get(`${server.url}/api/dossiers/${dossierId}`)
  ).json();
  const partyIds = view.parties.map(({ partyId }: { partyId: string }) => partyId);
  const host = { serverUrl: server.url, dossierId, partyIds, cookie: '' } as Script;
  const script = await enterDossier(host, 'Toezicht', 'read');
  const tree = openTree(await read(script, 'tree'));
  const index = new TreeIndex(tree);
  const isNode = (nodeId: string) => tree.nodes.has(nodeId);
  for (const { nodeId, parentId } of index.rows()) {
    expect(isNodeKind(readNodeFacts(tree.nodes.get(nodeId)).kind)).toBe(true);
    expect(parentId === null || index.node(parentId) !== undefined).toBe(true);
  }
  const { records } = openBoard(await read(script, 'board'));
  const all = new Map([...records.entries()].map(([id, record]) => [id, plainOf(record)]));
  for (const [id, record] of all) {
    const { parentId, fromId, toId, props } = record;
    for (const named of [parentId, fromId, toId]) {
      if (typeof named === 'string' && !named.startsWith('page:')) {
        expect(all.has(named), `${id} names ${named}`).toBe(true);
      }
    }
    const nodeId: unknown = Reflect.get(Object(props), 'nodeId');
    if (typeof nodeId === 'string') expect(isNode(nodeId), `${id} is of ${nodeId}`).toBe(true);
  }
  const chips = JSON.stringify(
    openNarrative(await read(script, 'narrative')).body.toJSON(),
  ).matchAll(/<nodechip[^>]*ref=\\"([\w-]+)\\"/gi);
  for (const [, ref = ''] of chips) expect(isNode(ref), `a chip of ${ref}`).toBe(true);
});

function plainOf(record: unknown): Record<string, unknown> {
  const plain: unknown = record instanceof Y.Map ? record.toJSON() : record;
  return Object(plain) as Record<string, unknown>;
}
