/** Every expected "no" to what comes in. `line`: which line of the text, or row of the sheet; 1 is
 *  the first. The words are in messages, `transfer.refusals`. */
export type TransferRefusal =
  | { readonly kind: 'nothingFound' }
  | { readonly kind: 'fileTooLarge'; readonly limitMb: number }
  /** A small file that would become a huge one. */
  | { readonly kind: 'unpacksTooLarge'; readonly limitMb: number }
  | { readonly kind: 'tooMuchText'; readonly limit: number }
  | { readonly kind: 'unknownFormat' }
  /** `.doc`, `.xls`, or a newer one with a password: the three look alike from outside. */
  | { readonly kind: 'oldOrLocked' }
  | { readonly kind: 'broken' }
  /** It declares entities, or nests deeper than any program does: made to keep a computer busy. */
  | { readonly kind: 'hostile' }
  | { readonly kind: 'tooManyRows'; readonly limit: number }
  | { readonly kind: 'tooManyNodes'; readonly count: number; readonly limit: number }
  | { readonly kind: 'tooDeep'; readonly line: number; readonly limit: number }
  | {
      readonly kind: 'titleTooLong';
      readonly line: number;
      readonly length: number;
      readonly limit: number;
    }
  | {
      readonly kind: 'indicatorTextTooLong';
      readonly line: number;
      readonly length: number;
      readonly limit: number;
    }
  | { readonly kind: 'noVisibleSheet' }
  /** Its value was never worked out, and we do not work it out. */
  | { readonly kind: 'formulaWithoutValue'; readonly cell: string }
  | { readonly kind: 'unreadableLevel'; readonly line: number; readonly value: string }
  | { readonly kind: 'unknownParent'; readonly line: number; readonly value: string }
  /** Two rows are called the same, so that it is unclear which one is meant. */
  | { readonly kind: 'sameNameTwice'; readonly line: number; readonly value: string }
  | { readonly kind: 'parentCircle'; readonly line: number; readonly value: string };
