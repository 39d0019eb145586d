/** One document of an open dossier: its copy on this device, its channel to the server, how it stands.
 *
 *      copy on the device ──loads──▶ doc ◀──provider──▶ channel ◀──▶ the dossier's socket
 *
 *  The copy loads first, so that the server only sends what is missing. */
import {
  SCHEMA_NUMBERS,
  canWrite,
  readSchemaNumber,
  type DocumentName,
  type DossierId,
} from '@meemaak/model';
import { forgetClocks, type DossierSummary, type ParticipantView } from '@meemaak/protocol';
import { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';
import { channelSocketClass } from './channel-socket.ts';
import { UpdateCoalescer } from './coalesce-updates.ts';
import { openDeviceCopy, type CopyAddress, type DeviceCopy } from './device-copy.ts';
import type { DocumentState } from './dossier-room.ts';
import type { DossierSocket } from './dossier-socket.ts';
import { loadFirst } from './first-load.ts';
import { openingChannel, stepChannel, type ChannelEvent } from './save-state.ts';
import { nothingUnsaved, withMark, type Unsaved } from './unsaved.ts';
import { WatchedValue } from './watched-value.ts';

/** The providers' own waiting; the dossier's socket does the real waiting. */
const MAX_BACKOFF_MS = 500;
/** While somebody goes on writing, so often the mark says so. */
const MARK_AGAIN_MS = 1_000;

export interface DocumentLineOptions {
  readonly document: DocumentName;
  readonly doc: Y.Doc;
  readonly dossierId: DossierId;
  /** Which life of the dossier's documents this is. */
  readonly generation: number;
  readonly me: ParticipantView;
  readonly socket: DossierSocket;
  /** Presence to share on this channel; without it the channel shows nobody. */
  readonly awareness?: Awareness;
  readonly onCopyBroken: () => void;
}

export function copyAddress(
  { dossierId, generation }: Pick<DossierSummary, 'dossierId' | 'generation'>,
  document: DocumentName,
  { participantId }: ParticipantView,
): CopyAddress {
  return { participantId, dossierId, document, generation };
}

export class DocumentLine {
  readonly saving = new WatchedValue(openingChannel);
  readonly state = new WatchedValue<DocumentState>({
    loaded: false,
    mayWrite: false,
    damaged: false,
  });
  /** What here is not on the server yet. */
  readonly unsaved = new WatchedValue<Unsaved>(nothingUnsaved);
  readonly #options: DocumentLineOptions;
  readonly #provider: WebsocketProvider;
  readonly #coalescer: UpdateCoalescer | undefined;
  #copy: DeviceCopy | undefined;
  #isClosed = false;
  /** What the server said last about writing here. */
  #mode = { mayWrite: true, damaged: false };
  /** All that the server has of it came at least once. */
  #wasSynced = false;
  /** The first clock of ours that is not on the server, since when, and how often we marked it. */
  #mark: { readonly from: number; readonly sinceAt: number; stamp: number } | undefined;
  #markedAt = 0;

  constructor(options: DocumentLineOptions) {
    this.#options = options;
    const { document, doc } = options;
    this.#coalescer =
      document === 'narrative' ? new UpdateCoalescer(doc, () => this.#provider) : undefined;
    this.#provider = this.#createProvider(options.awareness ?? silentAwareness(doc));
    this.#provider.on('sync', (isSynced) => {
      if (isSynced) this.#synced();
    });
    this.#provider.on('status', ({ status }) => {
      if (status !== 'connected' || options.awareness === undefined) return;
      forgetClocks(options.awareness);
      showAgain(options.awareness);
    });
    doc.on('update', this.#watchEdits);
  }

  /** Loads the copy of this device, then connects. */
  async open(): Promise<void> {
    const { document, doc, me, onCopyBroken } = this.#options;
    const address = copyAddress(this.#options, document, me);
    const copy = await openDeviceCopy(address, me.name, doc, onCopyBroken);
    if (this.#isClosed) return copy?.close();
    if (copy === undefined) onCopyBroken();
    this.#copy = copy;
    if (copy !== undefined) this.#adopt(copy);
    this.#judge();
    if (readSchemaNumber(doc) === 0) await this.#loadFirst();
    if (!this.#isClosed) this.#provider.connect();
  }

  close(): void {
    this.#isClosed = true;
    this.#options.doc.off('update', this.#watchEdits);
    this.#coalescer?.close();
    this.#provider.destroy();
    this.#copy?.close();
  }

  async #loadFirst(): Promise<void> {
    const { document, doc } = this.#options;
    const origin = this.#provider;
    await loadFirst({ dossier: this.#options, document, doc, origin });
    if (!this.#isClosed) this.#judge();
  }

  #createProvider(awareness: Awareness): WebsocketProvider {
    const { document, generation, doc, socket } = this.#options;
    const polyfill = channelSocketClass(
      socket,
      { document, generation },
      {
        onEvent: (event) => this.#step(event),
        onMode: (mode) => {
          this.#mode = mode;
          this.#judge();
        },
        receive: (message, deliver) => {
          if (this.#coalescer === undefined) deliver(message);
          else this.#coalescer.receive(message, deliver);
        },
      },
    );
    return new WebsocketProvider('channel:', document, doc, {
      WebSocketPolyfill: polyfill,
      awareness,
      connect: false,
      // Keyed by address, not by person: two people in one browser would write as each other.
      disableBc: true,
      maxBackoffTime: MAX_BACKOFF_MS,
    });
  }

  readonly #watchEdits = (
    _update: Uint8Array,
    origin: unknown,
    doc: Y.Doc,
    change: Y.Transaction,
  ) => {
    if (origin === this.#provider || !change.local || !this.#isAllowed()) return;
    this.#markOwn(change.beforeState.get(doc.clientID) ?? 0);
    this.#step({ kind: 'edited' });
  };

  /** An edit of another day, or of another window, that the server has not seen yet is an edit. */
  #adopt({ unsaved }: DeviceCopy): void {
    if (this.#mark !== undefined) this.#copy?.mark(this.#mark);
    if (!unsaved.isAny) return;
    const { clientID } = this.#options.doc;
    this.unsaved.set(this.#mark ? withMark(unsaved, clientID, this.#mark) : unsaved);
    this.#step({ kind: 'edited' });
  }

  #markOwn(clock: number): void {
    const now = Date.now();
    const isFirst = this.#mark === undefined;
    const mark = (this.#mark ??= { from: clock, sinceAt: now, stamp: 0 });
    if (isFirst) {
      const { clientID } = this.#options.doc;
      this.unsaved.set(withMark(this.unsaved.get(), clientID, mark));
    } else if (now - this.#markedAt < MARK_AGAIN_MS) return;
    this.#markedAt = now;
    mark.stamp += 1;
    this.#copy?.mark({ ...mark });
  }

  #step(event: ChannelEvent): void {
    const before = this.saving.get();
    const after = stepChannel(before, event);
    if (before.dirty && !after.dirty) this.#allSaved();
    this.saving.set(after);
    if (after.phase === 'stopped' && before.phase !== 'stopped') this.#judge();
  }

  #allSaved(): void {
    this.#mark = undefined;
    this.unsaved.set(nothingUnsaved);
    this.#copy?.mark(undefined);
  }

  #synced(): void {
    this.#wasSynced = true;
    this.#judge();
    this.#step({ kind: 'synced' });
  }

  #isAllowed(): boolean {
    const { document, me } = this.#options;
    return canWrite(me.right, document) && this.#mode.mayWrite;
  }

  /** What nobody will take any more, nobody should go on writing [F27]. */
  #mayWrite(): boolean {
    return this.#isAllowed() && this.saving.get().phase !== 'stopped';
  }

  /** Works out how the document stands. */
  #judge(): void {
    const { document, doc } = this.#options;
    const schema = readSchemaNumber(doc);
    if (schema > SCHEMA_NUMBERS[document]) return this.#stopAsOutdated();
    const isLoaded = schema > 0;
    // The word "damaged" comes before the contents: until then they are on their way.
    const isDamaged = this.#mode.damaged && (isLoaded || this.#wasSynced);
    const next = { loaded: isLoaded, mayWrite: this.#mayWrite(), damaged: isDamaged };
    const { loaded, mayWrite, damaged } = this.state.get();
    if (loaded === next.loaded && mayWrite === next.mayWrite && damaged === next.damaged) return;
    this.state.set(next);
  }

  /** Contents of a later shape: an editor of ours would destroy what it does not know. */
  #stopAsOutdated(): void {
    this.#provider.disconnect();
    this.state.set({ loaded: false, mayWrite: false, damaged: false });
    this.#step({ kind: 'stopped', reason: 'outdated' });
  }
}

/** Raises our clock by two, on every connection. Others ignore a first state of clock 0; and when
 *  our line broke they were told that we left, with the clock after ours: without this they would
 *  not see us come back for half a minute. */
function showAgain(awareness: Awareness): void {
  awareness.setLocalState(awareness.getLocalState());
  awareness.setLocalState(awareness.getLocalState());
}

/** Every provider wants one; only the dossier's own shows anything. */
function silentAwareness(doc: Y.Doc): Awareness {
  const awareness = new Awareness(doc);
  awareness.setLocalState(null);
  return awareness;
}
