/** Runs `run` at once when it is asked for, and after that at most every `pauseMs`, always ending
 *  with a run after the last ask. */
export function pace(run: () => void, pauseMs: number): { ask: () => void; stop: () => void } {
  let pause: ReturnType<typeof setTimeout> | undefined;
  let isAsked = false;
  const runNow = (): void => {
    isAsked = false;
    pause = setTimeout(() => {
      pause = undefined;
      if (isAsked) runNow();
    }, pauseMs);
    run();
  };
  return {
    ask: () => {
      isAsked = true;
      if (pause === undefined) runNow();
    },
    stop: () => {
      clearTimeout(pause);
      // A run after the end would touch what is gone.
      pause = undefined;
      isAsked = false;
    },
  };
}
