/** One document while this device may be without a line: what I did there that the server may not
 *  have, and, when the others' work comes in, where the two met.
 *
 *      my edit ─────────────▶ work (places only)          all acknowledged: forgotten
 *      line lost ── apart ──▶ first transaction of others: my values are read, just before it
 *                             their places and values are read, as each transaction ends
 *      all has come in ─────▶ mine ∩ theirs = clashes
 *
 *  Places are enough to keep meanwhile: until the others' work comes in, the document itself says
 *  what I made of them. So this costs nothing per letter, and survives a reload in a few bytes. */
import * as Y from 'yjs';
import type { BoardDocument } from '../documents/board-document.ts';
import type { NarrativeDocument } from '../documents/narrative-document.ts';
import type { TreeDocument } from '../documents/tree-document.ts';
import { findBoardClashes, wholeRecords } from './board-clashes.ts';
import type { Clash } from './clash.ts';
import { findNarrativeClashes, readBlockTouches, readWrittenBlocks } from './narrative-clashes.ts';
import {
  plainValue,
  readMapTouches,
  readTouchKey,
  touchKey,
  type NamedRoots,
  type Touch,
  type TouchPath,
  type Touches,
} from './touch.ts';
import { findTreeClashes, rememberTree } from './tree-clashes.ts';

export interface AbsenceOptions {
  readonly isMine: (transaction: Y.Transaction) => boolean;
  /** Came from the server. */
  readonly isTheirs: (transaction: Y.Transaction) => boolean;
  /** I touched places that I had not touched before. */
  readonly onWork?: (keys: readonly string[]) => void;
}

/** How one kind of document is read. */
interface Reading {
  readonly doc: Y.Doc;
  touches(transaction: Y.Transaction): Touch[];
  /** What stands at these places now; the answer is found once the others' work is in. */
  remember(paths: readonly TouchPath[]): (theirs: Touches) => Clash[];
}

export class Absence {
  readonly #reading: Reading;
  readonly #options: AbsenceOptions;
  readonly #work = new Set<string>();
  readonly #theirs = new Map<string, Touch>();
  #compare: ((theirs: Touches) => Clash[]) | undefined;
  #isApart = true;

  constructor(reading: Reading, options: AbsenceOptions) {
    this.#reading = reading;
    this.#options = options;
    reading.doc.on('beforeTransaction', this.#beforeTransaction);
    reading.doc.on('afterTransaction', this.#afterTransaction);
  }

  /** The places that I touched since everything was last acknowledged, each as a short string. */
  get work(): ReadonlySet<string> {
    return this.#work;
  }

  /** Work of before a reload. What is no place of ours is passed over. */
  recall(keys: Iterable<unknown>): void {
    for (const key of keys) if (readTouchKey(key) !== undefined) this.#work.add(String(key));
  }

  /** Everything I did is on the server's disk. */
  settle(): void {
    this.#work.clear();
  }

  /** The line is lost. A document begins like this. */
  leave(): void {
    this.#isApart = true;
  }

  /** All that others did has come in: where did it meet what I did? In a fixed order. */
  comeBack(): readonly Clash[] {
    const clashes = this.#compare?.(this.#theirs) ?? [];
    this.#isApart = false;
    this.#compare = undefined;
    this.#theirs.clear();
    return clashes;
  }

  destroy(): void {
    this.#reading.doc.off('beforeTransaction', this.#beforeTransaction);
    this.#reading.doc.off('afterTransaction', this.#afterTransaction);
  }

  readonly #beforeTransaction = (transaction: Y.Transaction): void => {
    if (!this.#isApart || this.#work.size === 0 || this.#compare !== undefined) return;
    if (!this.#options.isTheirs(transaction)) return;
    const paths = [...this.#work].toSorted().map((key) => readTouchKey(key) ?? []);
    this.#compare = this.#reading.remember(paths);
  };

  readonly #afterTransaction = (transaction: Y.Transaction): void => {
    if (this.#options.isMine(transaction)) this.#takeMine(transaction);
    else if (this.#compare !== undefined && this.#options.isTheirs(transaction)) {
      for (const touch of this.#reading.touches(transaction)) {
        this.#theirs.set(touchKey(touch.path), touch);
      }
    }
  };

  #takeMine(transaction: Y.Transaction): void {
    const added: string[] = [];
    for (const { path } of this.#reading.touches(transaction)) {
      const key = touchKey(path);
      if (this.#work.has(key)) continue;
      this.#work.add(key);
      added.push(key);
    }
    if (added.length > 0) this.#options.onWork?.(added);
  }
}

export function watchTreeAbsence(tree: TreeDocument, options: AbsenceOptions): Absence {
  const { doc, pos, nodes, arch } = tree;
  const roots: NamedRoots = new Map([[pos, 'pos'] as const, [nodes, 'nodes'], [arch, 'arch']]);
  const reading: Reading = {
    doc,
    touches: (transaction) => readMapTouches(roots, transaction),
    remember(paths) {
      const memory = rememberTree(tree, readTouches(paths, { pos, nodes, arch }));
      return (theirs) => findTreeClashes(tree, memory, theirs);
    },
  };
  return new Absence(reading, options);
}

export function watchBoardAbsence(board: BoardDocument, options: AbsenceOptions): Absence {
  const { doc, records } = board;
  const roots: NamedRoots = new Map([[records, 'records']]);
  const reading: Reading = {
    doc,
    touches: (transaction) => readMapTouches(roots, transaction),
    remember(paths) {
      const mine = readTouches(paths, { records });
      const whole = wholeRecords(board, mine.values());
      return (theirs) => findBoardClashes(board, mine, theirs, whole);
    },
  };
  return new Absence(reading, options);
}

export function watchNarrativeAbsence(
  narrative: NarrativeDocument,
  options: AbsenceOptions,
): Absence {
  const reading: Reading = {
    doc: narrative.doc,
    touches: (transaction) => readBlockTouches(narrative.body, transaction),
    remember(paths) {
      const mine = readWrittenBlocks(
        narrative,
        paths.map(([, id]) => id ?? ''),
      );
      return () => findNarrativeClashes(narrative, mine);
    },
  };
  return new Absence(reading, options);
}

function readTouches(
  paths: readonly TouchPath[],
  roots: Readonly<Record<string, Y.Map<unknown>>>,
): Touches {
  const touches = new Map<string, Touch>();
  for (const path of paths) {
    const value = plainValue(valueAt(path, roots));
    touches.set(touchKey(path), { path, value });
  }
  return touches;
}

function valueAt(
  [root = '', ...keys]: TouchPath,
  roots: Readonly<Record<string, Y.Map<unknown>>>,
): unknown {
  let at: unknown = Object.hasOwn(roots, root) ? roots[root] : undefined;
  for (const key of keys) at = isShared(at) ? at.get(key) : undefined;
  return at;
}

function isShared(value: unknown): value is Y.Map<unknown> {
  return value instanceof Y.Map;
}
