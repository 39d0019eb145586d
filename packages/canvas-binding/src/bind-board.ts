/** The life of a binding: both directions, and when each has its turn.
 *
 *      the person ── store ── listen ── unwritten ──[66 ms, pointer up, hide]──▶ document
 *      somebody else ── document ── observe ── projection ──▶ store
 *
 *  The document is the truth. After either turn the store equals the projection of the document with
 *  what is not yet written laid over it; when the board rests, an audit makes sure. */
import type { BoardDocument } from '@meemaak/model';
import type { TLStore } from 'tldraw';
import type * as Y from 'yjs';
import { drawnIds, showOnCanvas } from './board-to-canvas.ts';
import { UnwrittenChanges, type Loss } from './canvas-to-board.ts';
import { BoardProjection } from './project.ts';
import { RestAudit } from './rest-audit.ts';
import { undoOnlyOwnWork } from './undo-own-work.ts';
import { watchWindow } from './window-moments.ts';

export interface BoardBindingOptions {
  readonly store: TLStore;
  readonly board: BoardDocument;
  /** Asked at every change. While it says no, nothing is written and what was done is put back. */
  readonly mayWrite: () => boolean;
  /** While it says yes the idle audit waits. */
  readonly isPointerDown?: () => boolean;
  /** While it says no, nobody sees a hand drag: it is written now and then, and when it lets go. */
  readonly isWatched?: () => boolean;
  /** How many records of the document cannot be drawn; called at the start and when it changes. */
  readonly onQuarantine?: (count: number) => void;
  /** Something that the person made here is cut, or taken away again: it is too much to draw. */
  readonly onLoss?: (loss: Loss) => void;
}

export interface BoardBinding {
  /** Writes what is not yet written, then lets go of store and document. */
  unbind(): void;
  /** Writes what is not yet written, now. */
  flush(): void;
  /** Compares everything, now, and puts the store right; returns how many records were not. */
  audit(): number;
}

/** Writes come at most this often while a hand is moving. */
const WRITE_INTERVAL_MS = 66;
/** Every write of a record stays in the document for ever, a few bytes of it: a hand that moves many
 *  is written so much less often. */
const MS_PER_RECORD = 1;
/** Without a line: often enough for the copy on this device. */
const UNWATCHED_INTERVAL_MS = 2_000;
/** Keeps a store and a board document equal until `unbind`. Fills the store at once. The document
 *  should have its page and document record (the server seeds them); the binding never makes them. */
export function bindBoard(options: BoardBindingOptions): BoardBinding {
  return new Binding(options);
}

class Binding implements BoardBinding {
  readonly #options: BoardBindingOptions;
  readonly #unwritten: UnwrittenChanges;
  readonly #projection: BoardProjection;
  readonly #restAudit: RestAudit;
  readonly #endings: (() => void)[] = [];
  #isShowing = false;
  #isHandDown = false;
  #isEnded = false;
  #isResyncDue = false;
  #writtenAt = Number.NEGATIVE_INFINITY;
  #writeTimer: ReturnType<typeof setTimeout> | undefined;
  #setAsideCount: number | undefined;

