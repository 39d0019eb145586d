/** The origin of what a person does to the tree from the board. */
export const BOARD_ORIGIN = Symbol('the board face');
