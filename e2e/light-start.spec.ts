/** Text and tree do not wait for the canvas; a phone fetches it only when asked. */
import type { Page } from '@playwright/test';
import { DossierScreen } from './dossier-screen.ts';
import { bram, expect, test } from './people.ts';

const CANVAS = /\/assets\/canvas-view/;

function watchCanvas(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (CANVAS.test(request.url())) asked.push(request.url());
  });
  return asked;
}

test('narrative and tree can be worked in while the canvas is still on its way', async ({
  dossiers,
}) => {
  const dossierId = await dossiers.example();
  const page = await dossiers.open(bram, dossierId);
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(CANVAS, async (route) => {
    await held;
    await route.continue();
  });
  await page.reload();
  const screen = new DossierScreen(page);
  await screen.writeAfter('Een fijne straat', ' voor iedereen');
  await screen.rename('Wonen blijft te betalen', 'Wonen blijft haalbaar');
  await screen.isSaved();
  await expect(screen.canvas).toHaveCount(0);
  release();
  await screen.isReady();
  await expect(screen.card('Wonen blijft haalbaar')).toHaveCount(1);
});

test('[scenario C1] on a phone the canvas is fetched only when somebody asks for it', async ({
  browser,
  dossiers,
  server,
}) => {
  const context = await browser.newContext({
    baseURL: server.url,
    viewport: { width: 360, height: 640 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await dossiers.open(bram, await dossiers.example(), context);
  const asked = watchCanvas(page);
  const screen = new DossierScreen(page);
  await expect(screen.narrative).toBeVisible();
  await screen.isSaved();
  await page.getByRole('tab', { name: 'Boom' }).tap();
  await expect(screen.tree).toBeVisible();
  await page.getByRole('tab', { name: 'Bord' }).tap();
  await expect(page.getByRole('region', { name: 'Bord, als tekening' })).toContainText(
    'Mijn rollator past net niet in de lift.',
  );
  expect(asked).toEqual([]);
  await page.getByRole('button', { name: 'Open tekenbord' }).tap();
  await expect(screen.canvas.locator('.tl-canvas')).toBeVisible({ timeout: 45_000 });
  expect(asked.length).toBeGreaterThan(0);
  await context.close();
});

test('who only looks at the list of dossiers fetches neither documents nor canvas', async ({
  page,
}) => {
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(new URL(request.url()).pathname);
  });
  await page.goto('/');
  await expect(page.getByRole('link', { name: /Rozenbuurt/ })).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(scripts.length).toBeGreaterThan(0);
  expect(scripts.filter((path) => /canvas|board|dossier-page|narrative/.test(path))).toEqual([]);
});
