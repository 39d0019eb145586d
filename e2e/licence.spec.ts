/** On a public https address without a key of its own, the canvas would blank itself and report where
 *  it runs. So it is never fetched there: the board shows itself plainly, and says why. */
import { chromium, type Browser, type Page } from '@playwright/test';
import { freePort } from '@meemaak/test-kit';
import { chromiumArgs, systemChromium } from './browser.ts';
import { DossierScreen } from './dossier-screen.ts';
import { HttpsFront } from './https-front.ts';
import { expect, test as base } from './people.ts';

const HOST = 'meemaak.merendonk.example';

interface Site {
  /** Opens the example dossier in a browser of their own, as anybody would. */
  enter(name: string): Promise<Page>;
  /** What was asked for by anybody, from wherever. */
  readonly asked: readonly URL[];
  readonly host: string;
}

/** The server as a host would run it: under a public name, behind a proxy that speaks TLS. */
const test = base.extend<{ licenceKey: string; frontPort: number; site: Site }>({
  licenceKey: ['', { option: true }],
  frontPort: async ({ browserName: _browserName }, use) => use(await freePort()),
  serverEnv: async ({ frontPort, licenceKey }, use) =>
    use({ PUBLIC_URL: `https://${HOST}:${frontPort}`, TLDRAW_LICENSE_KEY: licenceKey }),
  site: async ({ frontPort, server }, use) => {
    const host = `${HOST}:${frontPort}`;
    const front = await HttpsFront.start(HOST, frontPort, server.port);
    const browser = await launchBrowser();
    const asked: URL[] = [];
    const enter = async (name: string): Promise<Page> => {
      const context = await browser.newContext({ ignoreHTTPSErrors: true });
      context.on('request', (request) => asked.push(new URL(request.url())));
      const page = await context.newPage();
      page.on('websocket', (socket) => asked.push(new URL(socket.url())));
      await page.goto(`https://${host}/d/rozenbuurt`);
      await page.getByLabel('Uw naam').fill(name);
      await page.getByLabel('Huurdersvereniging Samen Onderdak').check();
      await page.getByRole('button', { name: 'Open het dossier' }).click();
      await new DossierScreen(page).isSaved();
      return page;
    };
    await use({ enter, asked, host });
    await browser.close();
    await front.stop();
  },
});

/** Our host's name leads to this machine, and every other name to nothing. */
function launchBrowser(): Promise<Browser> {
  const executablePath = systemChromium();
  return chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [...chromiumArgs, `--host-resolver-rules=MAP ${HOST} 127.0.0.1, MAP * ~NOTFOUND`],
  });
}

function expectNoCanvas({ asked, host }: Site): void {
  expect(asked.length).toBeGreaterThan(10);
  expect(asked.filter(({ href }) => /canvas-view|tldraw/.test(href))).toEqual([]);
  expect(asked.filter((address) => address.host !== host)).toEqual([]);
}

test('without a key the board is shown plainly, says why, and fetches no canvas', async ({
  site,
}) => {
  const page = await site.enter('Fatma');
  const notice = page.getByRole('note', { name: 'Tekenen kan hier nu niet' });
  await expect(notice).toContainText('alles wat op het bord staat, is bewaard');
  await notice.getByText('Voor de beheerder').click();
  await expect(notice).toContainText('TLDRAW_LICENSE_KEY');
  await expect(notice).toContainText(HOST);

  const board = page.getByRole('region', { name: 'Bord, als tekening' });
  await expect(board.getByRole('button', { name: /Buren kennen elkaar en helpen/ })).toHaveCount(1);
  await expect(board).toContainText('Mijn rollator past net niet in de lift.');
  await page.getByRole('radio', { name: 'Lijst' }).check();
  await expect(page.getByRole('heading', { name: 'Wat bewoners zeggen' })).toBeVisible();
  expectNoCanvas(site);
});

test('on the plain board a node is chosen, and what others do shows at once', async ({ site }) => {
  const ofFatma = new DossierScreen(await site.enter('Fatma'));
  const ofTom = new DossierScreen(await site.enter('Tom'));
  const board = ofFatma.page.getByRole('region', { name: 'Bord, als tekening' });
  await ofTom.rename('Wonen blijft te betalen', 'Wonen blijft haalbaar');
  await ofTom.writeAfter('Een fijne straat', ' voor iedereen');
  const card = board.getByRole('button', { name: /Wonen blijft haalbaar/ });
  await expect(card).toHaveAttribute('aria-pressed', 'false');
  await expect(ofFatma.narrative).toContainText('Een fijne straat voor iedereen');

  await card.focus();
  await ofFatma.page.keyboard.press('Enter');
  await expect(card).toHaveAttribute('aria-pressed', 'true');
  await expect(ofFatma.row('Wonen blijft haalbaar')).toHaveAttribute('aria-selected', 'true');
  await ofFatma.isSaved();
  expectNoCanvas(site);
});

for (const [why, licenceKey, words] of [
  ['is for another host', makeKey(['elders.example']), 'geldt voor elders.example'],
  ['cannot be read', 'tldraw-dit-is-geen-sleutel/xx.yy-0123456789', 'kan niet worden gelezen'],
] as const) {
  test.describe(() => {
    test.use({ licenceKey });
    test(`with a key that ${why} no canvas is fetched either`, async ({ site }) => {
      const page = await site.enter('Fatma');
      const notice = page.getByRole('note', { name: 'Tekenen kan hier nu niet' });
      await notice.getByText('Voor de beheerder').click();
      await expect(notice).toContainText(words);
      expectNoCanvas(site);
    });
  });
}

/** What a perpetual key looks like from outside; the signature is not ours to make. */
function makeKey(hosts: readonly string[]): string {
  const fields = JSON.stringify(['proef', hosts, 2, '2099-01-01']);
  return `tldraw-proef/${Buffer.from(fields).toString('base64')}.handtekening`;
}
