/** People at work in one document as their browsers let them work: on and off line, with undo, reloads,
 *  second windows, weeks away. What they send is judged as the room judges it. Repeats with the seed,
 *  except for the client ids of new windows. */
import { openBoard, openNarrative, seedUpdate, type DocumentName } from '@meemaak/model';
import { EditCounts, createTreePeer, editTreeAtRandom, type Random } from '@meemaak/test-kit';
import * as Y from 'yjs';
import { admitUpdate } from '../relay/admission/admission.ts';
import { DailyAllowance } from '../relay/admission/daily-allowance.ts';
import { STRUCTS_A_DAY } from '../relay/rooms.ts';
import { StepBudget } from '../relay/admission/step-budget.ts';
import { editTextAtRandom } from './honest-text.ts';
import { ANY_PARTY } from './allowance.ts';

export type HonestDocument = Exclude<DocumentName, 'talk'>;

const MINUTE_MS = 60_000;
const FORTNIGHT_MS = 14 * 24 * 60 * MINUTE_MS;
const FROM_SERVER = 'server';

const weights = {
  edit: 12,
  undo: 1.5,
  redo: 1,
  hear: 4,
  leaveLine: 0.8,
  comeBack: 0.9,
  reload: 0.15,
  secondWindow: 0.15,
  fortnight: 0.12,
};
type Deed = keyof typeof weights;

/** How a window says what was made in it. */
const sendings = { eachEdit: 6, merged: 2, difference: 2, wholeState: 1 };

/** A window of somebody's browser. */
interface Window {
  readonly person: string;
  readonly doc: Y.Doc;
  /** Made here and not sent yet. */
  readonly unsent: Uint8Array[];
  readonly edit: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  isOnline: boolean;
  /** So much of the server's log was heard. */
  heard: number;
}

export interface TrafficRefusal {
  readonly kind: string;
  readonly after: number;
  readonly sending: string;
}

export class HonestPeople {
  readonly document: HonestDocument;
  readonly counts: Record<Deed | keyof typeof sendings | 'updates' | 'gaps', number>;
  readonly refusals: TrafficRefusal[] = [];
  readonly #random: Random;
  readonly #server = new Y.Doc();
  readonly #log: Uint8Array[] = [];
  readonly #owners = new Map<number, string>();
  readonly #windows: Window[] = [];
  readonly #steps: StepBudget;
  readonly #structs: DailyAllowance;
  #spentSteps = 0;
  #nowMs = 0;

  constructor(document: HonestDocument, random: Random) {
    this.document = document;
    this.#random = random;
    const names = [...Object.keys(weights), ...Object.keys(sendings), 'updates', 'gaps'];
    this.counts = Object.fromEntries(names.map((name) => [name, 0])) as HonestPeople['counts'];
    this.#steps = new StepBudget(() => this.#nowMs);
    this.#structs = new DailyAllowance(STRUCTS_A_DAY, () => this.#nowMs);
    Y.applyUpdate(this.#server, seedUpdate(document));
    this.#server.on('update', (update: Uint8Array) => this.#log.push(update));
    for (const person of ['anna', 'bert', 'cem', 'dewi']) this.#open(person);
  }

  /** Somebody does something. */
  live(): void {
    const window = this.#random.pick(this.#windows);
    if (window === undefined) return;
    const deed = this.#random.weighted(weights);
    this.counts[deed] += 1;
    this.#nowMs += this.#random.below(MINUTE_MS);
    this.#do(deed, window);
    if (window.isOnline && this.#random.chance(0.6)) this.#send(window);
  }

  /** Everybody comes back and hears everything: then all have the same. */
  gather(): boolean {
    for (const window of this.#windows) this.#comeBack(window);
    for (const window of this.#windows) this.#hear(window);
    const state = plainContents(this.#server, this.document);
    return this.#windows.every(({ doc }) => plainContents(doc, this.document) === state);
  }

  #do(deed: Deed, window: Window): void {
    switch (deed) {
      case 'edit':
        for (let times = this.#random.between(1, 4); times > 0; times -= 1) window.edit();
        break;
      case 'undo':
      case 'redo':
        window[deed]();
        break;
      case 'hear':
        if (window.isOnline) this.#hear(window);
        break;
      case 'leaveLine':
        window.isOnline = false;
        break;
      case 'comeBack':
        this.#comeBack(window);
        break;
      case 'reload':
        this.#close(window);
        this.#open(window.person, window);
        break;
      case 'secondWindow':
        this.#open(window.person, window);
        if (this.#windows.length > 8) this.#close(window);
        break;
      case 'fortnight':
        window.isOnline = false;
        this.#nowMs += FORTNIGHT_MS;
        break;
    }
  }

  /** With what another window of theirs kept on the device. */
  #open(person: string, kept?: Window): void {
    const doc = new Y.Doc();
    Y.applyUpdate(
      doc,
      kept === undefined ? seedUpdate(this.document) : Y.encodeStateAsUpdate(kept.doc),
      FROM_SERVER,
    );
    // What another window still has to send, this one may leave to it.
    const unsent = this.#random.chance(0.5) ? [...(kept?.unsent ?? [])] : [];
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== FROM_SERVER) unsent.push(update);
    });
    const hand = handFor(this.document, doc, this.#random);
    const { isOnline = true, heard = 0 } = kept ?? {};
    this.#windows.push({ person, doc, unsent, isOnline, heard, ...hand });
  }

  #close(window: Window): void {
    this.#windows.splice(this.#windows.indexOf(window), 1);
  }

  #hear(window: Window): void {
    for (const update of this.#log.slice(window.heard)) {
      Y.applyUpdate(window.doc, update, FROM_SERVER);
    }
    window.heard = this.#log.length;
  }

  /** As the sync does: all that the other side lacks, both ways. */
  #comeBack(window: Window): void {
    window.isOnline = true;
    this.#hear(window);
    this.#give(window, this.#difference(window), 'difference');
    window.unsent.length = 0;
  }

