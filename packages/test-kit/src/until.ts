/** How often the question is asked: seldom enough to leave the processor to who must bring the answer. */
const ASK_EVERY_MS = 10;

/** Waits until the question is answered with yes; throws, saying what was waited for, when it takes
 *  longer than `patienceMs`. */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  patienceMs = 30_000,
): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`Waited ${patienceMs} ms in vain: ${what}.`);
    await new Promise((resolve) => {
      setTimeout(resolve, ASK_EVERY_MS);
    });
  }
}
