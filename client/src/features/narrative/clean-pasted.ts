/** What comes from a word processor or a web page, before the editor reads it: headings, lists and tables
 *  keep what they are, and what only looks like something is taken for what it is.
 *
 *      html ──inert document──> rubbish out ──> Word's lists ──> headings ──> tables ──> html
 *
 *  Which marks and addresses come in is not decided here: the editor's own schema does that. */
import { readListParagraphs } from './pasted-lists.ts';
import { readTables } from './pasted-tables.ts';
import { renameElement } from './rename-element.ts';

/** Of no use in a text, or a danger to who reads it. Their words go too. */
const RUBBISH = [
  'head',
  'style',
  'script',
  'meta',
  'link',
  'title',
  'xml',
  'template',
  'iframe',
  'object',
  'svg',
  'math',
  'img',
  'video',
  'audio',
  'input',
  'select',
  'button',
  'hr',
  'del',
  '[hidden]',
  '[aria-hidden="true"]',
  // Comments in the margin of a Word file, and what stands for them in the text.
  '.MsoCommentReference',
  '.msocomanchor',
  '[style*="mso-element:comment-list" i]',
  '[style*="mso-element: comment-list" i]',
];
const UNSEEN = /display\s*:\s*none|mso-hide\s*:\s*all/i;

/** Copied here or in another window of ours: as it is. */
const OWN = /\bdata-pm-slice=/;

export function cleanPasted(html: string): string {
  if (OWN.test(html)) return html;
  // Nothing in it is loaded or run.
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const element of body.querySelectorAll(RUBBISH.join())) element.remove();
  for (const element of body.querySelectorAll('[style]')) {
    if (UNSEEN.test(element.getAttribute('style') ?? '')) element.remove();
  }
  readListParagraphs(body);
  removeEmptyParagraphs(body);
  levelHeadings(body);
  breakLines(body);
  readTables(body);
  return body.innerHTML;
}

/** Word makes room with empty paragraphs; here the headings do. */
function removeEmptyParagraphs(body: Element): void {
  for (const paragraph of body.querySelectorAll('p, h1, h2, h3, h4, h5, h6')) {
    const isChipless = paragraph.querySelector('[data-node-ref]') === null;
    const isAlone = paragraph.closest('td, th, li')?.children.length === 1;
    if (isChipless && !isAlone && paragraph.textContent.trim() === '') paragraph.remove();
  }
}

/** The first level is the title's: what has one moves down. The text has no fourth. */
function levelHeadings(body: Element): void {
  for (const title of body.querySelectorAll('p.MsoTitle, p.Title')) renameElement(title, 'h1');
  const step = body.querySelector('h1') === null ? 0 : 1;
  // From below: what was moved is not moved again.
  for (const level of [6, 5, 4, 3, 2, 1]) {
    for (const heading of body.querySelectorAll(`h${String(level)}`)) {
      renameElement(heading, `h${String(Math.min(3, level + step))}`);
    }
  }
}

/** Lines of a poem, or of a program. */
function breakLines(body: Element): void {
  for (const block of body.querySelectorAll('pre')) {
    const paragraph = renameElement(block, 'p');
    const lines = paragraph.textContent.trimEnd().split('\n');
    const broken = lines.flatMap((line, at) =>
      at === 0 ? [line] : [body.ownerDocument.createElement('br'), line],
    );
    paragraph.replaceChildren(...broken);
  }
}
