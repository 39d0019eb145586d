/** Work that takes more than one turn. It yields nothing when it has done a part, and a promise when it
 *  has to wait. Whoever runs it runs it to its end: half of an update is nobody's. */
export type Work = Generator<Promise<unknown> | undefined, void, void>;

/** Waits for a promise within work. */
export function* resultOf<Value>(
  promise: Promise<Value>,
): Generator<Promise<unknown>, Value, void> {
  let settled: { readonly value: Value } | { readonly error: unknown } | undefined;
  yield promise.then(
    (value) => (settled = { value }),
    (error: unknown) => (settled = { error }),
  );
  if (settled === undefined) throw new Error('Work went on before what it waited for.');
  if ('error' in settled) throw settled.error;
  return settled.value;
}
