/** What comes in for a live document: judged, applied, and handed on as the document tells it.
 *
 *      small update ─▶ admission ─▶ applied ─▶ handed on
 *      large update ─▶ cut in a thread ─▶ (admission ─▶ applied ─▶ held) … ─▶ handed on as it came
 *
 *  While an update is held, the document holds what nobody may see yet: a list whose lines are still to
 *  come would be taken away by every editor that saw it. What others write meanwhile is handed on at
 *  once, unless it leans on what is held: two windows can tell each other behind our back, and on disk
 *  nothing may lean on what comes after it. */
import type { CloseReason, RoomAddress } from '@meemaak/protocol';
import * as Y from 'yjs';
import { admitUpdate, type AdmissionRefusal } from './admission/admission.ts';
import { Channel } from './channel.ts';
import type { ClientIds } from './client-ids.ts';
import type { Cutter } from './cutting.ts';
import type { DailyAllowance } from './admission/daily-allowance.ts';
import type { Outgoing } from './outbox.ts';
import { neededIds } from './admission/paper.ts';
import type { StepBudget } from './admission/step-budget.ts';
import { resultOf, type Work } from './work.ts';

export interface IntakeParts {
  readonly address: RoomAddress;
  readonly doc: Y.Doc;
  readonly clientIds: ClientIds;
  readonly cutter: Cutter;
  readonly stepBudget: StepBudget;
  readonly structs: DailyAllowance;
  /** What the document may hold. */
  readonly mostStructs: number;
  /** How far Yjs walks for all that is in the document (see `rehearsal`). */
  readonly spentSteps: () => number;
  readonly handOn: (update: Outgoing) => void;
}

/** An update that is being taken in pieces. */
interface Held {
  readonly sender: Channel;
  /** What the document told of it, and what we wrote ourselves because of it. */
  readonly told: Outgoing[];
  readonly done: Promise<void>;
  readonly end: () => void;
  /** What the document had before, and whose items it got since. */
  readonly before: ReadonlyMap<number, number>;
  readonly clientIds: Set<number>;
}

export type Taken = { readonly ok: true } | { readonly ok: false; readonly kind: NotTakenKind };

export type NotTakenKind = AdmissionRefusal['kind'] | 'documentFull';

const TAKEN: Taken = { ok: true };

/** Why its sender's channel is closed. */
export function closeReasonOf(kind: NotTakenKind): CloseReason {
  if (kind === 'documentFull') return kind;
  return kind === 'malformed' ? 'malformedFrame' : 'updateRefused';
}

export class Intake {
  readonly #parts: IntakeParts;
  /** Of the update that is being applied. */
  #stepsNow = 0;
  #held: Held | undefined;

