/** So many handshakes or requests at a time. */
const AT_ONCE = 40;

/** Does the same to all, some at a time; the results stand in the order of what was asked. */
export async function inTurn<From, To>(
  from: readonly From[],
  act: (one: From, index: number) => Promise<To>,
): Promise<To[]> {
  const results: To[] = [];
  const waiting = from.entries();
  // Everybody takes from the same row.
  const work = async () => {
    for (const [index, one] of waiting) results[index] = await act(one, index);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return results;
}
