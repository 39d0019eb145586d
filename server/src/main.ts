/** Starts a server with the settings of the environment, and ends it in good order. */
import { readConfig } from './config.ts';
import { DataDirError } from './database/open.ts';
import { logFault } from './log.ts';
import { startServer, type MeemaakServer } from './server.ts';

const config = await readConfig(process.env);
if (!config.ok) {
  console.error('Meemaak cannot start with these settings:');
  for (const fault of config.refusal.faults) console.error(`  ${fault}`);
  process.exit(1);
}

const server = await start().catch((error: unknown) => {
  const known = error instanceof DataDirError ? error.message : whyNotListening(error);
  console.error(known === undefined ? error : `Meemaak cannot start. ${known}`);
  process.exit(1);
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void server.stop().then(() => process.exit(0));
  });
}
process.on('unhandledRejection', endAfterBug);
process.on('uncaughtException', endAfterBug);

async function start(): Promise<MeemaakServer> {
  if (!config.ok) throw new Error('Without settings there is no server.');
  const { value } = config;
  // `--dev`, and not a variable: it works the same in every shell, and nobody sets it by accident.
  const isDevelopment = process.argv.includes('--dev');
  const started = await startServer({ config: value, isDevelopment, onBroken: endWithoutDisk });
  const isForAll = value.host === '0.0.0.0' || value.host === '::';
  const host = isForAll ? 'localhost' : value.host;
  const address = value.publicUrl ?? `http://${host}:${started.port}`;
  console.log(
    [
      '',
      `  Meemaak is open at  ${address}`,
      '  Open that address, choose a dossier, give a name and choose a party: you are in.',
      ...(isForAll && value.publicUrl === undefined ? [ONLY_THIS_MACHINE] : []),
      `  Everything is kept in ${value.dataDir}. Stop with Ctrl-C.`,
      '',
    ].join('\n'),
  );
  return started;
}

const ONLY_THIS_MACHINE =
  '  Only pages on this machine are let in. Set PUBLIC_URL to the address that others type.';

function whyNotListening(error: unknown): string | undefined {
  if (!config.ok || !(error instanceof Error) || !('code' in error)) return undefined;
  const { port, host } = config.value;
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use already. Choose another PORT.`;
    case 'EACCES':
      return `Port ${port} is for the system only. Choose a PORT of 1024 or more.`;
    case 'EADDRNOTAVAIL':
      return `${host} is no address of this machine. Choose another HOST.`;
    default:
      return undefined;
  }
}

/** The disk failed in a way that leaves unknown what is on it: whoever starts us again finds out [F08]. */
function endWithoutDisk(cause: Error): void {
  logFault('storage.failed', cause);
  process.exit(74);
}

/** A bug nobody caught: what is stored is safe, what is in memory is not to be trusted. */
function endAfterBug(error: unknown): void {
  logFault('server.bug', error);
  process.exit(70);
}
