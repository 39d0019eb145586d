/** What comes in for a live document: judged, applied, and handed on as the document tells it.
 *
 *      small update ─▶ admission ─▶ applied ─▶ handed on
 *      large update ─▶ cut in a thread ─▶ (admission ─▶ applied ─▶ held) … ─▶ joined in a thread ─▶ handed on
 *
 *  While an update is held, the document holds what nobody may see yet: a list whose lines are still to
 *  come would be taken away by every editor that saw it. */
import type { CloseReason, RoomAddress } from '@meemaak/protocol';
import * as Y from 'yjs';
import { admitUpdate, type AdmissionRefusal } from './admission/admission.ts';
import { Channel } from './channel.ts';
import type { ClientIds } from './client-ids.ts';
import type { Cutter } from './cutting.ts';
import type { DailyAllowance } from './admission/daily-allowance.ts';
import { Held } from './held.ts';
import type { Outgoing } from './outbox.ts';
import type { StepBudget } from './admission/step-budget.ts';
import { resultOf, type Work } from './work.ts';

/** What is smaller is a piece. */
const LEAST_CUT_BYTES = 1024;

export interface DocumentSize {
  readonly structs: number;
  readonly bytes: number;
}

export interface IntakeParts {
  readonly address: RoomAddress;
  readonly doc: Y.Doc;
  readonly clientIds: ClientIds;
  readonly cutter: Cutter;
  readonly stepBudget: StepBudget;
  readonly structs: DailyAllowance;
  /** What the document may hold. */
  readonly most: DocumentSize;
  /** How large it is on disk. */
  readonly storedBytes: () => number;
  /** How far Yjs walks for all that is in the document (see `rehearsal`). */
  readonly spentSteps: () => number;
  readonly handOn: (update: Outgoing) => void;
}

export type Taken = { readonly ok: true } | { readonly ok: false; readonly kind: NotTakenKind };

export type NotTakenKind = AdmissionRefusal['kind'] | 'documentFull';

const TAKEN: Taken = { ok: true };

/** Why its sender's channel is closed. */
export function closeReasonOf(kind: NotTakenKind): CloseReason {
  if (kind === 'documentFull' || kind === 'acrossTheLine') return kind;
  return kind === 'malformed' ? 'malformedFrame' : 'updateRefused';
}

/** Is it small, and yet a long walk for Yjs, that can be taken in pieces? */
export function isDear(taken: Taken | undefined, update: Uint8Array): boolean {
  const hasPieces = update.byteLength > LEAST_CUT_BYTES;
  return hasPieces && taken?.ok === false && taken.kind === 'tooManySteps';
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

  /** Does this name what is held? It has to wait then. */
  namesHeld(update: Uint8Array): boolean {
    return this.#held?.isNamedIn(update) ?? false;
  }

  /** Judges an update and applies it. Throws when Yjs does: the document is of no use then. */
  take(sender: Channel, update: Uint8Array): Taken {
    const { doc, address, clientIds, stepBudget, structs } = this.#parts;
    const spent = this.#parts.spentSteps();
    const { participantId, partyId } = sender.participant;
    const admitted = admitUpdate(doc, address.document, update, {
      party: partyId,
      mostSteps: stepBudget.allowed(participantId, spent),
      mayUse: (clientId, isUsed) => clientIds.mayUse(clientId, participantId, isUsed),
    });
    if (!admitted.ok) return refused(admitted.refusal);
    const { steps, newStructs, newClientIds } = admitted.value;
    if (newStructs > structs.left(participantId)) return { ok: false, kind: 'tooManyStructs' };
    if (newStructs > 0 && !this.#hasRoomFor(newStructs, update.byteLength)) {
      return { ok: false, kind: 'documentFull' };
    }
    structs.spend(participantId, newStructs);
    for (const clientId of newClientIds) clientIds.claim(clientId, participantId);
    stepBudget.note(participantId, spent, steps);
    this.#stepsNow = steps;
    Y.applyUpdate(doc, update, sender);
    return dropWaiting(doc) ? { ok: false, kind: 'gap' } : TAKEN;
  }

  /** The same, in many turns; `onTaken` hears how it ended. */
  *takeInPieces(sender: Channel, update: Uint8Array, onTaken: (taken: Taken) => void): Work {
    while (this.#held !== undefined) yield this.#held.done;
    if (sender.wasSentAway) return;
    const held = new Held(sender);
    this.#held = held;
    try {
      const taken = yield* this.#takePieces(sender, update);
      for (const told of yield* held.all(this.#parts.cutter)) this.#parts.handOn(told);
      onTaken(taken);
    } finally {
      this.#held = undefined;
      held.end();
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

  #hasRoomFor(structs: number, bytes: number): boolean {
    const { doc, most, storedBytes } = this.#parts;
    return storedBytes() + bytes <= most.bytes && countStructs(doc) + structs <= most.structs;
  }

  #tell(bytes: Uint8Array, origin: unknown): void {
    const sender = origin instanceof Channel ? origin : undefined;
    const actor = sender?.participant.participantId ?? 'server';
    const steps = sender === undefined ? 0 : this.#stepsNow;
    const update: Outgoing = { bytes, actor, steps, sender };
    const now = this.#held === undefined ? update : this.#held.keep(update);
    if (now !== undefined) this.#parts.handOn(now);
  }
}

/** Runs of what is deleted count as one. */
function countStructs({ store }: Y.Doc): number {
  let count = 0;
  for (const structs of store.clients.values()) count += structs.length;
  return count;
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
