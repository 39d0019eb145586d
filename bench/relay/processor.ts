/** What Linux tells of a process: time on the processor, and memory. */
import { readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second. */
const MS_PER_TICK = 10;

/** User and system time of all threads of a process since it began. */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the process stands in brackets and may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}

/** How long all processors together have been busy since the machine started. */
export function machineBusyMs(): number {
  const [, ...ticks] = readFileSync('/proc/stat', 'utf8').split('\n', 1)[0]?.split(/\s+/) ?? [];
  const [user = 0, nice = 0, system = 0, , , interrupts = 0, softInterrupts = 0] =
    ticks.map(Number);
  return (user + nice + system + interrupts + softInterrupts) * MS_PER_TICK;
}

export interface Watched {
  readonly wallMs: number;
  readonly serverCpuMs: number;
  /** Of one processor, what this process took itself. */
  readonly generatorShare: number;
  /** Processors taken by neither this process nor the server. */
  readonly othersShare: number;
}

/** What the server, this process and all others take from now until the answer is called. */
export function startWatch(serverPid: number): () => Watched {
  const startedAt = performance.now();
  const [server, own, machine] = [cpuMs(serverPid), process.cpuUsage(), machineBusyMs()];
  return () => {
    const wallMs = performance.now() - startedAt;
    const serverCpuMs = cpuMs(serverPid) - server;
    const { user, system } = process.cpuUsage(own);
    const ownMs = (user + system) / 1000;
    const othersMs = machineBusyMs() - machine - serverCpuMs - ownMs;
    return {
      wallMs,
      serverCpuMs,
      generatorShare: ownMs / wallMs,
      othersShare: Math.max(0, othersMs) / wallMs,
    };
  };
}

/** Of one processor: others that take more are in the way of a latency. */
export const MOST_OTHERS_SHARE = 0.5;
const QUIET_SHARE = 0.3;
const MOST_WAIT_MS = 10_000;
/** Of a whole run: on a machine that is never quiet it must end too. */
let patienceMs = 300_000;
const LOOK_MS = 500;

/** Waits until the machine has hardly anything else to do, but not for ever. */
export async function waitForQuiet(): Promise<void> {
  const startedAt = performance.now();
  const deadline = startedAt + Math.min(MOST_WAIT_MS, patienceMs);
  let isQuiet = false;
  while (!isQuiet && performance.now() < deadline) {
    const [at, busy] = [performance.now(), machineBusyMs()];
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    isQuiet = (machineBusyMs() - busy) / (performance.now() - at) < QUIET_SHARE;
  }
  patienceMs -= performance.now() - startedAt;
}
/** Memory that a process holds at this moment: what `top` calls RES. */
export function residentBytes(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1] ?? Number.NaN) * 1024;
}
