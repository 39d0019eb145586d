/** Who is asking: one cookie with a random token, of which only a hash is kept. */
import { createHash, randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

const COOKIE = 'meemaak';
const TOKEN_BYTES = 32;
const KEPT_SECONDS = 60 * 60 * 24 * 90;

export function readToken(context: Context): string | undefined {
  const token = getCookie(context, COOKIE);
  return token !== undefined && /^[\w-]{43}$/.test(token) ? token : undefined;
}

/** The token that this browser has, or a new one; it is told to keep it. */
export function keepToken(
  context: Context,
  isKnown: (token: string) => boolean,
  isSecure: boolean,
): string {
  const brought = readToken(context);
  const isOurs = brought !== undefined && isKnown(brought);
  const token = isOurs ? brought : randomBytes(TOKEN_BYTES).toString('base64url');
  setCookie(context, COOKIE, token, {
    httpOnly: true,
    sameSite: 'Strict',
    secure: isSecure,
    path: '/',
    maxAge: KEPT_SECONDS,
  });
  return token;
}

/** What the database keeps of a token. */
export function hashToken(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}

export function takeToken(context: Context): void {
  deleteCookie(context, COOKIE, { path: '/' });
}
