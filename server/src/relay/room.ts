/** One live document and the channels on it.
 *
 *      message ─▶ what is it? ─▶ may write? ─▶ admission ─▶ live document ─▶ its own update
 *          ─▶ update log (on disk) ─▶ ack the sender, broadcast to the others
 *
 *  Nobody ever sees what is not on disk: what the document holds leaves this room only after
 *  everything appended before it is stored. When storing fails, the room is given up: channels close
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
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { logEvent, logFault } from '../log.ts';
import { admitUpdate } from './admission.ts';
import { Channel } from './channel.ts';
import { RoomPresence } from './presence.ts';
import { allowedSteps } from './step-budget.ts';
import { buildDocument, proveState, type BuiltDocument } from './stored-document.ts';
import { keepTree } from './tree-keeper.ts';
import type { LoadedDocument, UpdateLog } from './update-log.ts';

/** A tail this long is folded into a snapshot. */
const SNAPSHOT_EVERY = 500;
/** More gaps in a row than an honest client could cause. */
const MOST_GAPS = 20;

export class Room {
  readonly address: RoomAddress;
  /** Part of the document could not be read from disk: nobody writes it. */
  readonly damaged: boolean;
  readonly #log: UpdateLog;
  readonly #doc: Y.Doc;
  readonly #channels = new Set<Channel>();
  readonly #presence = new RoomPresence();
  readonly #onGivenUp: () => void;
  #seq: number;
  #tailLength: number;
  /** The newest snapshot that this document was seen to open from. */
  #readableSeq: number;
  #snapshotAt = SNAPSHOT_EVERY;
  /** How far Yjs walks to build this document. */
  #steps: number;
  /** Settles when everything applied so far is on disk. */
  #stored: Promise<void> = Promise.resolve();
  #givenUp = false;
  #stopKeeping: () => void = () => {};

  constructor(address: RoomAddress, log: UpdateLog, onGivenUp: () => void) {
    this.address = address;
    this.#log = log;
    this.#onGivenUp = onGivenUp;
    const { loaded, built } = openStored(address, log);
    const { doc } = built;
    this.#doc = doc;
    this.damaged = loaded.damaged || built.appliedCount < loaded.updates.length;
    this.#seq = loaded.seq;
    this.#tailLength = loaded.tailLength;
    this.#readableSeq = loaded.startSeq;
    this.#steps = built.steps;
    if (this.damaged) logEvent('document.damaged', { ...address, seq: loaded.seq });
    this.#doc.on('update', (update: Uint8Array, origin: unknown) => this.#store(update, origin));
    if (address.document === 'tree' && !this.damaged) {
      this.#stopKeeping = keepTree(doc, (origin) => origin instanceof Channel);
    }
  }

  get isEmpty(): boolean {
    return this.#channels.size === 0;
  }

