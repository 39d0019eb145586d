/** Word writes a list as paragraphs that look like one: a sign, some spaces, and a level in a style that
 *  only Word reads. Its web version writes a list of its own for every point. */

/** `mso-list:l0 level2 lfo1` */
const LEVEL = /mso-list\s*:[^;]*\blevel(\d+)/i;
const SIGN = '[style*="mso-list:ignore" i], [style*="mso-list: ignore" i]';
/** 1. 2) (3) a. iv) */
const NUMBER = /^\(?(\d{1,4}|[a-z]{1,2}|[ivxlc]{1,6})[.)]/i;
const DEEPEST = 8;

interface Point {
  readonly element: Element;
  /** From 1. */
  readonly level: number;
  readonly isNumbered: boolean;
  /** What a numbered one begins with. */
  readonly number: number;
}

export function readListParagraphs(body: Element): void {
  const seen = new Set<Element>();
  for (const element of body.querySelectorAll('p, li[data-aria-level]')) {
    if (seen.has(element)) continue;
    const points: Point[] = [];
    // A run of points: the next begins where something else stood between.
    for (let at: Element | null = element; at !== null; at = nextOf(at)) {
      const point = readPoint(at);
      if (point === undefined) break;
      seen.add(at);
      points.push(point);
    }
    if (points.length > 0) replaceByList(points);
  }
}

function readPoint(element: Element): Point | undefined {
  const webLevel = element.getAttribute('data-aria-level');
  if (webLevel !== null) {
    const isNumbered = element.parentElement?.tagName === 'OL';
    return { element, level: bounded(Number(webLevel)), isNumbered, number: 1 };
  }
  const level = LEVEL.exec(element.getAttribute('style') ?? '')?.[1];
  if (level === undefined || element.tagName !== 'P') return undefined;
  const sign = element.querySelector(SIGN)?.textContent.trim() ?? '';
  const number = NUMBER.exec(sign)?.[1];
  return {
    element,
    level: bounded(Number(level)),
    isNumbered: number !== undefined,
    number: Number(number) || 1,
  };
}

function bounded(level: number): number {
  return Math.min(DEEPEST, Math.max(1, level || 1));
}

/** What follows it on the page, also when each stands in wrappings of its own. */
function nextOf(element: Element): Element | null {
  if (element.tagName === 'P') return element.nextElementSibling;
  const list = element.closest('ul, ol');
  const inside = element.nextElementSibling;
  if (inside !== null) return inside;
  const next = list?.nextElementSibling ?? wrappingOf(list)?.nextElementSibling;
  return next?.querySelector('li[data-aria-level]') ?? (next?.matches('li') ? next : null);
}

function wrappingOf(list: Element | null): Element | null {
  return list?.closest('.ListContainerWrapper') ?? null;
}

function replaceByList(points: readonly Point[]): void {
  const [first] = points;
  if (first === undefined) return;
  const around = first.element.closest('ul, ol');
  const start = wrappingOf(around) ?? around ?? first.element;
  start.before(...listsOf(points));
  for (const { element } of points) removeWithWrappings(element);
}

interface OpenList {
  readonly list: Element;
  readonly level: number;
}

/** One list, or several where points with and without numbers follow each other. */
function listsOf(points: readonly Point[]): readonly Element[] {
  const lists: Element[] = [];
  const open: OpenList[] = [];
  for (const point of points) {
    closeDeeper(open, point);
    let top = open.at(-1);
    if (top === undefined || top.level < point.level) {
      const list = listFor(point);
      const around = top?.list.lastElementChild;
      if (around) around.append(list);
      else lists.push(list);
      top = { list, level: point.level };
      open.push(top);
    }
    top.list.append(itemOf(point));
  }
  return lists;
}

function closeDeeper(open: OpenList[], { level, isNumbered }: Point): void {
  while ((open.at(-1)?.level ?? 0) > level) open.pop();
  const top = open.at(-1);
  if (top?.level === level && isNumberedList(top.list) !== isNumbered) open.pop();
}

function listFor({ element, isNumbered, number }: Point): Element {
  const list = element.ownerDocument.createElement(isNumbered ? 'ol' : 'ul');
  if (isNumbered && number > 1) list.setAttribute('start', String(number));
  return list;
}

function isNumberedList(list: Element): boolean {
  return list.tagName === 'OL';
}

function itemOf({ element }: Point): Element {
  const { ownerDocument } = element;
  for (const sign of element.querySelectorAll(SIGN)) sign.remove();
  const item = ownerDocument.createElement('li');
  if (element.tagName === 'LI') {
    item.append(...element.childNodes);
    return item;
  }
  const paragraph = ownerDocument.createElement('p');
  paragraph.append(...element.childNodes);
  item.append(paragraph);
  return item;
}

function removeWithWrappings(element: Element): void {
  const around = element.parentElement;
  element.remove();
  if (around?.matches('ul, ol, .ListContainerWrapper') && around.children.length === 0) {
    removeWithWrappings(around);
  }
}
