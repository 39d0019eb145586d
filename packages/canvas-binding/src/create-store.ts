import { atom, createTLStore, type Signal, type TLAssetStore, type TLStore } from 'tldraw';
import { createBoardSchema } from './shapes.ts';

export interface BoardStoreOptions {
  /** Sends pictures to our server and finds them there: `src` in a record is `asset:<assetId>`,
   *  never an address and never the picture itself. */
  readonly assets: TLAssetStore;
  /** Without it the canvas shows no other people. */
  readonly collaboration?: {
    readonly status: Signal<'online' | 'offline'>;
    readonly mode: Signal<'readonly' | 'readwrite'>;
  };
}

/** An empty tldraw store for a board; `bindBoard` fills it. */
export function createBoardStore({ assets, collaboration }: BoardStoreOptions): TLStore {
  return createTLStore({
    schema: createBoardSchema(),
    assets,
    // Nobody's name belongs in the document. With nobody signed in, tldraw stamps no author on
    // notes and makes no `user` record; who is here is known from presence.
    users: { currentUser: nobody, resolve: () => nobody },
    ...(collaboration === undefined ? {} : { collaboration }),
  });
}

const nobody = atom('nobody', null);
