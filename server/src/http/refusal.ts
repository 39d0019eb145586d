/** From an expected "no" to an HTTP answer: the one place that knows about status codes. */
import type { RequestRefusal } from '@meemaak/protocol';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

const statusByKind: Readonly<Record<RequestRefusal['kind'], ContentfulStatusCode>> = {
  bodyNotUnderstood: 400,
  bodyTooLarge: 413,
  notSignedIn: 401,
  notAllowed: 403,
  foreignOrigin: 403,
  unknownDossier: 404,
  unknownParty: 404,
  unknownAsset: 404,
  unsupportedPicture: 415,
  documentDamaged: 409,
  storageUnavailable: 503,
};

export function answerRefusal(context: Context, refusal: RequestRefusal): Response {
  return context.json({ refusal }, statusByKind[refusal.kind]);
}
