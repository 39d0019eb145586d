/** It stays here: nothing the browser does leaves the organisation's own domain. */
import type { BrowserContext, Page } from '@playwright/test';
import { DossierScreen } from './dossier-screen.ts';
import { expect, test } from './people.ts';

/** Hosts that anything in this context turned to, with how often. */
function watchHosts(context: BrowserContext): Map<string, number> {
  const hosts = new Map<string, number>();
  const note = (address: string): void => {
    const { protocol, host } = new URL(address);
    // Made inside the page: nobody is asked for them.
    if (protocol === 'data:' || protocol === 'blob:') return;
    hosts.set(host, (hosts.get(host) ?? 0) + 1);
  };
  context.on('request', (request) => note(request.url()));
  context.on('page', (page) => page.on('websocket', (socket) => note(socket.url())));
  return hosts;
}

/** What the page did that its policy forbids. */
async function watchPolicy(context: BrowserContext): Promise<(page: Page) => Promise<string[]>> {
  await context.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { policyBreaches: seen });
    document.addEventListener('securitypolicyviolation', (event) => {
      seen.push(`${event.violatedDirective}: ${event.blockedURI}`);
    });
  });
  return (page) =>
    page.evaluate(() => (globalThis as unknown as { policyBreaches: string[] }).policyBreaches);
}

test('[P10] from the first page to leaving, the browser turns to our own host only', async ({
  context,
  page: firstPage,
  server,
}) => {
  await firstPage.close();
  const hosts = watchHosts(context);
  const breachesOf = await watchPolicy(context);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));

  await page.goto('/');
  await page.getByRole('link', { name: /Rozenbuurt/ }).click();
  await page.getByLabel('Uw naam').fill('Mevr. De Wit');
  await page.getByLabel('Huurdersvereniging Samen Onderdak').check();
  await page.getByRole('button', { name: 'Open het dossier' }).click();
  const screen = new DossierScreen(page);
  await screen.isReady();

  await screen.writeAfter('Een fijne straat', ' https://www.example.com/');
  await screen.rename('Wonen blijft te betalen', 'https://www.example.com/');
  await screen.addNote('kijk op https://www.example.com/');
  await screen.addPicture();
  await pasteOnBoard(screen, 'https://www.youtube.com/watch?v=dQw4w9WgXcQ');
  await pasteOnBoard(screen, '<img src="https://www.example.com/volg-mij.png">', 'text/html');
  await screen.isSaved();

  expect(await breachesOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'English' }).click();
  await page.reload();
  await expect(page.getByRole('banner').locator('.save-status')).toHaveText('Saved');
  await expect(page.locator('.tl-canvas')).toBeVisible({ timeout: 45_000 });
  expect(await breachesOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Leave' }).click();
  await page.getByRole('button', { name: 'Yes, leave' }).click();
  await expect(page.getByLabel('Your name')).toBeVisible();

  expect([...hosts.keys()]).toEqual([new URL(server.url).host]);
  expect(hosts.get(new URL(server.url).host)).toBeGreaterThan(20);
  expect(await breachesOf(page)).toEqual([]);
  expect(faults).toEqual([]);
  const cookies = await context.cookies();
  expect(cookies.map(({ name }) => name).filter((name) => name !== 'meemaak')).toEqual([]);
});

/** Pastes as a person would; waits until the page has handled it. */
async function pasteOnBoard(
  { canvas, page }: DossierScreen,
  text: string,
  type = 'text/plain',
): Promise<void> {
  await canvas.locator('.tl-canvas').click({ position: { x: 12, y: 300 } });
  await page.evaluate(
    ([words, kind]) =>
      navigator.clipboard.write([new ClipboardItem({ [kind]: new Blob([words], { type: kind }) })]),
    [text, type] as const,
  );
  await page.keyboard.press('ControlOrMeta+v');
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
}

test('[T27] every page forbids scripts that are not files of ours', async ({ server }) => {
  for (const path of ['/', '/d/rozenbuurt', '/nergens', '/api/dossiers', '/healthz']) {
    const answer = await fetch(`${server.url}${path}`);
    const policy = answer.headers.get('content-security-policy') ?? '';
    const directives = new Map(
      policy.split(';').map((part) => {
        const [name = '', ...sources] = part.trim().split(/\s+/);
        return [name, sources] as const;
      }),
    );
    expect(directives.get('script-src'), path).toEqual(["'self'"]);
    expect(directives.get('default-src'), path).toEqual(["'self'"]);
    expect(directives.get('connect-src'), path).toEqual(["'self'"]);
    expect(directives.get('frame-ancestors'), path).toEqual(["'none'"]);
    expect(answer.headers.get('referrer-policy'), path).toBe('no-referrer');
  }
});
