/** Two changes of one title, made without knowing of each other, put together. */

/** Letters are whole: half an emoji is none. */
interface Change {
  readonly start: number;
  /** Of the letters before, exclusive. */
  readonly end: number;
  readonly inserted: string;
}

/** The change that made `to` out of `from`, made to `onto`, which another change made out of `from`.
 *  What either of them took away is gone, and what either put in is there. */
export function carryChange(from: string, to: string, onto: string): string {
  const letters = Array.from(from);
  const changes = [
    changeBetween(letters, Array.from(to)),
    changeBetween(letters, Array.from(onto)),
  ];
  let result = '';
  for (let at = 0; at <= letters.length; at += 1) {
    for (const { start, inserted } of changes) if (start === at) result += inserted;
    const isGone = changes.some(({ start, end }) => start <= at && at < end);
    if (!isGone) result += letters[at] ?? '';
  }
  return result;
}

/** Everything between the first and the last difference. */
function changeBetween(from: readonly string[], to: readonly string[]): Change {
  const shortest = Math.min(from.length, to.length);
  let start = 0;
  while (start < shortest && from[start] === to[start]) start += 1;
  let after = 0;
  while (after < shortest - start && from.at(-1 - after) === to.at(-1 - after)) after += 1;
  const inserted = to.slice(start, to.length - after).join('');
  return { start, end: from.length - after, inserted };
}
