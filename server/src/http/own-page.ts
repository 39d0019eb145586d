/** Requests that change something must come from a page of ours or from a script, never from a
 *  page elsewhere that uses somebody's cookie [T48]: the header below cannot be sent across sites
 *  without asking us first, and we never say yes. */
import { OWN_PAGE_HEADER } from '@meemaak/protocol';
import type { MiddlewareHandler } from 'hono';
import { answerRefusal } from './refusal.ts';

export function ownPageOnly(isOwnOrigin: (origin: string) => boolean): MiddlewareHandler {
  return async (context, next) => {
    const origin = context.req.header('origin');
    const isOwn = origin === undefined || isOwnOrigin(origin);
    if (!isOwn || context.req.header(OWN_PAGE_HEADER) === undefined) {
      return answerRefusal(context, { kind: 'foreignOrigin' });
    }
    await next();
  };
}
