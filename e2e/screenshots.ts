/** Draws the pictures of the docs: `node e2e/screenshots.ts`, after a build. Two people are at work in
 *  the example dossier; the pictures are of what one of them sees. */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { RunningServer } from '@meemaak/test-kit';
import { chromium, expect, type Browser, type Page } from '@playwright/test';
import { chromiumArgs, systemChromium } from './browser.ts';
import { DossierScreen } from './dossier-screen.ts';

const PICTURES = fileURLToPath(new URL('../docs/pictures/', import.meta.url));

/** Past the heading of the board, to where notes and cards are both in sight. */
const SCROLL_PX = { x: 0, y: 190 };

interface Visitor {
  readonly name: string;
  readonly party: string;
}

const bram: Visitor = { name: 'Bram', party: 'Gemeente Merendonk' };
const fatma: Visitor = { name: 'Fatma', party: 'Huurdersvereniging Samen Onderdak' };

async function enter(browser: Browser, url: string, visitor: Visitor): Promise<DossierScreen> {
  const context = await browser.newContext({
    locale: 'nl-NL',
    reducedMotion: 'reduce',
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 1.5,
  });
  const page = await context.newPage();
  await page.goto(`${url}/d/rozenbuurt`);
  await page.getByLabel('Uw naam').fill(visitor.name);
  await page.getByLabel(visitor.party).check();
  await page.getByRole('button', { name: 'Open het dossier' }).click();
  const screen = new DossierScreen(page);
  await screen.isReady();
  return screen;
}

const CHOSEN = 'Huurders zijn gastheer en gastvrouw in hun eigen portiek';

/** Fatma is at one node and writes in the text, her hand over the board; Bram has chosen another. */
async function setTheScene(ofBram: DossierScreen, ofFatma: DossierScreen): Promise<void> {
  for (const { canvas, page } of [ofFatma, ofBram]) {
    await canvas.locator('.tl-canvas').click({ position: { x: 12, y: 300 } });
    await page.mouse.wheel(SCROLL_PX.x, SCROLL_PX.y);
  }
  await ofFatma.chooseRow('Wie hier komt wonen, voelt zich snel welkom');
  await ofFatma.writeAfter('Buren kennen elkaar', ' en groeten elkaar');
  await ofBram.narrative
    .getByRole('heading', { name: 'Buren kennen elkaar' })
    .evaluate((heading) => heading.scrollIntoView({ block: 'start' }));
  await ofBram.chooseRow(CHOSEN);
  await ofFatma.page.mouse.move(1_080, 420, { steps: 5 });
  await ofBram.isSaved();
  await expect(ofBram.presence).toHaveAccessibleName('2 personen aanwezig');
  await expect(ofBram.canvas.getByText('Fatma')).toBeVisible();
}

async function draw(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${PICTURES}${name}.png`, scale: 'device' });
  console.log(`docs/pictures/${name}.png`);
}

async function drawAll(ofBram: DossierScreen): Promise<void> {
  const { page } = ofBram;
  await draw(page, 'dossier-1280');
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    for (const [face, name] of [
      ['Verhaal', 'narrative'],
      ['Boom', 'tree'],
      ['Bord', 'board'],
    ] as const) {
      await ofBram.openFace(face);
      await page.evaluate(() => scrollTo(0, 0));
      await draw(page, `dossier-${width}-${name}`);
    }
  }
}

const executablePath = systemChromium();
const server = await RunningServer.start();
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: chromiumArgs,
});
try {
  await mkdir(PICTURES, { recursive: true });
  const [ofBram, ofFatma] = [
    await enter(browser, server.url, bram),
    await enter(browser, server.url, fatma),
  ];
  await setTheScene(ofBram, ofFatma);
  await drawAll(ofBram);
} finally {
  await browser.close();
  await server.remove();
}
