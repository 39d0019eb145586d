/** One document and the channels on it.
 *
 *      message ─▶ what is it? ─▶ may write? ─▶ intake: admission, live document
 *          ─▶ outbox ─▶ update log (on disk) ─▶ told to the others, acknowledged to the sender
 *
 *  Nobody ever sees what is not on disk: what the document holds leaves this room only after
 *  everything before it is stored. When storing fails, the room is given up: channels close
 *  ("come back later"), and the document is loaded again from what is on disk. */
import {
  CLOSE_CODES,
  LIMITS,
  MESSAGE_KINDS,
  decodeSyncMessage,
  type CloseReason,
  type RoomAddress,
  type SyncMessage,
} from '@meemaak/protocol';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { logEvent, logFault } from '../log.ts';
import { metrics } from '../metrics.ts';
import { Answers } from './answers.ts';
import { Channel } from './channel.ts';
import type { ClientIds } from './client-ids.ts';
import { Contents } from './contents.ts';
import type { Cutter } from './cutting.ts';
import type { DailyAllowance } from './admission/daily-allowance.ts';
import type { Folder } from './storage/folding.ts';
import { Folds } from './folds.ts';
import {
  closeReasonOf,
  Intake,
  isDear,
  type DocumentSize,
  type NotTakenKind,
  type Taken,
} from './intake.ts';
import {
  answerParcel,
  askParcel,
  emptyPresenceParcel,
  isEmptyUpdate,
  isNothing,
  syncedParcel,
  updateParcel,
} from './messages.ts';
import { Outbox, type Outgoing } from './outbox.ts';
import type { Parcel } from './parcel.ts';
import { RoomPresence } from './presence.ts';
import type { StepBudget } from './admission/step-budget.ts';
import { keepTree } from './tree-keeper.ts';
import type { UpdateLog } from './storage/update-log.ts';
import { resultOf, type Work } from './work.ts';
import type { NewUpdate } from './storage/writes.ts';

/** A larger update is taken in pieces: it could keep everybody waiting. */
const SMALL_UPDATE_BYTES = 16 * 1024;
/** Then an answer is said in one go: who comes back must not wait for ever for others' large work. */
const MOST_BEGINNINGS = 3;

export interface RoomParts {
  readonly log: UpdateLog;
  readonly clientIds: ClientIds;
  readonly folder: Folder;
  readonly cutter: Cutter;
  readonly stepBudget: StepBudget;
  readonly structs: DailyAllowance;
  readonly most: DocumentSize;
  /** See `Folds`. */
  readonly proveAfterMs: number;
  /** It may not be used any more, and another one not be opened before `isDone`. */
  readonly onGivenUp: () => void;
}

export class Room {
  readonly address: RoomAddress;
  readonly #parts: RoomParts;
  readonly #contents: Contents;
  readonly #outbox: Outbox;
  readonly #channels = new Set<Channel>();
  readonly #presence: RoomPresence;
  readonly #folds: Folds;
  readonly #answers: Answers;
  /** Of the live document, once there is one. */
  #intake: Intake | undefined;
  #nextSeq: number;
  #givenUp = false;
  #stopKeeping: () => void = () => {};

