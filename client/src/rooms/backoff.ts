/** How long to wait before coming back, so that a hall full of people does not come back at once.
 *  y-websocket waits 2.5 s at most and without jitter [X18]; it waits for us instead. */
const FIRST_MS = 500;
const MAX_MS = 30_000;

/** `attempt` counts from 0; `random` is in [0, 1). Between half and the whole of 0.5, 1, 2 … 30 s. */
export function retryDelayMs(attempt: number, random: number): number {
  const whole = Math.min(MAX_MS, FIRST_MS * 2 ** Math.min(attempt, 16));
  return Math.round(whole * (0.5 + random / 2));
}
