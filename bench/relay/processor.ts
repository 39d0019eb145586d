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

/** How long the main thread of a process could have run and had to wait for a processor. */
function waitedMs(pid: number): number {
  const [, nanoseconds] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ');
  return Number(nanoseconds) / 1e6;
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
  /** Of the time, in which server or generator had to wait for a processor: whichever waited more. */
  readonly waitedShare: number;
}

/** What the server, this process and all others take from now until the answer is called. */
export function startWatch(serverPid: number): () => Watched {
  const startedAt = performance.now();
  const [server, own, machine] = [cpuMs(serverPid), process.cpuUsage(), machineBusyMs()];
  const [serverWaited, ownWaited] = [waitedMs(serverPid), waitedMs(process.pid)];
  return () => {
    const wallMs = performance.now() - startedAt;
    const serverCpuMs = cpuMs(serverPid) - server;
    const { user, system } = process.cpuUsage(own);
    const ownMs = (user + system) / 1000;
    const othersMs = machineBusyMs() - machine - serverCpuMs - ownMs;
    const waited = Math.max(waitedMs(serverPid) - serverWaited, waitedMs(process.pid) - ownWaited);
    return {
      wallMs,
      serverCpuMs,
      generatorShare: ownMs / wallMs,
      othersShare: Math.max(0, othersMs) / wallMs,
      waitedShare: waited / wallMs,
    };
  };
}

/** Beyond this it is not the server that is measured: who has to wait answers later, and then does
 *  more at once, which costs less. */
const MOST_WAITED_SHARE = 0.25;
/** Of one processor. When others take less than this, a server waits for its own threads. */
const FEW_OTHERS_SHARE = 0.3;
const QUIET_SHARE = 0.3;
const MOST_WAIT_MS = 10_000;
/** Of a whole run: on a machine that is never quiet it must end too. */
let patienceMs = 300_000;
const LOOK_MS = 500;

/** Why what was watched does not count; undefined: it does. */
export function crowdedOut({ waitedShare, othersShare }: Watched): string | undefined {
  if (waitedShare <= MOST_WAITED_SHARE || othersShare < FEW_OTHERS_SHARE) return undefined;
  const [waited, others] = [waitedShare, othersShare].map((share) => Math.round(share * 100));
  return `waited ${waited} % of the time for a processor (others took ${others} %)`;
}

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
