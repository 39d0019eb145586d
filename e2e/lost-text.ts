/** Finds what a person cannot read although it is on the page: words that are cut off by something
 *  that cannot be scrolled, or that stand beside the page. */
import type { Page } from '@playwright/test';

/** Only there to be read aloud. */
const UNSEEN = '.unseen, .tl-skip-to-main-content, script, style';
/** Drawings, which one looks around in, with the tools that belong to them. */
const DRAWINGS = '.tl-canvas, .element-sheet';
const CANVAS_TOOLS = '.tl-container';
/** Letters drawn in an icon have a size in the icon's own units. */
const ICONS = 'svg';

/** The words that are (partly) lost, each with what cuts them off. */
export function findLostText(page: Page): Promise<string[]> {
  return page.evaluate((leftOut) => {
    /** Half a letter of overhang loses nothing. */
    const tolerancePx = 3;

    const isSeen = (element: Element): boolean =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      element.closest(leftOut) === null;

    const boxesOf = (words: Text): DOMRect[] => {
      const range = document.createRange();
      range.selectNodeContents(words);
      return [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
    };

    /** Does this box stick out of a clipping edge, on an axis that does not scroll? */
    const isCutBy = (box: DOMRect, element: Element): boolean => {
      const { overflowX, overflowY } = getComputedStyle(element);
      const edge = element.getBoundingClientRect();
      const clips = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
      return (
        (clips(overflowX) &&
          (box.right > edge.right + tolerancePx || box.left < edge.left - tolerancePx)) ||
        (clips(overflowY) &&
          (box.bottom > edge.bottom + tolerancePx || box.top < edge.top - tolerancePx))
      );
    };

    const scrolls = (element: Element): boolean => {
      const { overflowX, overflowY } = getComputedStyle(element);
      return [overflowX, overflowY].some(
        (overflow) => overflow === 'auto' || overflow === 'scroll',
      );
    };

    /** What cuts this box off. What can be scrolled brings everything inside it into sight. */
    const cutterOf = (box: DOMRect, start: Element): string | undefined => {
      for (
        let at: Element | null = start;
        at !== null && at !== document.body;
        at = at.parentElement
      ) {
        if (isCutBy(box, at)) return `${at.localName}.${at.className}`;
        if (scrolls(at)) return undefined;
      }
      const { clientWidth } = document.documentElement;
      const isBeside = box.left < -tolerancePx || box.right > clientWidth + tolerancePx;
      return isBeside ? 'the page' : undefined;
    };

    const lost: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let words = walker.nextNode(); words !== null; words = walker.nextNode()) {
      const { parentElement } = words;
      if (parentElement === null || !(words instanceof Text)) continue;
      if (words.data.trim() === '' || !isSeen(parentElement)) continue;
      for (const box of boxesOf(words)) {
        const cutter = cutterOf(box, parentElement);
        if (cutter === undefined) continue;
        lost.push(`“${words.data.trim()}” by ${cutter}`);
        break;
      }
    }
    return lost;
  }, `${UNSEEN}, ${DRAWINGS}`);
}

/** The words in letters smaller than this: those that stay behind when letters should be large. */
export function findSmallText(page: Page, leastPx: number): Promise<string[]> {
  return page.evaluate(
    ([leftOut, least]) => {
      const small: string[] = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let words = walker.nextNode(); words !== null; words = walker.nextNode()) {
        const { parentElement } = words;
        if (parentElement === null || parentElement.closest(leftOut) !== null) continue;
        if (words.textContent?.trim() === '' || !parentElement.checkVisibility()) continue;
        const size = Number.parseFloat(getComputedStyle(parentElement).fontSize);
        if (size < least) small.push(`“${words.textContent?.trim()}” ${size} px`);
      }
      return small;
    },
    [`${UNSEEN}, ${DRAWINGS}, ${CANVAS_TOOLS}, ${ICONS}`, leastPx] as const,
  );
}

/** How many pixels the page can be pushed sideways: 0 where everything fits. */
export function sidewaysPx(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return Math.max(scrollWidth, document.body.scrollWidth) - clientWidth;
  });
}
