/** Where the others are in the text, and where we are for them.
 *
 *      our selection ──at most 10 a second──> awareness `cursor`
 *      awareness of the others ──who: only what the server wrote──> a bar and a name at their place
 *
 *  Our own instead of y-tiptap's cursor plugin: that one takes names and colours from the sender,
 *  breaks the editor on a malformed cursor, and sends ours again on everybody's every keystroke. */
import { readPresence, type Presence } from '@meemaak/protocol';
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';
import { readCaret, shareCaret } from './caret-place.ts';
import { pace } from './pace.ts';
import { PeerCaret } from './peer-caret.ts';

const SHARE_PAUSE_MS = 100;
const DRAW_PAUSE_MS = 50;

export interface CaretOptions {
  readonly awareness: Awareness | undefined;
  /** Somebody who only reads has no caret. */
  readonly showsOwn: boolean;
}

export const Carets = Extension.create<CaretOptions>({
  name: 'carets',

  addOptions() {
    return { awareness: undefined, showsOwn: false };
  },

  addProseMirrorPlugins() {
    const { awareness, showsOwn } = this.options;
    return awareness === undefined ? [] : [caretPlugin(awareness, showsOwn)];
  },
});

const caretKey = new PluginKey<DecorationSet>('carets');

/** Where the others' carets are drawn. */
export function peerCarets(state: EditorState): readonly number[] {
  const drawn = caretKey.getState(state)?.find() ?? [];
  return drawn.filter(({ from, to }) => from === to).map(({ from }) => from);
}

function caretPlugin(awareness: Awareness, showsOwn: boolean): Plugin<DecorationSet> {
  const peers = new Peers(awareness);
  return new Plugin<DecorationSet>({
    key: caretKey,
    state: {
      init: () => DecorationSet.empty,
      apply: (transaction, drawn, _before, state) =>
        transaction.getMeta(caretKey) === 'draw' || isFromElsewhere(transaction)
          ? peers.draw(state)
          : drawn.map(transaction.mapping, transaction.doc),
    },
    props: { decorations: (state) => caretKey.getState(state) },
    view: (view) => {
      const stopDrawing = drawPeers(view, awareness, peers);
      const stopSharing = showsOwn ? shareOwnCaret(view, awareness) : undefined;
      return {
        update: (_view, before) => {
          if (before.doc !== view.state.doc) stopDrawing.ask();
          stopSharing?.ask();
        },
        destroy: () => {
          stopDrawing.stop();
          stopSharing?.stop();
          peers.leave();
        },
      };
    },
  });
}

/** Marked as a change from elsewhere: a step of ours between two keystrokes would make y-tiptap cut
 *  the undo step of somebody who is typing, right there. */
function drawingOf({ tr }: EditorState): Transaction {
  return tr.setMeta(caretKey, 'draw').setMeta(ySyncPluginKey, { isChangeOrigin: true });
}

/** y-tiptap then replaces the whole text: nothing can be mapped through that. */
function isFromElsewhere(transaction: Transaction): boolean {
  return transaction.getMeta(ySyncPluginKey)?.isChangeOrigin === true;
}

interface Paced {
  readonly ask: () => void;
  readonly stop: () => void;
}

/** Draws again when awareness or the text changes. */
function drawPeers(view: EditorView, awareness: Awareness, peers: Peers): Paced {
  const drawing = pace(() => {
    // After the current event: a change may be half way through the editor.
    queueMicrotask(() => {
      if (view.isDestroyed) return;
      // A change around somebody who is composing a letter would break it off.
      if (view.composing) return drawing.ask();
      if (peers.areNone && (caretKey.getState(view.state)?.find().length ?? 0) === 0) return;
      view.dispatch(drawingOf(view.state));
      peers.keepInside(view.dom);
    });
  }, DRAW_PAUSE_MS);
  awareness.on('change', drawing.ask);
  drawing.ask();
  return {
    ask: drawing.ask,
    stop: () => {
      awareness.off('change', drawing.ask);
      drawing.stop();
    },
  };
}

/** Tells the others where we are, while the text has the focus. */
function shareOwnCaret(view: EditorView, awareness: Awareness): Paced {
  let shared = 'null';
  const share = (): void => {
    const cursor = view.hasFocus() ? (shareCaret(view.state) ?? null) : null;
    const now = JSON.stringify(cursor);
    if (now === shared) return;
    shared = now;
    awareness.setLocalStateField('cursor', cursor);
  };
  const sharing = pace(share, SHARE_PAUSE_MS);
  view.dom.addEventListener('focusin', sharing.ask);
  view.dom.addEventListener('focusout', sharing.ask);
  return {
    ask: sharing.ask,
    stop: () => {
      sharing.stop();
      view.dom.removeEventListener('focusin', sharing.ask);
      view.dom.removeEventListener('focusout', sharing.ask);
      if (shared !== 'null') awareness.setLocalStateField('cursor', null);
    },
  };
}

/** Everybody else who has a caret in this text. */
class Peers {
  readonly #awareness: Awareness;
  readonly #carets = new Map<string, PeerCaret>();

  constructor(awareness: Awareness) {
    this.#awareness = awareness;
  }

  get areNone(): boolean {
    return this.#awareness.getStates().size < 2;
  }

  draw(state: EditorState): DecorationSet {
    const seen = new Set<string>();
    const decorations = [...this.#awareness.getStates()].flatMap(([clientId, shown]) => {
      if (clientId === this.#awareness.clientID) return [];
      const presence = readPresence(shown);
      const range = readCaret(shown['cursor'], state);
      if (presence === undefined || range === undefined) return [];
      const key = keyOf(clientId, presence);
      seen.add(key);
      const caret = this.#carets.get(key) ?? new PeerCaret(presence.participant);
      this.#carets.set(key, caret);
      caret.moveTo(shown['cursor']);
      const { anchor, head } = range;
      const bar = Decoration.widget(head, () => caret.dom, { key, side: 10 });
      const words = Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), {
        class: `peer-selection peer-selection-${presence.participant.colour}`,
      });
      return anchor === head ? [bar] : [bar, words];
    });
    for (const key of this.#carets.keys()) if (!seen.has(key)) this.#forget(key);
    return DecorationSet.create(state.doc, decorations);
  }

  keepInside(text: HTMLElement): void {
    for (const caret of this.#carets.values()) caret.keepInside(text);
  }

  leave(): void {
    for (const key of this.#carets.keys()) this.#forget(key);
  }

  #forget(key: string): void {
    this.#carets.get(key)?.leave();
    this.#carets.delete(key);
  }
}

/** A caret keeps its element until the server says that it is somebody else's. */
function keyOf(clientId: number, { participant }: Presence): string {
  return `${String(clientId)} ${participant.colour} ${participant.name}`;
}
