/** The dossier page as a person meets it: what it says and what one does there. Found by the words
 *  on the screen; only the canvas, which has few words of its own, is found by its parts. */
import { expect, type Locator, type Page } from '@playwright/test';

/** A picture of one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==',
  'base64',
);

export type Face = 'Verhaal' | 'Boom' | 'Bord';

export interface Spot {
  readonly x: number;
  readonly y: number;
}

export class DossierScreen {
  readonly page: Page;
  /** The text, when this person may write it. */
  readonly narrative: Locator;
  readonly tree: Locator;
  readonly canvas: Locator;
  /** Where the work is, in words. */
  readonly saveState: Locator;
  /** Empty where WebSockets get through. */
  readonly slowLine: Locator;
  readonly presence: Locator;

  constructor(page: Page) {
    this.page = page;
    this.narrative = page.getByRole('textbox', { name: 'Het verhaal' });
    this.tree = page.getByRole('treegrid', { name: 'Boom van effecten en prestaties' });
    this.canvas = page.getByRole('application', { name: 'Tekenbord' });
    this.saveState = page.getByRole('banner').locator('.save-status');
    this.slowLine = page.getByRole('banner').locator('.slow-line');
    this.presence = page.getByRole('button', { name: /aanwezig/ });
  }

  /** Waits until everything is there: the three faces filled, and the work on the server. */
  async isReady(): Promise<void> {
    await expect(this.narrative).toBeVisible();
    await expect(this.page.getByText('De boom wordt opgehaald…')).toHaveCount(0);
    // Large code, fetched when nothing else is to be done.
    await expect(this.canvas.locator('.tl-canvas')).toBeVisible({ timeout: 45_000 });
    await this.isSaved();
  }

  async isSaved(): Promise<void> {
    await expect(this.saveState).toHaveText('Opgeslagen');
  }

  // The narrative.

  /** Goes on writing after a heading or paragraph of one line. */
  async writeAfter(words: string, more: string): Promise<void> {
    await this.narrative.getByText(words, { exact: true }).click();
    await this.page.keyboard.press('End');
    await this.page.keyboard.type(more);
  }

  chip(title: string): Locator {
    return this.narrative.getByRole('button', { name: title });
  }

  // The tree.

  row(title: string): Locator {
    return this.tree.getByRole('row').filter({ has: this.page.getByText(title, { exact: true }) });
  }

  async chooseRow(title: string): Promise<void> {
    await this.row(title).getByText(title, { exact: true }).click();
  }

  /** Presses keys on the row of a node. */
  async pressOnRow(title: string, ...keys: readonly string[]): Promise<void> {
    await this.chooseRow(title);
    await this.row(title).focus();
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async rename(title: string, to: string): Promise<void> {
    await this.pressOnRow(title, 'F2');
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.type(to);
    await this.page.keyboard.press('Enter');
    await expect(this.row(to)).toBeVisible();
  }

  /** The titles of all rows from top to bottom, each after as many dots as its level: as on paper, because on the
   *  screen stand only those in sight. */
  outline(): Promise<string[]> {
    return this.tree.evaluate((grid) => {
      dispatchEvent(new Event('beforeprint'));
      const lines = [...grid.querySelectorAll('tbody > tr')].flatMap((row) => {
        const title = row.querySelector('.tree-row-title')?.textContent;
        if (title === undefined || title === null) return [];
        return [`${'·'.repeat(Number(row.getAttribute('aria-level')))} ${title}`];
      });
      dispatchEvent(new Event('afterprint'));
      return lines;
    });
  }

  // The board.

  /** A card may lie outside what this person looks at: it is there, and not drawn. */
  card(title: string): Locator {
    return this.canvas.locator('.card-shape').filter({ hasText: title });
  }

  note(words: string): Locator {
    return this.canvas.locator('.tl-shape[data-shape-type="note"]').filter({ hasText: words });
  }

  shapes(type: string): Locator {
    return this.canvas.locator(`.tl-shape[data-shape-type="${type}"]`);
  }

  /** Puts a note on the board and writes on it. */
  async addNote(words: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Voeg toe' }).click();
    await this.page.getByRole('button', { name: 'Notitie', exact: true }).click();
    await expect(this.canvas.locator('[contenteditable="true"]')).toBeFocused();
    await this.page.keyboard.type(words);
    await this.page.keyboard.press('Escape');
    await expect(this.note(words)).toBeVisible();
  }

  /** Picks a picture from this device and puts it on the board. */
  async addPicture(): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.canvas.getByRole('button', { name: /^Afbeelding/ }).click();
    const picture = { name: 'stip.png', mimeType: 'image/png', buffer: PIXEL };
    await (await chooser).setFiles(picture);
    await expect(this.shapes('image')).toHaveCount(1);
  }

  /** Looks at everything that lies on the board. */
  async showWholeBoard(): Promise<void> {
    const background = { position: { x: 12, y: 300 } };
    await this.canvas.locator('.tl-canvas').click(background);
    await this.page.keyboard.press('Shift+1');
    for (const card of await this.canvas.locator('.card-shape').all()) {
      await expect(card).toBeVisible();
    }
  }

  async middleOf(thing: Locator): Promise<Spot> {
    const box = await thing.boundingBox();
    if (box === null) throw new Error('Nothing to point at.');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  /** The bars of the canvas that lie over some of a thing. */
  whatCovers(thing: Locator): Promise<string[]> {
    return thing.evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const spots = [0.02, 0.5, 0.98].flatMap((x) => [0.02, 0.5, 0.98].map((y) => [x, y] as const));
      const found = spots.map(([x, y]) =>
        document.elementFromPoint(left + x * width, top + y * height),
      );
      const bars = found.map((hit) => hit?.closest('[class*="tlui-"], .board-tools')?.className);
      return bars.flatMap((bar) => (bar === undefined ? [] : [bar]));
    });
  }

  /** How far from the middle of what this person sees of the board. */
  async fromMiddle(thing: Locator): Promise<Spot> {
    const [one, other] = [await this.middleOf(thing), await this.middleOf(this.canvas)];
    return { x: one.x - other.x, y: one.y - other.y };
  }

  /** Picks something up and puts it down, in steps as a hand does. */
  async drag(thing: Locator, by: Spot): Promise<void> {
    const { x, y } = await this.middleOf(thing);
    const { mouse } = this.page;
    await mouse.move(x, y);
    await mouse.down();
    await mouse.move(x + by.x / 2, y + by.y / 2, { steps: 4 });
    await mouse.move(x + by.x, y + by.y, { steps: 4 });
    await mouse.up();
  }

  /** How far one thing on the board lies from another: the same for everybody, whatever their view. */
  async distance(from: Locator, to: Locator): Promise<Spot> {
    const [one, other] = [await from.boundingBox(), await to.boundingBox()];
    if (one === null || other === null) throw new Error('Nothing to measure between.');
    // In card widths: everybody looks from their own height.
    return { x: (other.x - one.x) / one.width, y: (other.y - one.y) / one.width };
  }

  async openFace(face: Face): Promise<void> {
    await this.page.getByRole('tab', { name: face }).click();
  }
}