  #send(window: Window): void {
    if (window.unsent.length === 0) return;
    const sending = this.#random.weighted(sendings);
    const unsent = window.unsent.splice(0);
    if (sending === 'eachEdit') for (const update of unsent) this.#give(window, update, sending);
    else if (sending === 'merged') this.#give(window, Y.mergeUpdates(unsent), sending);
    else if (sending === 'difference') this.#give(window, this.#difference(window), sending);
    else this.#give(window, Y.encodeStateAsUpdate(window.doc), sending);
  }

  #difference({ doc }: Window): Uint8Array {
    return Y.encodeStateAsUpdate(doc, Y.encodeStateVector(this.#server));
  }

  #give(window: Window, update: Uint8Array, sending: keyof typeof sendings): void {
    this.counts.updates += 1;
    this.counts[sending] += 1;
    const kind = this.#judge(window.person, update);
    if (kind === undefined) return;
    // A second window leans on what the first has not sent yet: we ask, and it gives all that it has.
    if (kind === 'gap' && sending !== 'difference') {
      this.counts.gaps += 1;
      this.#give(window, this.#difference(window), 'difference');
    } else this.refusals.push({ kind, after: this.counts.updates, sending });
  }

  /** As `Intake` does; gives the name of the refusal. */
  #judge(person: string, update: Uint8Array): string | undefined {
    const mostSteps = this.#steps.allowed(person, this.#spentSteps);
    const mayUse = (clientId: number, isUsed: boolean) =>
      (this.#owners.get(clientId) ?? (isUsed ? undefined : person)) === person;
    const admitted = admitUpdate(this.#server, this.document, update, {
      party: ANY_PARTY,
      mostSteps,
      mayUse,
    });
    if (!admitted.ok) return admitted.refusal.kind;
    const { steps, newStructs, newClientIds } = admitted.value;
    if (newStructs > this.#structs.left(person)) return 'tooManyStructs';
    this.#structs.spend(person, newStructs);
    for (const clientId of newClientIds) this.#owners.set(clientId, person);
    this.#steps.note(person, this.#spentSteps, steps);
    this.#spentSteps += steps;
    Y.applyUpdate(this.#server, update);
    const { pendingStructs, pendingDs } = this.#server.store;
    return pendingStructs === null && pendingDs === null ? undefined : 'pending';
  }
}

/** What somebody does with a document, in one window. */
export type Hand = Pick<Window, 'edit' | 'undo' | 'redo'>;

export function handFor(document: HonestDocument, doc: Y.Doc, random: Random): Hand {
  if (document === 'tree') return treeHand(doc, random);
  const root = document === 'narrative' ? openNarrative(doc).body : openBoard(doc).records;
  const history = new Y.UndoManager(root, { captureTimeout: random.chance(0.5) ? 0 : 500 });
  const edit = document === 'narrative' ? editTextAtRandom : editBoardAtRandom;
  return {
    edit: () => edit(doc, random),
    undo: () => history.undo(),
    redo: () => history.redo(),
  };
}

function treeHand(doc: Y.Doc, random: Random): Hand {
  const peer = createTreePeer(doc, random);
  return {
    edit: () => editTreeAtRandom(peer, random, new EditCounts()),
    undo: () => peer.history.undo(peer.tree, peer.act),
    redo: () => peer.history.redo(peer.tree, peer.act),
  };
}

/** Notes are made, dragged, written in and taken away, some together. */
function editBoardAtRandom(doc: Y.Doc, random: Random): void {
  const { records } = openBoard(doc);
  const ids = [...records.keys()].filter((id) => id.startsWith('shape:'));
  const kind = random.weighted({ create: 3, drag: 6, dragMany: 1, write: 3, remove: 1 });
  const chosen = kind === 'dragMany' ? ids.filter(() => random.chance(0.3)) : [random.pick(ids)];
  doc.transact(() => {
    if (kind === 'create' || ids.length === 0) createNote(records, random);
    else {
      for (const id of chosen) {
        if (id === undefined) continue;
        const record = records.get(id);
        if (kind === 'remove') records.delete(id);
        else if (!(record instanceof Y.Map)) continue;
        else if (kind === 'write') writeNote(record, random);
        else record.set('pos', [random.below(4_000), random.below(4_000), 0]);
      }
    }
  });
}

function createNote(records: Y.Map<unknown>, random: Random): void {
  const props = new Y.Map<unknown>([['text', random.digits(5)]]);
  const note = new Y.Map<unknown>([
    ['typeName', 'shape'],
    ['type', 'note'],
    ['pos', [0, 0, 0]],
    ['props', props],
  ]);
  records.set(`shape:${random.digits(12)}`, note);
}

function writeNote(record: Y.Map<unknown>, random: Random): void {
  const props = record.get('props');
  if (props instanceof Y.Map) props.set('text', random.digits(random.between(1, 30)));
}

/** The contents as text, so that copies can be compared: the order of a map's keys differs from copy
 *  to copy [X19]. */
export function plainContents(doc: Y.Doc, document: HonestDocument): string {
  if (document === 'narrative') return openNarrative(doc).body.toJSON();
  const root = doc.getMap<unknown>(document === 'tree' ? 'pos' : 'records').toJSON();
  return JSON.stringify(root, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