  constructor(parts: IntakeParts) {
    this.#parts = parts;
    const { doc, clientIds } = parts;
    // Nobody else may write as us.
    while (!clientIds.claimForServer(doc.clientID)) doc.clientID = new Y.Doc().clientID;
    doc.on('update', (bytes: Uint8Array, origin: unknown) => this.#tell(bytes, origin));
  }

  get doc(): Y.Doc {
    return this.#parts.doc;
  }

  /** Resolves when no update is held any more; undefined when none is. */
  get whole(): Promise<void> | undefined {
    return this.#held?.done;
  }

  /** Does this need what is held? It has to wait then. */
  leansOnHeld(update: Uint8Array): boolean {
    return this.#held !== undefined && leansOn(update, this.#held);
  }

  /** Judges an update and applies it. Throws when Yjs does: the document is of no use then. */
  take(sender: Channel, update: Uint8Array): Taken {
    const { doc, address, clientIds, stepBudget, structs } = this.#parts;
    const spent = this.#parts.spentSteps();
    const { participantId } = sender.participant;
    const admitted = admitUpdate(doc, address.document, update, {
      mostSteps: stepBudget.allowed(participantId, spent),
      mayUse: (clientId, isUsed) => clientIds.mayUse(clientId, participantId, isUsed),
    });
    if (!admitted.ok) return refused(admitted.refusal);
    const { steps, newStructs, newClientIds } = admitted.value;
    if (newStructs > structs.left(participantId)) return { ok: false, kind: 'tooManyStructs' };
    if (newStructs > 0 && countStructs(doc) + newStructs > this.#parts.mostStructs) {
      return { ok: false, kind: 'documentFull' };
    }
    structs.spend(participantId, newStructs);
    for (const clientId of newClientIds) clientIds.claim(clientId, participantId);
    if (this.#held?.sender === sender) {
      for (const clientId of newClientIds) this.#held.clientIds.add(clientId);
    }
    stepBudget.note(participantId, spent, steps);
    this.#stepsNow = steps;
    Y.applyUpdate(doc, update, sender);
    return dropWaiting(doc) ? { ok: false, kind: 'gap' } : TAKEN;
  }

  /** The same, in many turns; `onTaken` hears how it ended. */
  *takeInPieces(sender: Channel, update: Uint8Array, onTaken: (taken: Taken) => void): Work {
    while (this.#held !== undefined) yield this.#held.done;
    if (sender.wasSentAway) return;
    const { promise: done, resolve: end } = Promise.withResolvers<void>();
    const before = Y.decodeStateVector(Y.encodeStateVector(this.#parts.doc));
    const held: Held = { sender, told: [], done, end, before, clientIds: new Set() };
    this.#held = held;
    try {
      const taken = yield* this.#takePieces(sender, update);
      this.#letGo(held, taken.ok ? update : undefined);
      onTaken(taken);
    } finally {
      this.#held = undefined;
      end();
    }
  }

  *#takePieces(
    sender: Channel,
    update: Uint8Array,
  ): Generator<Promise<unknown> | undefined, Taken> {
    const { doc, cutter } = this.#parts;
    const stateVector = Y.encodeStateVector(doc);
    const cut = yield* resultOf(cutter.run('update.cut', { update, stateVector }));
    if (cut.kind !== 'cut') return { ok: false, kind: cut.kind };
    for (const piece of cut.pieces) {
      const taken = this.take(sender, piece);
      if (!taken.ok) return taken;
      yield;
    }
    return TAKEN;
  }

  #tell(bytes: Uint8Array, origin: unknown): void {
    const sender = origin instanceof Channel ? origin : undefined;
    const actor = sender?.participant.participantId ?? 'server';
    const steps = sender === undefined ? 0 : this.#stepsNow;
    const update: Outgoing = { bytes, actor, steps, sender };
    const isOfHeld = this.#held !== undefined && (!sender || sender === this.#held.sender);
    if (isOfHeld) this.#held?.told.push(update);
    else this.#parts.handOn(update);
  }

  /** Hands on what was held: as it came when all of it was taken, for nobody is to see a part of it. */
  #letGo({ sender, told }: Held, whole: Uint8Array | undefined): void {
    const { handOn } = this.#parts;
    if (whole === undefined) return told.forEach(handOn);
    const actor = sender.participant.participantId;
    const steps = told.reduce((sum, update) => sum + update.steps, 0);
    if (told.some((update) => update.sender === sender)) {
      handOn({ bytes: whole, actor, steps, sender });
    }
    for (const update of told) if (update.sender === undefined) handOn(update);
  }
}

/** Runs of what is deleted count as one. */
function countStructs({ store }: Y.Doc): number {
  let count = 0;
  for (const structs of store.clients.values()) count += structs.length;
  return count;
}

function leansOn(update: Uint8Array, { before, clientIds }: Held): boolean {
  let decoded;
  try {
    decoded = Y.decodeUpdate(update);
  } catch {
    // That is found out when it is judged.
    return false;
  }
  const isHeld = ({ client, clock }: Y.ID) =>
    clientIds.has(client) && clock >= (before.get(client) ?? 0);
  return (
    decoded.structs.some((struct) => neededIds(struct).some(isHeld)) ||
    [...decoded.ds.clients].some(([client, ranges]) =>
      ranges.some(({ clock, len }) => isHeld(Y.createID(client, clock + len - 1))),
    )
  );
}

function refused({ kind }: AdmissionRefusal): Taken {
  return { ok: false, kind };
}

/** Two clients' work in one update can lean on each other in a circle. What then waits is thrown
 *  out: it would be handed to everybody, and cost more with every update [X03]. */
function dropWaiting({ store }: Y.Doc): boolean {
  if (store.pendingStructs === null && store.pendingDs === null) return false;
  store.pendingStructs = null;
  store.pendingDs = null;
  return true;
}
