/** The origin of what a person does in the tree, for observers that ignore their own. */
export const TREE_ORIGIN = Symbol('the tree face');