  /** Lets a channel in: asks what it has, and tells who is here. */
  join(channel: Channel): void {
    this.#channels.add(channel);
    channel.send(encodeStep1(this.#doc));
    const everybody = this.#presence.everybody();
    if (everybody !== undefined) channel.send(everybody);
  }

  leave(channel: Channel): void {
    channel.lose();
    if (!this.#channels.delete(channel)) return;
    this.#tellOthers(channel, this.#presence.leave(channel));
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
          channel.send(this.#presence.everybody() ?? EMPTY_PRESENCE);
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

  /** Everything applied is on disk; the tail is folded when that pays. Call once, when empty. */
  async unload(): Promise<void> {
    this.#stopKeeping();
    await this.#stored.catch(() => {});
    if (!this.#givenUp && !this.damaged && this.#tailLength > 0) this.#snapshot();
    this.#doc.destroy();
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
    if (stateVector.byteLength > LIMITS.stateVectorBytes)
      return this.#refuse(channel, 'frameTooLarge');
    const missing = encodeStep2(this.#doc, stateVector);
    this.#whenStored(() => channel.send(missing));
  }

  #receiveUpdate(channel: Channel, update: Uint8Array, isFullSync: boolean): void {
    const count = channel.countStorable();
    // A correct viewer can write by accident (an editor repairs what it renders): dropped, not punished.
    if (!channel.mayWrite || this.damaged) return;
    const { document } = this.address;
    const admitted = admitUpdate(this.#doc, document, update, allowedSteps(this.#steps));
    if (!admitted.ok) return this.#refuseUpdate(channel, admitted.refusal.kind);
    if (!this.#apply(channel, update)) return;
    this.#steps += admitted.value.steps;
    if (this.#dropWaiting()) return this.#refuseUpdate(channel, 'gap');
    channel.noteAdmitted(isFullSync);
    if (!channel.mayAck) return;
    this.#whenStored(() => channel.ack(count));
  }

  #refuseUpdate(channel: Channel, kind: string): void {
    if (kind === 'gap' && channel.noteGap() <= MOST_GAPS) {
      channel.send(encodeStep1(this.#doc));
      return;
    }
    logEvent('update.refused', { ...this.address, kind });
    this.#refuse(channel, kind === 'malformed' ? 'malformedFrame' : 'updateRefused');
  }

  #apply(channel: Channel, update: Uint8Array): boolean {
    try {
      Y.applyUpdate(this.#doc, update, channel);
      return true;
    } catch (error) {
      logFault('update.notApplied', error, { ...this.address });
      this.#giveUp('internalError');
      return false;
    }
  }

  /** Two clients' work in one update can lean on each other in a circle. What then waits is thrown
   *  out: it would be handed to everybody, and cost more with every update [X03]. */
  #dropWaiting(): boolean {
    const { store } = this.#doc;
    if (store.pendingStructs === null && store.pendingDs === null) return false;
    store.pendingStructs = null;
    store.pendingDs = null;
    return true;
  }

  #store(update: Uint8Array, origin: unknown): void {
    const sender = this.#senderOf(origin);
    const actor = sender?.participant.participantId ?? 'server';
    const broadcast = encodeUpdate(update);
    this.#stored = this.#log.append(this.address, update, actor).then(
      () => {
        this.#seq += 1;
        this.#tailLength += 1;
        this.#tellOthers(sender, broadcast);
        if (this.#tailLength >= this.#snapshotAt) this.#whenStored(() => this.#snapshot());
      },
      (error: unknown) => {
        if (!this.#givenUp) logFault('update.notStored', error, { ...this.address });
        this.#giveUp('storageUnavailable');
      },
    );
  }

  #senderOf(origin: unknown): Channel | undefined {
    for (const channel of this.#channels) if (channel === origin) return channel;
    return undefined;
  }

  /** Runs `then` after everything applied until now is on disk; at once when it is. */
  #whenStored(then: () => void): void {
    void this.#stored.then(() => {
      if (!this.#givenUp) then();
    });
  }

  #receivePresence(channel: Channel, update: Uint8Array): void {
    const answer = this.#presence.take(channel, update);
    if (answer === 'malformed') this.#refuse(channel, 'malformedFrame');
    else this.#tellOthers(channel, answer);
  }

  #tellOthers(sender: Channel | undefined, message: Uint8Array | undefined): void {
    if (message === undefined) return;
    for (const channel of this.#channels) if (channel !== sender) channel.send(message);
  }

  #snapshot(): void {
    if (this.#tailLength === 0) return;
    // The log may be ahead of what was counted here only when updates still wait: fold later.
    if (this.#log.lastSeq(this.address) !== this.#seq) return;
    try {
      const { state, steps } = proveState(this.#doc);
      this.#log.snapshot(this.address, state, this.#seq, this.#readableSeq);
      this.#readableSeq = this.#seq;
      this.#steps = steps;
      this.#tailLength = 0;
      this.#snapshotAt = SNAPSHOT_EVERY;
    } catch (error) {
      // The updates are all there: a snapshot only makes loading quick.
      logFault('snapshot.notStored', error, { ...this.address });
      this.#snapshotAt = this.#tailLength + SNAPSHOT_EVERY;
    }
  }

  #refuse(channel: Channel, reason: CloseReason): void {
    channel.close(reason);
    this.leave(channel);
  }

  #giveUp(reason: 'internalError' | 'storageUnavailable'): void {
    if (this.#givenUp) return;
    this.#givenUp = true;
    this.#stopKeeping();
    this.#onGivenUp();
    logEvent('room.givenUp', { ...this.address, code: CLOSE_CODES[reason] });
    this.closeAll(reason);
  }
}

const EMPTY_PRESENCE = new Uint8Array([MESSAGE_KINDS.awareness, 1, 0]);

/** A snapshot may be as it was stored and still be of no use: then from the one before it. */
function openStored(
  address: RoomAddress,
  log: UpdateLog,
): { readonly loaded: LoadedDocument; readonly built: BuiltDocument } {
  let loaded = log.load(address);
  let built = buildDocument(loaded.updates);
  while (built.appliedCount === 0 && loaded.startSeq > 0) {
    logEvent('snapshot.notReadable', { ...address, seq: loaded.startSeq });
    loaded = log.load(address, loaded.startSeq);
    built = buildDocument(loaded.updates);
  }
  return { loaded, built };
}

function encodeSync(kind: number, body: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE_KINDS.sync);
    encoding.writeVarUint(encoder, kind);
    encoding.writeVarUint8Array(encoder, body);
  });
}

function encodeStep1(doc: Y.Doc): Uint8Array {
  return encodeSync(SYNC_KINDS.step1, Y.encodeStateVector(doc));
}

/** Throws on bytes that are no state vector. */
function encodeStep2(doc: Y.Doc, stateVector: Uint8Array): Uint8Array {
  return encodeSync(SYNC_KINDS.step2, Y.encodeStateAsUpdate(doc, stateVector));
}

function encodeUpdate(update: Uint8Array): Uint8Array {
  return encodeSync(SYNC_KINDS.update, update);
}
