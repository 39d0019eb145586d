/** Another life of the dossier, another version of the page, another person, a device that keeps nothing:
 *  nobody's work is lost in silence, and none of it goes where it does not belong. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { OWN_PAGE_HEADER, type RunningServer } from '@meemaak/test-kit';
import { DossierScreen } from './dossier-screen.ts';
import { bram, expect, fatma, giveLineBack, takeLineAway, test } from './people.ts';

const HEADING = 'Een fijne straat';
const KEPT = 'Niet verbonden, uw wijzigingen staan op dit apparaat';
const BACKUP = join(import.meta.dirname, '../server/src/admin/backup-main.ts');

test('[F32] [X14] after a backup was put back, what only a device had is kept apart and offered, and never merged', async ({
  dossiers,
  server,
}) => {
  const dossierId = await dossiers.example();
  const ofBram = new DossierScreen(await dossiers.open(bram, dossierId));
  const ofFatma = new DossierScreen(await dossiers.open(fatma, dossierId));
  await ofBram.isReady();
  await ofFatma.isReady();
  const putBack = backUp(server);
  await ofFatma.writeAfter('Hier oud worden', ', van na de kopie');
  await ofFatma.isSaved();
  await takeLineAway(ofBram.page.context());
  await ofBram.writeAfter(HEADING, ', alleen op dit apparaat');
  await expect(ofBram.saveState).toHaveText(KEPT);
  await server.stop();
  putBack();
  await server.run();

  await giveLineBack(ofBram.page.context());
  for (const { page, saveState } of [ofBram, ofFatma]) {
    await expect(saveState).toContainText('teruggezet naar een eerdere stand');
    await expect(page.getByRole('alert')).toContainText('eerdere versie van dit dossier');
    await page.reload();
  }
  for (const { saveState, narrative, page } of [ofBram, ofFatma]) {
    await expect(saveState).toHaveText('Opgeslagen');
    await expect(narrative.getByText(HEADING, { exact: true })).toBeVisible();
    await expect(page.getByText(/van na de kopie|alleen op dit apparaat/)).toHaveCount(0);
  }
  const parked = ofBram.page.getByRole('status').filter({ hasText: 'werk van u van daarvoor' });
  await expect(parked).toBeVisible();
  await expect(parked).not.toBeFocused();
  await expect(ofFatma.page.getByText('werk van u van daarvoor')).toHaveCount(0);
  const newLife = [expect.stringMatching(/^\d{13}$/)];
  await expect.poll(() => generationsOn(ofFatma.page)).toEqual(newLife);

  await ofBram.page.reload();
  const file = await download(ofBram.page);
  expect(unsavedPart(file)).toContain('Een fijne straat, alleen op dit apparaat');
  expect(unsavedPart(file)).not.toContain('Hier oud worden');
  expect(file).toContain('Hier oud worden');
  expect(rawOf(file)).toMatchObject({ generation: 1, documents: { narrative: {} } });

  await parked.getByRole('button', { name: 'Gooi weg' }).click();
  await ofBram.page.getByRole('button', { name: 'Ja, gooi weg' }).click();
  await expect(parked).toHaveCount(0);
  await ofBram.page.reload();
  await expect(ofBram.saveState).toHaveText('Opgeslagen');
  await expect.poll(() => generationsOn(ofBram.page)).toEqual(newLife);
});

test('[F27] a page of another version stops writing at once, keeps its work, and sends it after a reload', async ({
  dossiers,
  server,
}) => {
  const dossierId = await dossiers.example();
  const page = await dossiers.open(bram, dossierId);
  const context = page.context();
  const ofBram = new DossierScreen(page);
  await ofBram.isReady();
  const before = await contentsOn(server, dossierId, context);
  await takeLineAway(context);
  await ofBram.writeAfter(HEADING, ', nog van de oude pagina');
  await expect(ofBram.saveState).toHaveText(KEPT);
  await page.close();

  // The same page, as if it were of a build that knows an older shape of the contents.
  const old = await context.newPage();
  await old.routeWebSocket(/\/sync\//, (socket) => {
    const toServer = socket.connectToServer();
    socket.onMessage((message) => toServer.send(withOlderShape(message)));
  });
  await giveLineBack(context);
  await old.goto(`/d/${dossierId}`);
  const older = new DossierScreen(old);
  await expect(older.saveState).toContainText('van een andere versie dan de server');
  await expect(old.getByRole('alert')).toContainText('gaat daarna vanzelf naar de server');
  await expect(older.narrative).toHaveCount(0);
  expect(unsavedPart(await download(old))).toContain('nog van de oude pagina');
  expect(await contentsOn(server, dossierId, context)).toEqual(before);
  await old.close();

  const back = new DossierScreen(await context.newPage());
  await back.page.goto(`/d/${dossierId}`);
  await back.isReady();
  await expect(back.narrative).toContainText('Een fijne straat, nog van de oude pagina');
});

test('[F33] who may no longer write keeps what was not sent, as a file', async ({
  dossiers,
  server,
}) => {
  const dossierId = await dossiers.example();
  const ofBram = new DossierScreen(await dossiers.open(bram, dossierId));
  const context = ofBram.page.context();
  await ofBram.isReady();
  await takeLineAway(context);
  await ofBram.writeAfter(HEADING, ' die niemand meer aanneemt');
  await ofBram.rename('De straat is schoon, heel en veilig', 'De straat is van mij');
  await expect(ofBram.saveState).toHaveText(KEPT);
  await enterAs(server, dossierId, { name: 'Bram', right: 'read' }, await cookieOf(context));
  await giveLineBack(context);
  await expect(ofBram.saveState).toContainText('u mag hier niet meer schrijven');
  const notice = ofBram.page.getByRole('alert').filter({ hasText: 'Download eerst' });
  await expect(notice).toBeVisible();
  await ofBram.page.setViewportSize({ width: 390, height: 700 });
  await ofBram.page.evaluate(() => scrollTo({ top: document.body.scrollHeight }));
  await expect(notice).not.toBeInViewport();
  await ofBram.page.getByRole('button', { name: 'Bekijk wat u kunt doen' }).click();
  await expect(notice.getByRole('button', { name: 'Download uw wijzigingen' })).toBeFocused();
  await expect(notice).toBeInViewport();
  await ofBram.page.setViewportSize({ width: 1440, height: 900 });
  await expect(ofBram.narrative).toHaveCount(0);
  const file = await download(ofBram.page);
  expect(unsavedPart(file)).toContain('Een fijne straat die niemand meer aanneemt');
  expect(unsavedPart(file)).toContain('De straat is van mij');
  await notice.getByRole('button', { name: 'Begin opnieuw' }).click();
  await ofBram.page.getByRole('button', { name: 'Ja, gooi weg' }).click();
  await expect(ofBram.saveState).toHaveText('U kijkt mee');
  await expect(ofBram.page.getByText('die niemand meer aanneemt')).toHaveCount(0);
});

const REFUSALS = {
  'refuses its database': () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
  },
  'has no room left': () => {
    IDBObjectStore.prototype.add = function failToAdd(value) {
      const request = this.put(value);
      this.transaction.abort();
      return request;
    };
  },
};

for (const [what, refuse] of Object.entries(REFUSALS)) {
  test(`[F26] on a device that ${what} one works on, is told once, and can take the work along`, async ({
    browser,
    dossiers,
    server,
  }) => {
    const context = await browser.newContext({ baseURL: server.url, reducedMotion: 'reduce' });
    await context.addInitScript(refuse);
    const dossierId = await dossiers.example();
    const page = await dossiers.open(bram, dossierId, context);
    const faults: Error[] = [];
    page.on('pageerror', (fault) => faults.push(fault));
    const ofBram = new DossierScreen(page);
    await ofBram.isReady();
    await ofBram.writeAfter(HEADING, ', gewoon door');
    await ofBram.isSaved();
    const notice = page.getByRole('status').filter({ hasText: 'niets bewaren' });
    await expect(notice).toHaveCount(1);
    await takeLineAway(context);
    await page.keyboard.type(' zonder lijn');
    await expect(ofBram.saveState).toContainText('alleen in dit venster');
    expect(unsavedPart(await download(page))).toContain('gewoon door zonder lijn');
    await giveLineBack(context);
    await ofBram.isSaved();
    expect(faults).toEqual([]);
    await context.close();
  });
}

test('[F26] a copy that is thrown away while one works is said so at once', async ({
  dossiers,
}) => {
  const dossierId = await dossiers.example();
  const page = await dossiers.open(bram, dossierId);
  const faults: Error[] = [];
  page.on('pageerror', (fault) => faults.push(fault));
  const ofBram = new DossierScreen(page);
  await ofBram.isReady();
  await expect(page.getByText('niets bewaren')).toHaveCount(0);
  await page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name ?? '');
  });
  await expect(page.getByText('niets bewaren')).toBeVisible();
  await ofBram.writeAfter(HEADING, ', toch door');
  await ofBram.isSaved();
  expect(faults).toEqual([]);
});

test('[F23] two windows of one person count as one, double nothing, and leaving in one ends both', async ({
  dossiers,
}) => {
  const dossierId = await dossiers.example();
  const one = new DossierScreen(await dossiers.open(bram, dossierId));
  const ofFatma = new DossierScreen(await dossiers.open(fatma, dossierId));
  await one.isReady();
  const other = new DossierScreen(await one.page.context().newPage());
  await other.page.goto(`/d/${dossierId}`);
  await other.isReady();
  await one.writeAfter(HEADING, ' van een');
  await expect(other.narrative).toContainText('Een fijne straat van een');
  await other.writeAfter('Een fijne straat van een', ' en twee');
  for (const { narrative } of [one, other, ofFatma]) {
    await expect(narrative).toContainText('Een fijne straat van een en twee');
  }
  await expect(ofFatma.presence).toHaveAccessibleName(/2 personen aanwezig/);
  await ofFatma.presence.click();
  await expect(ofFatma.page.getByText('2 vensters')).toBeVisible();

  await one.page.getByRole('button', { name: 'Weggaan' }).click();
  await one.page.getByRole('button', { name: 'Ja, weggaan' }).click();
  for (const { page } of [one, other]) {
    await expect(page.getByRole('textbox', { name: 'Uw naam' })).toBeVisible();
    await expect(page.getByText('van een en twee')).toHaveCount(0);
  }
  expect(await generationsOn(one.page)).toEqual([]);
});

test('[F34] work without a line outlives the sign-in for who made it, and is nobody else’s', async ({
  dossiers,
  server,
}) => {
  const dossierId = await dossiers.example();
  const ofBram = new DossierScreen(await dossiers.open(bram, dossierId));
  const context = ofBram.page.context();
  await ofBram.isReady();
  const signedIn = await context.cookies();
  await takeLineAway(context);
  await ofBram.writeAfter(HEADING, ' van Bram alleen');
  await expect(ofBram.saveState).toHaveText(KEPT);
  await context.clearCookies();
  await giveLineBack(context);
  await expect(ofBram.saveState).toContainText('niet meer aangemeld');
  expect(unsavedPart(await download(ofBram.page))).toContain('van Bram alleen');
  await ofBram.page.close();

  const ofFatma = new DossierScreen(await dossiers.open(fatma, dossierId, context));
  await ofFatma.isReady();
  await expect(ofFatma.page.getByText('van Bram alleen')).toHaveCount(0);
  await expect(ofFatma.page.getByRole('button', { name: 'Download' })).toHaveCount(0);
  expect(await contentsOn(server, dossierId, context)).not.toContain('van Bram alleen');
  await ofFatma.page.close();

  await context.clearCookies();
  await context.addCookies(signedIn);
  const again = new DossierScreen(await context.newPage());
  await again.page.goto(`/d/${dossierId}`);
  await again.isReady();
  await expect(again.narrative).toContainText('Een fijne straat van Bram alleen');
});

test('[F34] who comes back under the same name without the old sign-in is offered what was not saved, apart', async ({
  dossiers,
  server,
}) => {
  const dossierId = await dossiers.example();
  const ofBram = new DossierScreen(await dossiers.open(bram, dossierId));
  const context = ofBram.page.context();
  await ofBram.isReady();
  await takeLineAway(context);
  await ofBram.writeAfter(HEADING, ' van voor het aanmelden');
  await expect(ofBram.saveState).toHaveText(KEPT);
  await context.clearCookies();
  await ofBram.page.close();
  await giveLineBack(context);

  const again = new DossierScreen(await dossiers.open(bram, dossierId, context));
  await again.isReady();
  const parked = again.page.getByRole('status').filter({ hasText: 'opnieuw aangemeld' });
  await expect(parked).toBeVisible();
  await expect(again.narrative).not.toContainText('van voor het aanmelden');
  expect(unsavedPart(await download(again.page))).toContain('van voor het aanmelden');
  expect(await contentsOn(server, dossierId, context)).not.toContain('van voor het aanmelden');
  await parked.getByRole('button', { name: 'Gooi weg' }).click();
  await again.page.getByRole('button', { name: 'Ja, gooi weg' }).click();
  await expect(parked).toHaveCount(0);
  await again.page.reload();
  await again.isReady();
  await expect(parked).toHaveCount(0);
});

test('[F23] who leaves is warned of work that only another window has', async ({ dossiers }) => {
  const dossierId = await dossiers.example();
  const one = new DossierScreen(await dossiers.open(bram, dossierId));
  await one.isReady();
  const context = one.page.context();
  const other = new DossierScreen(await context.newPage());
  await other.page.goto(`/d/${dossierId}`);
  await other.isReady();
  await takeLineAway(context);
  await other.writeAfter(HEADING, ' in het andere venster');
  await expect(other.saveState).toHaveText(KEPT);
  await expect(one.saveState).toHaveText('Niet verbonden');
  const question = one.page.getByRole('dialog');
  await one.page.getByRole('button', { name: 'Weggaan' }).click();
  await expect(question).toContainText('in een ander venster');
  await question.getByRole('button', { name: 'Nee, blijven' }).click();
  await giveLineBack(context);
  await other.isSaved();
  await one.isSaved();
  await one.page.getByRole('button', { name: 'Weggaan' }).click();
  await expect(question).toBeVisible();
  await expect(question).not.toContainText('Let op');
});

/** Copies the server's data as it is now; returns how to put that back, once the server has stopped. */
function backUp(server: RunningServer): () => void {
  const folder = join(mkdtempSync(join(tmpdir(), 'meemaak-backup-')), 'one');
  const run = (what: string) =>
    execFileSync(process.execPath, [BACKUP, what, folder], {
      env: { ...process.env, DATA_DIR: server.dataDir },
    });
  run('backup');
  return () => {
    for (const name of readdirSync(server.dataDir)) {
      rmSync(join(server.dataDir, name), { recursive: true });
    }
    run('restore');
    rmSync(folder, { recursive: true });
  };
}

