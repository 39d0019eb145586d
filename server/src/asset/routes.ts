/** Pictures for the board: `POST /api/dossiers/:dossierId/assets` takes the bytes as they are,
 *  `GET …/assets/:assetId` gives them back to participants only. */
import { accept, can, isId, refuse, type DossierId, type Outcome } from '@meemaak/model';
import { LIMITS, type RequestRefusal } from '@meemaak/protocol';
import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { readToken } from '../http/identify.ts';
import { answerRefusal } from '../http/refusal.ts';
import { logFault } from '../log.ts';
import type { Entrant } from '../relay/gate.ts';
import { pictureType } from './picture.ts';
import type { AssetStore } from './store.ts';

export interface AssetParts {
  readonly assets: AssetStore;
  readonly findEntrant: (token: string | undefined, dossierId: DossierId) => Entrant | undefined;
}

export function mountAssets(routes: Hono, { assets, findEntrant }: AssetParts): void {
  const limit = bodyLimit({
    maxSize: LIMITS.assetBytes,
    onError: (context) => answerRefusal(context, { kind: 'bodyTooLarge' }),
  });

  const identify = (context: Context): Outcome<Asked, RequestRefusal> => {
    const dossierId = context.req.param('dossierId');
    if (!isId<DossierId>(dossierId)) return refuse({ kind: 'notSignedIn' });
    const entrant = findEntrant(readToken(context), dossierId);
    return entrant === undefined ? refuse({ kind: 'notSignedIn' }) : accept({ dossierId, entrant });
  };

  routes.post('/api/dossiers/:dossierId/assets', limit, async (context) => {
    const asked = identify(context);
    if (!asked.ok) return answerRefusal(context, asked.refusal);
    const { dossierId, entrant } = asked.value;
    if (!can(entrant.right, 'asset.add')) {
      return answerRefusal(context, {
        kind: 'notAllowed',
        right: entrant.right,
        action: 'asset.add',
      });
    }
    const bytes = new Uint8Array(await context.req.arrayBuffer());
    if (pictureType(bytes) === undefined) {
      return answerRefusal(context, { kind: 'unsupportedPicture' });
    }
    try {
      return context.json({ assetId: await assets.add(dossierId, bytes) }, 201);
    } catch (error) {
      logFault('asset.notStored', error, { dossierId });
      return answerRefusal(context, { kind: 'storageUnavailable' });
    }
  });

  routes.get('/api/dossiers/:dossierId/assets/:assetId', async (context) => {
    const asked = identify(context);
    if (!asked.ok) return answerRefusal(context, asked.refusal);
    const bytes = await assets.find(asked.value.dossierId, context.req.param('assetId'));
    const type = bytes && pictureType(bytes);
    if (bytes === undefined || type === undefined) {
      return answerRefusal(context, { kind: 'unknownAsset' });
    }
    context.header('cache-control', 'private, max-age=31536000, immutable');
    return context.body(new Uint8Array(bytes), 200, { 'content-type': type });
  });
}

interface Asked {
  readonly dossierId: DossierId;
  readonly entrant: Entrant;
}
