import { inReadingOrder, type BoardElement, type NodeId } from '@meemaak/model';

/** The order in which the board is told: by place, but of cards the tree decides who comes first, so
 *  that an effect is heard before what follows from it. Cards keep the turns that cards have. */
export function inToldOrder(
  elements: readonly BoardElement[],
  treeOrder: readonly NodeId[],
): readonly BoardElement[] {
  const turns = new Map(treeOrder.map((nodeId, turn) => [nodeId, turn]));
  const byPlace = inReadingOrder(elements);
  const cards = byPlace.filter(isLooseCard).toSorted((a, b) => turnOf(a) - turnOf(b));
  const nextCard = cards.values();
  return byPlace.map((element) =>
    isLooseCard(element) ? (nextCard.next().value ?? element) : element,
  );

  function turnOf(element: BoardElement): number {
    return element.kind === 'card' ? (turns.get(element.nodeId) ?? turns.size) : turns.size;
  }
}

function isLooseCard(element: BoardElement): boolean {
  return element.kind === 'card' && element.frameId === undefined;
}
