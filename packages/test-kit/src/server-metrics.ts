/** What a server says of itself to whoever monitors it. */
const PREFIX = 'meemaak_';

/** One number of `/metrics` at this port of this machine, by its name without `meemaak_`. Asking for it
 *  begins a new measurement of the lag of the event loop. */
export async function readServerMetric(port: number, name: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const line = text.split('\n').find((one) => one.startsWith(`${PREFIX}${name} `));
  if (line === undefined) throw new Error(`The server has no metric ${name}.`);
  return Number(line.slice(line.lastIndexOf(' ') + 1));
}

/** The longest that the event loop of the server stood still since this was last asked, in ms. */
export async function readServerLagMs(port: number): Promise<number> {
  return (await readServerMetric(port, 'nodejs_eventloop_lag_max_seconds')) * 1_000;
}
