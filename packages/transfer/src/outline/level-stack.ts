/** From how lines look to how deep they are: an indentation, and a style such as a bullet or a number.
 *
 *      Meer groen            plain   at 0 ──▶ 1
 *      - Bomen               dash    at 0 ──▶ 2     the same place, another style: one deeper
 *         • Langs de weg     bullet  at 3 ──▶ 3     further in: one deeper
 *      - Gevels              dash    at 0 ──▶ 2     as before: the same level as before */

interface Rung {
  readonly indent: number;
  readonly style: string;
}

/** The style of a line without any mark. */
export const PLAIN = 'plain';

export class LevelStack {
  readonly #rungs: Rung[] = [];

  /** The level of the next line; 1 at the top. */
  take(indent: number, style: string): number {
    const known = this.#rungs.findLastIndex(
      (rung) => rung.indent === indent && rung.style === style,
    );
    if (known !== -1) {
      this.#rungs.length = known + 1;
      return known + 1;
    }
    while ((this.#rungs.at(-1)?.indent ?? -Infinity) > indent) this.#rungs.pop();
    // After marked lines a plain one stands beside them, not under the last.
    if (style === PLAIN) this.#leave(indent);
    this.#rungs.push({ indent, style });
    return this.#rungs.length;
  }

  #leave(indent: number): void {
    while (this.#rungs.at(-1)?.indent === indent) this.#rungs.pop();
  }
}
