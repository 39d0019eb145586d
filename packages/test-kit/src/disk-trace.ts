/** What a process did to the files of one folder, and what it told over its sockets meanwhile, in the
 *  order in which it happened: recorded by `strace`, which stands between a program and the system.
 *
 *  A write counts from its beginning, a sync from its end: that is what a disk owes. What is told counts
 *  from its beginning: from then on somebody may know it. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export type DiskEvent =
  | { readonly kind: 'write'; readonly file: string; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly file: string; readonly length: number }
  | { readonly kind: 'remove'; readonly file: string }
  /** Everything done to the file until now is on disk. Of the folder: which files there are. */
  | { readonly kind: 'sync'; readonly file: string }
  /** Bytes to the other end of a socket, by its port. */
  | { readonly kind: 'told'; readonly port: number; readonly bytes: Buffer };

/** The folder itself, as a file. */
export const FOLDER = '';

const CALLS = 'pwrite64,write,writev,ftruncate,fsync,fdatasync,unlink';
/** What connections of SQLite share: never synced, and made anew by whoever opens first. */
const SHARED_MEMORY = '-shm';
const LONGEST = 16 * 1024 * 1024;

/** Why nothing can be recorded here; undefined when it can. */
export function whyNoTrace(): string | undefined {
  const { status } = spawnSync('strace', ['-o', '/dev/null', 'true']);
  if (status === 0) return undefined;
  return 'What a server writes cannot be recorded here: there is no strace, or it may not look.';
}

/** A `launcher` for `RunningServer`: the process is its child as ever, the recorder stands aside. */
export function traceTo(traceFile: string): string[] {
  const how = ['-D', '-f', '--seccomp-bpf', '-yy', '-xx', '-s', String(LONGEST)];
  return ['strace', ...how, '-e', `trace=${CALLS}`, '-e', 'signal=none', '-o', traceFile];
}

/** What happened in `folder`, and on all sockets. */
export function readTrace(traceFile: string, folder: string): DiskEvent[] {
  const begun = new Map<string, string>();
  return readFileSync(traceFile, 'latin1')
    .split('\n')
    .flatMap((line) => readLine(line, begun))
    .flatMap((call) => toEvent(call, folder))
    .filter((event) => event.kind === 'told' || !event.file.endsWith(SHARED_MEMORY));
}

/** Has the recorder written down everything, to the end of the process? */
export function isTraceComplete(traceFile: string, pid: number): boolean {
  const last = readFileSync(traceFile, 'latin1').trimEnd().split('\n').at(-1) ?? '';
  return last.startsWith(`${pid} `) && last.includes('+++ ');
}

interface Call {
  readonly name: string;
  readonly args: string;
  /** The beginning, the end, or both when nothing came between. */
  readonly part: 'begin' | 'end' | 'whole';
}

/** `begun` remembers what each thread has begun. */
function readLine(line: string, begun: Map<string, string>): Call[] {
  const resumed = /^(\d+) +<\.\.\. (\w+) resumed>.*= 0(?: |$)/.exec(line);
  if (resumed !== null) {
    const [, thread = '', name = ''] = resumed;
    return [{ name, args: begun.get(thread) ?? '', part: 'end' }];
  }
  const match = /^(\d+) +(\w+)\((.*?)(?:\) += (-?\d+).*| <unfinished \.\.\.>)$/.exec(line);
  if (match === null) return [];
  const [, thread = '', name = '', args = '', result] = match;
  if (result === undefined) {
    begun.set(thread, args);
    return [{ name, args, part: 'begin' }];
  }
  return result.startsWith('-') ? [] : [{ name, args, part: 'whole' }];
}

function toEvent({ name, args, part }: Call, folder: string): DiskEvent[] {
  const file = fileOf(args, folder);
  const port = /TCP(?:v6)?:\[.*->.*:(\d+)\]/.exec(targetOf(args))?.[1];
  if (name === 'fsync' || name === 'fdatasync') {
    return file === undefined || part === 'begin' ? [] : [{ kind: 'sync', file }];
  }
  // A resumed write was counted when it began.
  if (part === 'end') return [];
  if (port !== undefined) return [{ kind: 'told', port: Number(port), bytes: bytesOf(args) }];
  if (file === undefined) return [];
  const last = Number(/, (\d+)$/.exec(args)?.[1]);
  switch (name) {
    case 'pwrite64':
      return [{ kind: 'write', file, at: last, bytes: bytesOf(args) }];
    case 'ftruncate':
      return [{ kind: 'truncate', file, length: last }];
    case 'unlink':
      return [{ kind: 'remove', file }];
    default:
      throw new Error(`${file} was written in a way that is not understood: ${name}.`);
  }
}

/** What stands between `<` and `>`: what a file descriptor is. */
function targetOf(args: string): string {
  return unescape(/^\d+<(.*?)>(?:,|$|\(deleted\))/.exec(args)?.[1] ?? '');
}

/** The file's name in the folder; undefined when it lies elsewhere. */
function fileOf(args: string, folder: string): string | undefined {
  const path = targetOf(args) || unescape(/^"(.*?)"/.exec(args)?.[1] ?? '');
  if (path === folder) return FOLDER;
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}

function bytesOf(args: string): Buffer {
  const texts = [...args.matchAll(/"((?:\\x[\da-f]{2})*)"/g)].map(([, text = '']) => text);
  return Buffer.from(texts.join('').replaceAll('\\x', ''), 'hex');
}

function unescape(text: string): string {
  return text.replaceAll(/\\x([\da-f]{2})/g, (_all, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}
