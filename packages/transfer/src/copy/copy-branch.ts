/** A branch for the clipboard, twice: as text indented with tabs (a spreadsheet makes a column of each
 *  level) and as HTML lists (a word processor makes lists of them). Both say kind and owner in words;
 *  the HTML also carries them exactly, so that what comes back here is the same branch. */
import type { Indicator, Party, PartyId, TreeNode } from '@meemaak/model';
import { CARRIED } from '../html/html-data.ts';
import { SAYS_NOBODY } from '../text/said-in-words.ts';
import { escapeHtml } from './escape-html.ts';

/** The words of the screen's language. */
export interface CopyWords {
  readonly kind: (node: TreeNode) => string;
  readonly title: (node: TreeNode) => string;
}

export interface CopiedBranch {
  readonly text: string;
  readonly html: string;
}

/** `rows`: branches from the top down, each node before what is under it. */
export function copyBranch(
  rows: readonly TreeNode[],
  parties: ReadonlyMap<PartyId, Party>,
  words: CopyWords,
): CopiedBranch {
  const top = Math.min(...rows.map(({ level }) => level));
  const lines = rows.map((node) => {
    const owner = node.owner === null ? undefined : parties.get(node.owner);
    return { node, owner, depth: node.level - top, words: lineWords(node, owner, words) };
  });
  const text = lines.map(({ depth, words: said }) => `${'\t'.repeat(depth)}${said}\n`).join('');
  return { text, html: toLists(lines, words) };
}

function lineWords(node: TreeNode, owner: Party | undefined, words: CopyWords): string {
  const kind = capitalise(words.kind(node));
  const title = words.title(node);
  if (owner !== undefined) return `${kind}: ${title} (${owner.shortName})`;
  // Else the words in its brackets might be read as its owner.
  return `${kind}: ${title}${/[)\]]$/u.test(title) ? ` ${SAYS_NOBODY}` : ''}`;
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

interface CopiedLine {
  readonly node: TreeNode;
  readonly owner: Party | undefined;
  readonly depth: number;
  readonly words: string;
}

function toLists(lines: readonly CopiedLine[], words: CopyWords): string {
  let html = '';
  let open = -1;
  for (const line of lines) {
    if (line.depth > open) html += '<ul>'.repeat(line.depth - open);
    else html += `</li>${'</ul></li>'.repeat(open - line.depth)}`;
    open = line.depth;
    html += `<li ${CARRIED}="${escapeHtml(carry(line, words))}">${escapeHtml(line.words)}`;
  }
  return `<meta charset="utf-8">${html}${'</li></ul>'.repeat(open + 1)}`;
}

function carry({ node, owner }: CopiedLine, words: CopyWords): string {
  const { kind, indicators } = node;
  const party = owner === undefined ? [] : [owner.partyId, owner.name, owner.shortName];
  const carried = indicators.map(withoutIdentity);
  return JSON.stringify({ title: words.title(node), kind, party, indicators: carried });
}

function withoutIdentity(indicator: Indicator): Omit<Indicator, 'indicatorId' | 'holder'> {
  const { indicatorId: _id, holder: _holder, ...facts } = indicator;
  return facts;
}
