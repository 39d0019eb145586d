/** The canvas's side of a board: its store, the person at it, and the tree as signals. Nothing runs
 *  until `follow`, and nothing runs after what that returns is called. */
import { bindBoard, createBoardStore, type Loss } from '@meemaak/canvas-binding';
import {
  atom,
  createTLCurrentUser,
  type TLCurrentUser,
  type TLShape,
  type TLStore,
  type TLUserPreferences,
} from 'tldraw';
import type { DossierRoom, Watchable } from '../../rooms/dossier-room.ts';
import { WatchedValue } from '../../rooms/watched-value.ts';
import { assetAddress } from '../../commands/asset-source.ts';
import { isCardShape } from './card-id.ts';
import { NodeSignals } from './node-signals.ts';
import { sharePresence } from './share-presence.ts';

export interface Canvas {
  readonly store: TLStore;
  readonly user: TLCurrentUser;
  readonly nodes: NodeSignals;
  /** Cards of nodes that are archived, or not here, are not drawn; their records stay. */
  readonly visibilityOf: (shape: TLShape) => 'hidden' | 'inherit';
  /** How many things of the document cannot be drawn. */
  readonly setAsideCount: Watchable<number>;
  /** Calls when something that this person made is too much for the board; returns what ends it. */
  readonly watchLosses: (listener: (loss: Loss) => void) => () => void;
  /** Chooses the language of the canvas's own words. */
  readonly speak: (locale: string) => void;
  /** Binds the store to the document and shows others what they may see; returns what ends it. */
  readonly follow: () => () => void;
}

export function openCanvas(room: DossierRoom): Canvas {
  const nodes = new NodeSignals(room.treeIndex);
  const boardState = room.documentState('board');
  const preferences = atom<TLUserPreferences>('canvas preferences', {
    id: room.me.participantId,
    name: room.me.name,
    colorScheme: 'system',
  });
  const setAsideCount = new WatchedValue(0);
  const lossListeners = new Set<(loss: Loss) => void>();
  const mode = atom<'readonly' | 'readwrite'>('board mode', 'readonly');
  const status = atom<'online' | 'offline'>('board line', 'online');
  const store = createBoardStore({
    assets: {
      // Pictures are sent before they come onto the board; see `put-pictures`.
      upload: () => Promise.reject(new Error('Pictures do not come this way.')),
      resolve: (asset) => assetAddress(room.view.dossierId, asset.props.src ?? null) ?? null,
    },
    collaboration: { status, mode },
  });
  const mayWrite = (): boolean => boardState.get().mayWrite && room.may('board.edit');
  const showMode = (): void => {
    mode.set(mayWrite() ? 'readwrite' : 'readonly');
  };

  return {
    store,
    nodes,
    setAsideCount,
    watchLosses: (listener) => {
      lossListeners.add(listener);
      return () => lossListeners.delete(listener);
    },
    user: createTLCurrentUser({
      userPreferences: preferences,
      // For as long as the page lives: a preference of the canvas is no matter of the dossier.
      setUserPreferences: (next) => preferences.set(next),
    }),
    visibilityOf: (shape) =>
      isCardShape(shape) && nodes.node(shape.props.nodeId) === undefined ? 'hidden' : 'inherit',
    speak: (locale) => {
      preferences.update((before) => ({ ...before, locale }));
    },
    follow: () => {
      showMode();
      const binding = bindBoard({
        store,
        board: room.board,
        mayWrite,
        isWatched: () => room.saveState.get().kind !== 'offline',
        onQuarantine: (count) => setAsideCount.set(count),
        onLoss: (loss) => lossListeners.forEach((listener) => listener(loss)),
      });
      const endings = [
        () => binding.unbind(),
        nodes.follow(),
        boardState.subscribe(showMode),
        sharePresence(store, room),
      ];
      return () => {
        for (const end of endings) end();
      };
    },
  };
}
