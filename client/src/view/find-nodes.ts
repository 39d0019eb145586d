import type { TreeNode } from '@meemaak/model';

const MOST_FOUND = 60;

/** The nodes that somebody may mean, best first: titles that begin with the words, then titles with a
 *  word that begins with them, then titles that hold them anywhere. Without words: all, in tree
 *  order. Capitals and accents do not matter. */
export function findNodes(rows: readonly TreeNode[], words: string): readonly TreeNode[] {
  const sought = plain(words.trim());
  if (sought === '') return rows.slice(0, MOST_FOUND);
  return rows
    .map((node) => ({ node, rank: rankOf(plain(node.title), sought) }))
    .filter(({ rank }) => rank < NOT_FOUND)
    .toSorted((one, other) => one.rank - other.rank)
    .slice(0, MOST_FOUND)
    .map(({ node }) => node);
}

const NOT_FOUND = 3;

function rankOf(title: string, sought: string): number {
  const at = title.indexOf(sought);
  if (at <= 0) return at === 0 ? 0 : NOT_FOUND;
  return title.includes(` ${sought}`) ? 1 : 2;
}

/** Is it called so already? Capitals and accents do not matter. */
export function isSameTitle(title: string, other: string): boolean {
  return plain(title.trim()) === plain(other.trim());
}

/** Without capitals and accents. */
export function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase('nl');
}
