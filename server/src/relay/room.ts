/** One document and the channels on it.
 *
 *      message ─▶ what is it? ─▶ may write? ─▶ admission ─▶ live document ─▶ its own update
 *          ─▶ outbox ─▶ update log (on disk) ─▶ told to the others, acknowledged to the sender
 *
 *  Nobody ever sees what is not on disk: what the document holds leaves this room only after
 *  everything before it is stored. When storing fails, the room is given up: channels close
 *  ("come back later"), and the document is loaded again from what is on disk. */
import {
  CLOSE_CODES,
  LIMITS,
  MESSAGE_KINDS,
  SYNC_KINDS,
  type CloseReason,
  type RoomAddress,
} from '@meemaak/protocol';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { logEvent, logFault } from '../log.ts';
import { metrics } from '../metrics.ts';
import { admitUpdate } from './admission.ts';
import { Channel } from './channel.ts';
import type { ClientIds } from './client-ids.ts';
import { Contents } from './contents.ts';
import type { Folder } from './folding.ts';
import {
  answerParcel,
  answeredParcel,
  askParcel,
  emptyPresenceParcel,
  isEmptyUpdate,
  isNothing,
  updateParcel,
} from './messages.ts';
import { Outbox, type Outgoing } from './outbox.ts';
import type { Parcel } from './parcel.ts';
import { RoomPresence } from './presence.ts';
import { allowedSteps } from './step-budget.ts';
import { keepTree } from './tree-keeper.ts';
import type { UpdateLog } from './update-log.ts';
import type { NewUpdate } from './writes.ts';

/** A tail this long, or as large as what it follows, is folded into a snapshot. */
const FOLD_EVERY = 500;
const FOLD_BYTES = 1024 * 1024;
/** More gaps in a row than an honest client could cause. */
const MOST_GAPS = 20;

export interface RoomParts {
  readonly log: UpdateLog;
  readonly clientIds: ClientIds;
  readonly folder: Folder;
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
  /** The live document, once watched. */
  #doc: Y.Doc | undefined;
  #nextSeq: number;
  /** Of the update that is being applied. */
  #stepsNow = 0;
  #isFolding = false;
  #foldAt = FOLD_EVERY;
  #givenUp = false;
  #stopKeeping: () => void = () => {};

