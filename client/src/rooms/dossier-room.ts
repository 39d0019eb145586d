/** What an open dossier offers to everything above it. `open-dossier` makes one. */
import type {
  Action,
  BoardDocument,
  DocumentName,
  NarrativeDocument,
  NodeId,
  Party,
  TreeDocument,
  TreeIndex,
} from '@meemaak/model';
import type { DossierView, Face, ParticipantView, Presence } from '@meemaak/protocol';
import type { Awareness } from 'y-protocols/awareness';

/** Something with a current value that tells when it changes; made for `useSyncExternalStore`. */
export interface Watchable<Value> {
  /** The same reference until the value changes. */
  get(): Value;
  subscribe(listener: () => void): () => void;
}

/** What the person is told about their work. `saved` means: on the server's disk. */
export type SaveState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  /** No line to the server. `unsaved`: something here is not yet there. */
  | { readonly kind: 'offline'; readonly unsaved: boolean }
  | { readonly kind: 'readOnly' }
  /** Closed for good, with the reason; unsaved work stays on this device. */
  | { readonly kind: 'stopped'; readonly reason: string; readonly unsaved: boolean };

/** How one document stands. */
export interface DocumentState {
  /** Contents are there: from the server, or from the copy on this device. */
  readonly loaded: boolean;
  readonly mayWrite: boolean;
  /** Part of it could not be read from disk: shown from the last good state, for reading only. Not
   *  loaded as well: nothing of it could be read, and nothing more will come. */
  readonly damaged: boolean;
}

export interface PresentPerson extends Presence {
  /** The awareness client id of this connection. */
  readonly clientId: number;
  readonly isMe: boolean;
}

/** What we show of ourselves; the server adds who we are. */
export interface OwnPresence {
  readonly face?: Face;
  readonly selectedNodeId?: NodeId | undefined;
  readonly editingNodeId?: NodeId | undefined;
}

export interface DossierRoom {
  readonly view: DossierView;
  readonly me: ParticipantView;
  readonly partiesById: ReadonlyMap<string, Party>;
  may(action: Action): boolean;

  readonly narrative: NarrativeDocument;
  readonly tree: TreeDocument;
  readonly board: BoardDocument;
  /** One for the whole dossier, on the `tree` channel; all documents share its client id. */
  readonly awareness: Awareness;
  readonly treeIndex: TreeIndex;

  documentState(document: DocumentName): Watchable<DocumentState>;
  readonly saveState: Watchable<SaveState>;
  /** No WebSocket gets through here: everything takes a little longer. */
  readonly isSlowLine: Watchable<boolean>;
  readonly people: Watchable<readonly PresentPerson[]>;
  /** Merges into what we show of ourselves. */
  show(presence: OwnPresence): void;
  close(): void;
}
