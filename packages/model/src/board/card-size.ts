/** The size of every card, in pixels at 100 %: fixed, so that a board of hundreds opens fast. Room
 *  for its kind, three lines of title, and its party. */
export const CARD_SIZE = { w: 260, h: 128 } as const;