  constructor(address: RoomAddress, parts: RoomParts) {
    this.address = address;
    this.#parts = parts;
    this.#contents = new Contents(address, parts.log);
    this.#nextSeq = this.#contents.seq + 1;
    this.#outbox = new Outbox({
      append: (updates) => this.#append(updates),
      onStored: (updates) => this.#stored(updates),
      onFailed: (error) => this.#notStored(error),
    });
    this.#presence = new RoomPresence({
      mayShow: (channel, clientId) => this.#mayShow(channel, clientId),
      channels: this.#channels,
      now: Date.now,
    });
    if (this.#contents.isLive) this.#live();
    // What was not built is proved elsewhere; and a snapshot that is no use is replaced.
    if (!this.#contents.isLive || this.#contents.isPatched) void this.#fold();
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
    return this.#outbox.isEmpty && !this.#isFolding;
  }

  get isGivenUp(): boolean {
    return this.#givenUp;
  }

  /** Lets a channel in: asks what it has, and tells who is here. */
  join(channel: Channel): void {
    this.#channels.add(channel);
    channel.send(askParcel(this.#doc));
    const others = this.#presence.everybodyBut(channel);
    if (others !== undefined) channel.send(others);
  }

  leave(channel: Channel): void {
    channel.lose();
    if (this.#channels.delete(channel)) this.#presence.leave(channel);
  }

  /** Handles one y-websocket message. Whatever the bytes are, only their sender can suffer. */
  receive(channel: Channel, message: Uint8Array): void {
    if (!channel.isOpen || this.#givenUp) return;
    const decoder = decoding.createDecoder(message);
    try {
      switch (decoding.readVarUint(decoder)) {
        case MESSAGE_KINDS.sync:
          this.#receiveSync(channel, decoder);
          break;
        case MESSAGE_KINDS.awareness:
          this.#receivePresence(channel, decoding.readVarUint8Array(decoder));
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

  /** Resolves when everything until now is on disk. */
  settle(): Promise<void> {
    this.#outbox.flush();
    return this.#outbox.settle();
  }

  /** Lets go of the document. Only when empty and done. */
  unload(): void {
    this.#stopKeeping();
    this.#presence.close();
    this.#contents.destroy();
  }

  #receiveSync(channel: Channel, decoder: decoding.Decoder): void {
    const kind = decoding.readVarUint(decoder);
    const body = decoding.readVarUint8Array(decoder);
    if (kind === SYNC_KINDS.step1) this.#answerStep1(channel, body);
    else if (kind === SYNC_KINDS.step2 || kind === SYNC_KINDS.update) {
      this.#receiveUpdate(channel, body, kind === SYNC_KINDS.step2);
    } else this.#refuse(channel, 'malformedFrame');
  }

  #answerStep1(channel: Channel, stateVector: Uint8Array): void {
    if (isNothing(stateVector)) return this.#giveEverything(channel);
    const doc = this.#live();
    // An honest one names whom we know, and a few of their own.
    const most = LIMITS.stateVectorBytes + 2 * Y.encodeStateVector(doc).byteLength;
    if (stateVector.byteLength > most) return this.#refuse(channel, 'frameTooLarge');
    const missing = answerParcel(doc, stateVector);
    this.#outbox.whenStored(() => channel.send(missing));
  }

  /** The bytes as they are on disk; what is under way there comes after, to everybody. */
  #giveEverything(channel: Channel): void {
    if (this.#contents.isScattered && this.#outbox.isEmpty) this.#contents.gather();
    for (const piece of this.#contents.pieces()) channel.send(updateParcel(piece));
    channel.send(answeredParcel);
  }

  #receiveUpdate(channel: Channel, update: Uint8Array, isFullSync: boolean): void {
    const count = channel.countStorable();
    const acked = metrics.ackSeconds.startTimer();
    // A correct viewer can write by accident (an editor repairs what it renders): dropped, not punished.
    if (!channel.mayWrite) return;
    if (!isEmptyUpdate(update)) {
      const doc = this.#live();
      if (this.damaged || this.#givenUp || !this.#take(channel, doc, update)) return;
    }
    channel.noteAdmitted(isFullSync);
    if (!channel.mayAck) return;
    this.#outbox.whenStored(() => {
      channel.ack(count);
      acked();
    });
  }

  /** Judges an update and applies it; false when it was not. */
  #take(channel: Channel, doc: Y.Doc, update: Uint8Array): boolean {
    const { participantId } = channel.participant;
    const { clientIds } = this.#parts;
    const admitted = admitUpdate(doc, this.address.document, update, {
      mostSteps: allowedSteps(this.#contents.steps),
      mayUse: (clientId, isUsed) => clientIds.mayUse(clientId, participantId, isUsed),
    });
    if (!admitted.ok) {
      this.#refuseUpdate(channel, admitted.refusal.kind);
      return false;
    }
    const { steps, newClientIds } = admitted.value;
    for (const clientId of newClientIds) clientIds.claim(clientId, participantId);
    this.#stepsNow = steps;
    if (!this.#apply(doc, channel, update)) return false;
    if (!dropWaiting(doc)) return true;
    this.#refuseUpdate(channel, 'gap');
    return false;
  }

  #refuseUpdate(channel: Channel, kind: string): void {
    if (kind === 'gap' && channel.noteGap() <= MOST_GAPS) {
      channel.send(askParcel(this.#doc));
      return;
    }
    metrics.refusals.inc({ kind });
    logEvent('update.refused', { ...this.address, kind });
    this.#refuse(channel, kind === 'malformed' ? 'malformedFrame' : 'updateRefused');
  }

  #apply(doc: Y.Doc, channel: Channel, update: Uint8Array): boolean {
    try {
      Y.applyUpdate(doc, update, channel);
      return true;
    } catch (error) {
      logFault('update.notApplied', error, { ...this.address });
      this.#giveUp('internalError');
      return false;
    }
  }

  /** The live document, watched from the moment that it lives. */
  #live(): Y.Doc {
    if (this.#doc !== undefined) return this.#doc;
    const wasDamaged = this.damaged;
    const doc = this.#contents.live();
    this.#doc = doc;
    // Nobody else may write as us.
    while (!this.#parts.clientIds.claimForServer(doc.clientID)) doc.clientID = new Y.Doc().clientID;
    doc.on('update', (update: Uint8Array, origin: unknown) => this.#add(update, origin));
    if (this.damaged) {
      // It was opened as whole, by its checksums: everybody is to come back and be told.
      if (!wasDamaged) this.closeAll('internalError');
    } else if (this.address.document === 'tree') {
      this.#stopKeeping = keepTree(doc, (origin) => origin instanceof Channel);
    }
    return doc;
  }

  #add(bytes: Uint8Array, origin: unknown): void {
    const sender = origin instanceof Channel ? origin : undefined;
    const actor = sender?.participant.participantId ?? 'server';
    const steps = sender === undefined ? 0 : this.#stepsNow;
    this.#contents.steps += steps;
    this.#outbox.add({ bytes, actor, steps, sender }, this.#channels.size);
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
    const { tailLength, tailBytes } = this.#contents;
    if (tailLength >= this.#foldAt || tailBytes > FOLD_BYTES) void this.#fold();
  }

  #notStored(error: unknown): void {
    metrics.storeFailures.inc();
    logFault('update.notStored', error, { ...this.address });
    this.#giveUp('storageUnavailable');
  }

  #mayShow(channel: Channel, clientId: number): boolean {
    const { participantId } = channel.participant;
    if (!this.#parts.clientIds.mayUse(clientId, participantId, false)) return false;
    this.#parts.clientIds.claim(clientId, participantId);
    return true;
  }

  #receivePresence(channel: Channel, update: Uint8Array): void {
    if (!this.#presence.take(channel, update)) this.#refuse(channel, 'malformedFrame');
  }

  #tellOthers(about: Channel | undefined, parcel: Parcel): void {
    for (const channel of this.#channels) if (channel !== about) channel.tell(parcel);
  }

  /** Folds what is on disk into a snapshot, elsewhere, and proves by it that it can be read. */
  async #fold(): Promise<void> {
    if (this.#isFolding || this.damaged || this.#givenUp) return;
    this.#isFolding = true;
    const { steps, tailBytes, startSeq } = this.#contents;
    try {
      const folded = await this.#parts.folder.run('document.fold', this.address);
      const isReadable = folded.kind === 'folded' && folded.readableSeq === startSeq;
      if (!isReadable) this.#openAnew();
      if (folded.kind === 'folded' && folded.seq > folded.readableSeq) {
        await this.#parts.log.storeSnapshot(folded);
        if (isReadable) this.#contents.noteSnapshot(folded, { steps, tailBytes });
      }
      this.#foldAt = FOLD_EVERY;
    } catch (error) {
      // The updates are all there: a snapshot only makes loading quick.
      logFault('snapshot.notStored', error, { ...this.address });
      this.#foldAt = this.#contents.tailLength + FOLD_EVERY;
    } finally {
      this.#isFolding = false;
    }
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
    this.#parts.onGivenUp();
    logEvent('room.givenUp', { ...this.address, code: CLOSE_CODES[reason] });
    this.closeAll(reason);
  }
}

/** Two clients' work in one update can lean on each other in a circle. What then waits is thrown
 *  out: it would be handed to everybody, and cost more with every update [X03]. */
function dropWaiting({ store }: Y.Doc): boolean {
  if (store.pendingStructs === null && store.pendingDs === null) return false;
  store.pendingStructs = null;
  store.pendingDs = null;
  return true;
}
