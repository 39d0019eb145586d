/** Which pages are ours. Exact comparison of whole origins: no patterns, no suffixes [T08]. */
import type { Config } from '../config.ts';

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];
/** The client's own server during development, which passes requests on to us. */
const DEVELOPMENT_PORT = 5173;

/** The origins whose pages may send commands and open sockets. With a public address: that one.
 *  Without: this machine, on our port (and in development on the client's). */
export function ownOrigins(
  { publicUrl }: Config,
  port: number,
  isDevelopment: boolean,
): Set<string> {
  if (publicUrl !== undefined) return new Set([publicUrl]);
  const ports = isDevelopment ? [port, DEVELOPMENT_PORT] : [port];
  return new Set(
    ports.flatMap((each) => LOOPBACK_NAMES.map((name) => new URL(`http://${name}:${each}`).origin)),
  );
}