  constructor(address: RoomAddress, parts: RoomParts) {
    this.address = address;
    this.#parts = parts;
    this.#contents = new Contents(address, parts.log);
    this.#answers = new Answers(this.#contents);
    this.#nextSeq = this.#contents.seq + 1;
    this.#outbox = new Outbox({
      append: (updates) => this.#append(updates),
      onStored: (updates) => this.#stored(updates),
      onFailed: (error) => this.#notStored(error),
    });
    this.#presence = new RoomPresence({
      mayShow: ({ participant }, id) => parts.clientIds.take(id, participant.participantId),
      channels: this.#channels,
      now: Date.now,
    });
    const { log, folder, proveAfterMs } = parts;
    const contents = this.#contents;
    const onUnreadable = () => this.#openAnew();
    this.#folds = new Folds({ contents, log, folder, proveAfterMs, onUnreadable });
    if (contents.isLive) this.#live();
    else this.#folds.proveSoon();
    // A snapshot that is no use is replaced.
    if (contents.isPatched) this.#folds.fold();
    if (!this.damaged) return;
    metrics.damagedDocuments.inc();
    logEvent('document.damaged', { ...address, seq: this.#contents.seq });
  }

  /** Part of the document could not be read from disk: nobody writes it. */
  get damaged(): boolean {
    return this.#contents.isDamaged;
  }

  /** Which life of the document this is. */
  get generation(): number {
    return this.#contents.generation;
  }

  /** The number of the last update on disk. */
  get storedSeq(): number {
    return this.#contents.seq;
  }

  /** Everything on disk, as updates in order. */
  pieces(): readonly Uint8Array[] {
    return this.#contents.pieces();
  }

  get isEmpty(): boolean {
    return this.#channels.size === 0;
  }

  /** Is nothing under way to the disk? */
  get isDone(): boolean {
    return this.#outbox.isEmpty && this.#folds.done === undefined && this.#isWhole;
  }

  get isGivenUp(): boolean {
    return this.#givenUp;
  }

  /** Lets a channel in: asks what it has, and tells who is here. */
  join(channel: Channel): void {
    this.#channels.add(channel);
    // Before we know what we have, they would give us everything.
    const knows = this.#isWhole && (this.#intake ?? this.#contents.knownVector) !== undefined;
    if (knows) channel.askOnce(() => this.#ask());
    const others = this.#presence.everybodyBut(channel);
    if (others !== undefined) channel.send(others);
  }

  leave(channel: Channel): void {
    channel.lose();
    if (this.#channels.delete(channel)) this.#presence.leave(channel);
  }

  /** Handles one y-websocket message. Whatever the bytes are, only their sender can suffer. What takes
   *  more than one turn is left as work, and no message of the same line may be handled before it. */
  receive(channel: Channel, message: Uint8Array): Work | undefined {
    if (!channel.isOpen || this.#givenUp) return undefined;
    const decoder = decoding.createDecoder(message);
    try {
      switch (decoding.readVarUint(decoder)) {
        case MESSAGE_KINDS.sync:
          return this.#receiveSync(channel, decodeSyncMessage(message));
        case MESSAGE_KINDS.awareness:
          if (!this.#presence.take(channel, decoding.readVarUint8Array(decoder)))
            this.#refuse(channel, 'malformedFrame');
          break;
        case MESSAGE_KINDS.queryAwareness:
          channel.send(this.#presence.everybodyBut(channel) ?? emptyPresenceParcel);
          break;
        default:
          this.#refuse(channel, 'malformedFrame');
      }
    } catch {
      // lib0 throws at the end of the bytes: a cut message.
      this.#refuse(channel, 'malformedFrame');
    }
    return undefined;
  }

  /** Closes every channel of a participant, to be judged afresh. */
  closeChannelsOf(participantId: string, reason: CloseReason): void {
    for (const channel of this.#channels) {
      if (channel.participant.participantId === participantId) this.#refuse(channel, reason);
    }
  }

  closeAll(reason: CloseReason): void {
    for (const channel of this.#channels) this.#refuse(channel, reason);
  }

  /** For the server's own writing; undefined when part of it could not be read. */
  async liveDocument(): Promise<Y.Doc | undefined> {
    if (!this.#contents.isLive) await this.#contents.wake(this.#parts.cutter);
    const { doc } = this.#live();
    return this.damaged ? undefined : doc;
  }

  /** Resolves when everything until now is on disk. */
  async settle(): Promise<void> {
    while (this.#intake?.whole !== undefined) await this.#intake.whole;
    this.#outbox.flush();
    await this.#outbox.settle();
  }

  /** What is on disk is not as it was stored: see `Folds`. */
  mend(): Promise<boolean> {
    return this.#folds.mend();
  }

  /** Lets go of the document. Only when empty and done. */
  unload(): void {
    this.#stopKeeping();
    this.#presence.close();
    this.#folds.close();
    this.#contents.destroy();
  }

  #receiveSync(channel: Channel, message: SyncMessage | undefined): Work | undefined {
    switch (message?.kind) {
      case 'step1':
        return this.#receiveStep1(channel, message.body);
      case 'step2':
      case 'update':
        return this.#receiveUpdate(channel, message.body, message.kind === 'step2');
      case undefined:
        this.#refuse(channel, 'malformedFrame');
        return undefined;
    }
  }

  #receiveStep1(channel: Channel, stateVector: Uint8Array): Work | undefined {
    // Throws when it is none.
    Y.decodeStateVector(stateVector);
    if (isNothing(stateVector) || this.#contents.isDear) {
      this.#giveEverything(channel);
      return undefined;
    }
    const { doc } = this.#intake ?? {};
    if (doc === undefined || !this.#isWhole) {
      return this.#attemptInTurns(this.#answerLater(channel, stateVector));
    }
    if (this.#asksTooMuch(channel, stateVector, doc)) return undefined;
    const missing = this.#answers.atOnce(stateVector, doc);
    if (missing === undefined) {
      return this.#attemptInTurns(this.#answerLater(channel, stateVector));
    }
    this.#outbox.whenStored(() => channel.send(missing));
    return undefined;
  }

  *#answerLater(channel: Channel, stateVector: Uint8Array): Work {
    const compared =
      this.#intake === undefined
        ? yield* resultOf(this.#contents.compare(stateVector, this.#parts.cutter))
        : undefined;
    if (compared !== undefined && this.#intake === undefined) channel.send(syncedParcel(compared));
    else {
      const { doc } = yield* this.#awake();
      if (this.#asksTooMuch(channel, stateVector, doc)) return;
      const missing = yield* this.#missing(channel, stateVector, doc);
      if (missing === undefined) return;
      this.#outbox.whenStored(() => channel.send(missing));
    }
    channel.askOnce(() => this.#ask());
  }

  /** Begun anew when something comes in meanwhile that nobody may see yet. */
  *#missing(
    channel: Channel,
    stateVector: Uint8Array,
    doc: Y.Doc,
  ): Generator<Promise<unknown> | undefined, Parcel | undefined> {
    for (let tries = 0; tries < MOST_BEGINNINGS; tries += 1) {
      while (this.#intake?.whole !== undefined) yield this.#intake.whole;
      if (this.#givenUp || !channel.isOpen) return undefined;
      const missing = yield* this.#answers.inTurns(stateVector, doc, () => this.#isWhole);
      if (missing !== undefined) return missing;
    }
    while (this.#intake?.whole !== undefined) yield this.#intake.whole;
    return this.#givenUp ? undefined : answerParcel(doc, stateVector);
  }

  /** An honest one names whom we know, and a few of their own. */
  #asksTooMuch(channel: Channel, stateVector: Uint8Array, doc: Y.Doc): boolean {
    const most = LIMITS.stateVectorBytes + 2 * Y.encodeStateVector(doc).byteLength;
    if (stateVector.byteLength <= most) return false;
    this.#refuse(channel, 'frameTooLarge');
    return true;
  }

  /** The bytes as they are on disk; what is under way there comes after, to everybody. */
  #giveEverything(channel: Channel): void {
    channel.askOnce(() => this.#ask());
    for (const parcel of this.#answers.everything()) channel.send(parcel);
    this.#folds.foldIfScattered();
  }

  #receiveUpdate(channel: Channel, update: Uint8Array, isFullSync: boolean): Work | undefined {
    const count = channel.countStorable();
    const acked = metrics.ackSeconds.startTimer();
    // A correct viewer can write by accident (an editor repairs what it renders): dropped, not punished.
    if (!channel.mayWrite) return undefined;
    const onTaken = (taken: Taken) => {
      if (!taken.ok) return this.#notTaken(channel, taken.kind, isFullSync);
      if (channel.noteAdmitted(isFullSync)) channel.send(this.#ask());
      if (!channel.mayAck) return;
      this.#outbox.whenStored(() => {
        channel.ack(count);
        acked();
      });
    };
    const isNew =
      !isEmptyUpdate(update) && (this.#intake !== undefined || !this.#contents.isKnown(update));
    if (!isNew) onTaken({ ok: true });
    else if (this.#intake === undefined || this.#isSlow(update, this.#intake)) {
      return this.#attemptInTurns(this.#takeSlowly(channel, update, onTaken));
    } else if (!this.damaged) {
      const taken = this.#attempt(this.#intake, channel, update);
      if (isDear(taken, update)) {
        return this.#attemptInTurns(this.#intake.takeInPieces(channel, update, onTaken));
      }
      if (taken !== undefined) onTaken(taken);
    }
    return undefined;
  }

  #isSlow(update: Uint8Array, intake: Intake): boolean {
    return update.byteLength > SMALL_UPDATE_BYTES || intake.namesHeld(update);
  }

  *#takeSlowly(channel: Channel, update: Uint8Array, onTaken: (taken: Taken) => void): Work {
    const intake = yield* this.#awake();
    const isSmall = update.byteLength <= SMALL_UPDATE_BYTES;
    // A large one waits for what is held anyhow; to read it here would keep everybody waiting.
    while (isSmall ? intake.namesHeld(update) : intake.whole !== undefined) yield intake.whole;
    if (this.damaged || this.#givenUp || channel.wasSentAway) return;
    const taken = isSmall ? intake.take(channel, update) : undefined;
    if (taken === undefined || isDear(taken, update))
      yield* intake.takeInPieces(channel, update, onTaken);
    else onTaken(taken);
  }

  #notTaken(channel: Channel, kind: NotTakenKind, isFullSync: boolean): void {
    const next = kind === 'gap' ? channel.noteGap(isFullSync) : 'refuse';
    if (next === 'ask') channel.send(this.#ask());
    if (next === 'closeForNow') this.#refuse(channel, 'tooSlow');
    if (next !== 'refuse') return;
    // What was taken away still lies on disk.
    if (kind === 'documentFull') this.#folds.foldIfAny();
    metrics.refusals.inc({ kind });
    logEvent('update.refused', { ...this.address, kind });
    this.#refuse(channel, closeReasonOf(kind));
  }

  #attempt(intake: Intake, channel: Channel, update: Uint8Array): Taken | undefined {
    try {
      return intake.take(channel, update);
    } catch (error) {
      this.#notApplied(error);
      return undefined;
    }
  }

  *#attemptInTurns(work: Work): Work {
    try {
      yield* work;
    } catch (error) {
      this.#notApplied(error);
    }
  }

  #notApplied(error: unknown): void {
    logFault('update.notApplied', error, { ...this.address });
    this.#giveUp('internalError');
  }

  /** Is there nothing in the live document that nobody may see yet? */
  get #isWhole(): boolean {
    return this.#intake?.whole === undefined;
  }

  /** "What do you have? I have this." */
  #ask(): Parcel {
    return askParcel(this.#intake?.doc, this.#contents.knownVector);
  }

  *#awake(): Generator<Promise<unknown>, Intake> {
    if (!this.#contents.isLive) yield this.#contents.wake(this.#parts.cutter);
    return this.#live();
  }

  /** The live document, watched from the moment that it lives. */
  #live(): Intake {
    if (this.#intake !== undefined) return this.#intake;
    const { clientIds, cutter, stepBudget, structs, most } = this.#parts;
    const wasDamaged = this.damaged;
    const doc = this.#contents.live();
    const intake = new Intake({
      address: this.address,
      doc,
      clientIds,
      cutter,
      stepBudget,
      structs,
      most,
      storedBytes: () => this.#contents.bytes,
      spentSteps: () => this.#contents.steps,
      handOn: (update) => {
        this.#contents.steps += update.steps;
        this.#outbox.add(update, this.#channels.size);
      },
    });
    this.#intake = intake;
    this.#answers.watch(doc);
    if (this.damaged) {
      // It was opened as whole, by its checksums: everybody is to come back and be told.
      if (!wasDamaged) this.closeAll('internalError');
    } else if (this.address.document === 'tree') {
      this.#stopKeeping = keepTree(doc, (origin) => origin instanceof Channel);
    }
    return intake;
  }

  #append(updates: readonly NewUpdate[]): Promise<void> {
    const seq = this.#nextSeq;
    this.#nextSeq += updates.length;
    const { generation } = this.#contents;
    const stored = metrics.storeSeconds.startTimer();
    const appending = this.#parts.log.append({ address: this.address, generation, seq, updates });
    return appending.finally(stored);
  }

  #stored(updates: readonly Outgoing[]): void {
    this.#contents.noteStored(updates);
    for (const { bytes, sender } of updates) this.#tellOthers(sender, updateParcel(bytes));
    this.#presence.goAlong();
    this.#folds.foldIfLong();
  }

  #notStored(error: unknown): void {
    metrics.storeFailures.inc();
    logFault('update.notStored', error, { ...this.address });
    this.#giveUp('storageUnavailable');
  }

  #tellOthers(about: Channel | undefined, parcel: Parcel): void {
    for (const channel of this.#channels) if (channel !== about) channel.tell(parcel);
  }

  /** What was given out as it lay on disk cannot be read: everybody gets what can be. */
  #openAnew(): void {
    this.#live();
    this.closeAll('internalError');
  }

  #refuse(channel: Channel, reason: CloseReason): void {
    channel.close(reason);
    this.leave(channel);
  }

  #giveUp(reason: 'internalError' | 'storageUnavailable'): void {
    if (this.#givenUp) return;
    this.#givenUp = true;
    this.#stopKeeping();
    this.#stopKeeping = () => {};
    this.#parts.onGivenUp();
    logEvent('room.givenUp', { ...this.address, code: CLOSE_CODES[reason] });
    this.closeAll(reason);
  }
}
