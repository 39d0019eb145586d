/** The same people as in `honest-people`, each window with a line of its own to a real server: they type
 *  and undo, lose the line and come back, reload, open a second window, and are away for a fortnight in
 *  which they work on. Nobody waits for anybody: what is said crosses what is heard. */
import {
  FramePeer,
  enterDossier,
  until,
  type Random,
  type Script,
  type WordDocument,
} from '@meemaak/test-kit';
import * as Y from 'yjs';
import { handFor, plainContents, type Hand } from './honest-people.ts';

const weights = {
  edit: 30,
  undo: 4,
  redo: 2,
  leaveLine: 1,
  comeBack: 1.2,
  reload: 0.6,
  secondWindow: 0.5,
  fortnight: 0.2,
};
type Deed = keyof typeof weights;

const PEOPLE = 4;
const MOST_WINDOWS = 8;
/** Edits of two weeks without a line. */
const FORTNIGHT_EDITS = 100;
/** On a line: some wait until they read that it is saved. */
const READS_SAVED = 0.1;

interface Window extends Hand {
  readonly script: Script;
  readonly peer: FramePeer;
  /** It has a line, or is about to. */
  isOnline: boolean;
}

export class HonestWindows {
  readonly counts: Record<Deed, number>;
  /** Why lines were lost that nobody here let go of. */
  readonly losses: number[] = [];
  readonly #document: WordDocument;
  readonly #random: Random;
  readonly #windows: Window[] = [];
  /** Of windows that are closed. */
  #closedUpdates = 0;

  private constructor(document: WordDocument, random: Random) {
    this.#document = document;
    this.#random = random;
    const names = Object.keys(weights);
    this.counts = Object.fromEntries(names.map((name) => [name, 0])) as HonestWindows['counts'];
  }

  static async open(host: Script, document: WordDocument, random: Random): Promise<HonestWindows> {
    const people = new HonestWindows(document, random);
    for (let at = 0; at < PEOPLE; at += 1) {
      const doc = new Y.Doc();
      await people.#open(await enterDossier(host, `Buur ${at}`), doc);
    }
    return people;
  }

  /** So many were made until now. */
  get updates(): number {
    return this.#windows.reduce((sum, { peer }) => sum + peer.editCount, this.#closedUpdates);
  }

  /** Has everything happened that can? */
  get didAll(): boolean {
    return Object.values(this.counts).every((count) => count > 0);
  }

  /** Somebody does something. */
  async live(): Promise<void> {
    const window = this.#random.pick(this.#windows);
    if (window === undefined) return;
    const deed = this.#random.weighted(weights);
    this.counts[deed] += 1;
    await this.#do(deed, window);
    if (window.isOnline && this.#random.chance(READS_SAVED)) await whenSaved(window);
    // What came in meanwhile is heard.
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }

  /** Everybody comes back, and waits until all is saved and all have the same. */
  async gather(): Promise<void> {
    for (const window of this.#windows) await this.#comeBack(window);
    for (const window of this.#windows) await whenSaved(window);
    await until('all have the same', () => new Set(this.contents()).size === 1);
  }

  /** What everybody has, as it can be compared. */
  contents(): string[] {
    return this.#windows.map(({ peer }) => plainContents(peer.doc, this.#document));
  }

  leave(): void {
    for (const window of this.#windows.toReversed()) this.#close(window);
  }

  async #do(deed: Deed, window: Window): Promise<void> {
    switch (deed) {
      case 'edit':
        for (let times = this.#random.between(1, 4); times > 0; times -= 1) window.edit();
        break;
      case 'undo':
      case 'redo':
        window[deed]();
        break;
      case 'leaveLine':
        this.#leaveLine(window);
        break;
      case 'comeBack':
        await this.#comeBack(window);
        break;
      case 'reload':
        this.#close(window);
        await this.#open(window.script, copyOf(window));
        break;
      case 'secondWindow':
        await this.#open(window.script, copyOf(window));
        if (this.#windows.length > MOST_WINDOWS) await this.#end(window);
        break;
      case 'fortnight':
        this.#leaveLine(window);
        for (let times = 0; times < FORTNIGHT_EDITS; times += 1) window.edit();
        await this.#comeBack(window);
        break;
    }
  }

  /** With what the device kept, also of what was not sent yet. */
  async #open(script: Script, doc: Y.Doc): Promise<void> {
    const peer = new FramePeer(script, this.#document, doc);
    const window: Window = {
      script,
      peer,
      isOnline: false,
      ...handFor(this.#document, doc, this.#random),
    };
    peer.onLost = () => {
      if (window.isOnline) this.losses.push(peer.closeCode ?? 0);
    };
    this.#windows.push(window);
    await this.#comeBack(window);
  }

  async #comeBack(window: Window): Promise<void> {
    if (window.isOnline) return;
    window.isOnline = true;
    await window.peer.connect();
    await until('a window is in', () => window.peer.isSynced);
  }

  #leaveLine(window: Window): void {
    window.isOnline = false;
    window.peer.disconnect();
  }

  /** Closes it for good: what it has is sent first. */
  async #end(window: Window): Promise<void> {
    await this.#comeBack(window);
    await whenSaved(window);
    this.#close(window);
  }

  #close(window: Window): void {
    this.#leaveLine(window);
    this.#closedUpdates += window.peer.editCount;
    this.#windows.splice(this.#windows.indexOf(window), 1);
  }
}

function whenSaved({ peer }: Window): Promise<void> {
  return until('a window is saved', () => peer.isSaved);
}

/** What the device keeps, in a page that is new. */
function copyOf({ peer }: Window): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(peer.doc));
  return doc;
}