  constructor(options: BoardBindingOptions) {
    this.#options = options;
    const { store, board } = options;
    this.#unwritten = new UnwrittenChanges((id) => this.#projection.isPlacedByRepair(id));
    this.#projection = new BoardProjection(board, store, this.#unwritten.overlay);
    this.#restAudit = new RestAudit({
      isBusy: () => options.isPointerDown?.() === true,
      listIds: () => [...board.records.keys(), ...drawnIds(store)],
      compare: (ids) => this.#compare(ids),
    });
    const flush = () => this.flush();
    this.#endings.push(
      undoOnlyOwnWork(store),
      store.listen(({ changes }) => this.#onPersonChange(changes), {
        source: 'user',
        scope: 'document',
      }),
      this.#observeDocument(),
      watchWindow({
        onPress: () => {
          this.#isHandDown = true;
        },
        onRelease: () => {
          this.#isHandDown = false;
          flush();
        },
        onLeave: flush,
      }),
      () => this.#restAudit.stop(),
    );
    this.audit();
  }

  flush(): void {
    if (this.#isEnded) return;
    deliverChanges(this.#options.store);
    this.#write();
  }

  audit(): number {
    if (this.#isEnded) return 0;
    this.flush();
    const ids = this.#projection.refreshAll();
    for (const id of drawnIds(this.#options.store)) ids.add(id);
    return this.#show(ids);
  }

  unbind(): void {
    if (this.#isEnded) return;
    this.flush();
    this.#isEnded = true;
    clearTimeout(this.#writeTimer);
    for (const end of this.#endings) end();
  }

  #onPersonChange(changes: Parameters<UnwrittenChanges['note']>[0]): void {
    this.#unwritten.note(changes);
    const loss = this.#unwritten.takeLoss();
    if (loss !== undefined) this.#options.onLoss?.(loss);
    if (this.#unwritten.isEmpty) return;
    const waitedMs = performance.now() - this.#writtenAt;
    const intervalMs = this.#writeIntervalMs();
    // Not within a turn of the other direction: that one goes on with what it has just read.
    if (waitedMs >= intervalMs && !this.#isShowing) this.#write();
    else {
      this.#writeTimer ??= setTimeout(() => this.flush(), Math.max(0, intervalMs - waitedMs));
    }
  }

  #writeIntervalMs(): number {
    // What is typed is written soon also then: a page can close at any moment.
    const isUnseenDrag = this.#isHandDown && this.#options.isWatched?.() === false;
    const leastMs = isUnseenDrag ? UNWATCHED_INTERVAL_MS : WRITE_INTERVAL_MS;
    return Math.max(leastMs, this.#unwritten.size * MS_PER_RECORD);
  }

  #write(): void {
    clearTimeout(this.#writeTimer);
    this.#writeTimer = undefined;
    if (this.#unwritten.isEmpty) return;
    this.#writtenAt = performance.now();
    const ids = this.#options.mayWrite()
      ? this.#unwritten.write(this.#options.board, this)
      : this.#unwritten.discard();
    // Also after writing: what the person made may need repair next to what was there.
    this.#sync(ids);
  }

  #compare(ids: readonly string[]): void {
    this.flush();
    showOnCanvas(this.#options.store, this.#projection, this.#projection.refresh(ids));
  }

  #observeDocument(): () => void {
    const { records } = this.#options.board;
    const observer = (events: Y.YEvent<Y.AbstractType<unknown>>[], { origin }: Y.Transaction) => {
      if (origin !== this) this.#sync(changedRecordIds(events));
    };
    records.observeDeep(observer);
    return () => records.unobserveDeep(observer);
  }

  #sync(ids: Iterable<string>): void {
    if (this.#isResyncDue || this.#isEnded) return;
    try {
      // First what the person did up to now: it lies over what comes, and is repaired along with it.
      deliverChanges(this.#options.store);
      this.#show(this.#projection.refresh([...ids, ...this.#unwritten.takeIds()]));
    } catch (fault) {
      this.#resyncSoon(fault);
    }
  }

  /** A change can arrive while tldraw is in the middle of one of its own and takes none in. Then
   *  everything is compared again as soon as it is done. Any other fault is ours: the canvas is put
   *  right all the same, and the fault is for all to see. */
  #resyncSoon(fault: unknown): void {
    this.#isResyncDue = true;
    queueMicrotask(() => {
      this.#isResyncDue = false;
      this.audit();
      if (!(fault instanceof Error && fault.message.includes('in atomic operation'))) throw fault;
    });
  }

  #show(ids: Iterable<string>): number {
    this.#isShowing = true;
    try {
      return showOnCanvas(this.#options.store, this.#projection, ids);
    } finally {
      this.#isShowing = false;
      this.#tellSetAside();
      if (!this.#isEnded) this.#restAudit.wait();
    }
  }

  #tellSetAside(): void {
    const count = this.#projection.setAsideIds.size;
    if (count === this.#setAsideCount) return;
    this.#setAsideCount = count;
    this.#options.onQuarantine?.(count);
  }
}

/** tldraw tells its listeners at the next frame; a new listener makes it tell the others at once.
 *  Without this, a hidden tab, which has no frames, would keep everything to itself. */
function deliverChanges(store: TLStore): void {
  store.listen(() => {})();
}

function changedRecordIds(events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): Set<string> {
  const ids = new Set<string>();
  for (const { path, changes } of events) {
    const [id] = path;
    if (typeof id === 'string') ids.add(id);
    else for (const key of changes.keys.keys()) ids.add(key);
  }
  return ids;
}