/** The lives of which this browser holds a copy. */
async function generationsOn(page: Page): Promise<string[]> {
  const names = await page.evaluate(async () =>
    (await indexedDB.databases()).map(({ name }) => name ?? ''),
  );
  const copies = names.filter((name) => /\/(narrative|tree|board|talk)\//.test(name));
  return [...new Set(copies.map((name) => name.split('/')[3] ?? ''))];
}

async function download(page: Page): Promise<string> {
  const asked = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download uw wijzigingen' }).click();
  return readFileSync(await (await asked).path(), 'utf8');
}

/** What the file says is not on the server. */
function unsavedPart(file: string): string {
  return file.slice(file.indexOf('Nog niet op de server</h2>'), file.indexOf('Alles zoals'));
}

function rawOf(file: string): unknown {
  const json = /<script type="application\/json"[^>]*>(.*?)<\/script>/s.exec(file)?.[1];
  return JSON.parse(json ?? '');
}

/** `varUint channel, 0, varString document, varUint protocol, varUint shape, …`: the shape made 0. */
function withOlderShape(message: string | Buffer): string | Buffer {
  if (typeof message === 'string' || message[1] !== 0) return message;
  const shapeAt = 3 + (message[2] ?? 0) + 1;
  const changed = Buffer.from(message);
  changed[shapeAt] = 0;
  return changed;
}

async function cookieOf(context: BrowserContext): Promise<string> {
  return (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
}

async function contentsOn(
  server: RunningServer,
  dossierId: string,
  context: BrowserContext,
): Promise<string> {
  const cookie = await cookieOf(context);
  const address = `${server.url}/api/dossiers/${dossierId}/documents/narrative`;
  const answer = await fetch(address, { headers: { cookie } });
  expect(answer.ok).toBe(true);
  return Buffer.from(await answer.arrayBuffer()).toString('latin1');
}

/** Changes who this browser is in the dossier. */
async function enterAs(
  server: RunningServer,
  dossierId: string,
  who: { readonly name: string; readonly right: string },
  cookie: string,
): Promise<void> {
  const view = await fetch(`${server.url}/api/dossiers/${dossierId}`);
  const { parties } = (await view.json()) as { parties: readonly { partyId: string }[] };
  const answer = await fetch(`${server.url}/api/participant.enter`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', [OWN_PAGE_HEADER]: '1' },
    body: JSON.stringify({ dossierId, partyId: parties[0]?.partyId, ...who }),
  });
  expect(answer.ok).toBe(true);
}
