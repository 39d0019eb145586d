/** One participant in one document, over whatever carries it: a line of its own, or a part of a shared
 *  one. */
import type { CloseReason, PresentParticipant } from '@meemaak/protocol';
import type { Parcel } from './parcel.ts';

/** How a channel reaches the other side. */
export interface Carrier {
  /** What the other side asked for: it is waited for. */
  send(parcel: Parcel): void;
  /** What happened; a side that cannot keep up gets no more of it, and syncs afresh. */
  tell(parcel: Parcel): void;
  /** Is the line not busy with what was sent before? */
  isPrompt(): boolean;
  /** What people show; on a line that is busy it yields to what they write. */
  show(parcel: Parcel): void;
  ack(count: number): void;
  close(reason: CloseReason): void;
}

/** More messages that lean on what is not there than somebody types before the first sync is over. */
const MOST_GAPS = 1_000;
/** A copy that lost a piece is whole again once we gave what we have; or never. */
const MOST_HOLES = 3;

/** After a message that leans on what is not there: ask for what is missing, wait for the answer to
 *  that, or close. */
export type AfterGap = 'ask' | 'wait' | 'refuse' | 'closeForNow';

export class Channel {
  readonly participant: PresentParticipant;
  /** What this participant's right allows; a damaged document is written by nobody. */
  readonly mayWrite: boolean;
  readonly #carrier: Carrier;
  #isOpen = true;
  #wasSentAway = false;
  #wasAsked = false;
  /** Storable messages received since it was opened. */
  #received = 0;
  /** A message was set aside (a gap): nothing after it counts as stored until a full sync came. */
  #waitsForSync = false;
  /** Another one since the question: on a line that keeps no order, the answer may be without it [F18]. */
  #missedSince = false;
  #gaps = 0;
  /** Of them, those in which they gave all that they have. */
  #holes = 0;

  constructor(participant: PresentParticipant, mayWrite: boolean, carrier: Carrier) {
    this.participant = participant;
    this.mayWrite = mayWrite;
    this.#carrier = carrier;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Closed by us: what of theirs was not begun yet is not taken any more [T12]. */
  get wasSentAway(): boolean {
    return this.#wasSentAway;
  }

  send(parcel: Parcel): void {
    if (this.#isOpen) this.#carrier.send(parcel);
  }

  tell(parcel: Parcel): void {
    if (this.#isOpen) this.#carrier.tell(parcel);
  }

  /** May it be shown something now? */
  get isPrompt(): boolean {
    return this.#carrier.isPrompt();
  }

  show(parcel: Parcel): void {
    if (this.#isOpen) this.#carrier.show(parcel);
  }

  /** Asks what the other side has, the first time. */
  askOnce(question: () => Parcel): void {
    if (this.#wasAsked) return;
    this.#wasAsked = true;
    this.send(question());
  }

  /** Counts a storable message; returns its number. */
  countStorable(): number {
    this.#received += 1;
    return this.#received;
  }

  /** Notes that a message did not fit yet, and says what now. */
  noteGap(isFullSync: boolean): AfterGap {
    const isFirst = !this.#waitsForSync;
    this.#waitsForSync = true;
    if (!isFirst && !isFullSync) this.#missedSince = true;
    this.#gaps += 1;
    if (isFullSync) this.#holes += 1;
    if (this.#holes > MOST_HOLES) return 'refuse';
    if (this.#gaps > MOST_GAPS) return 'closeForNow';
    // Asked once: what they type meanwhile comes with their answer.
    return isFirst || isFullSync ? 'ask' : 'wait';
  }

  /** A message was admitted. A full sync (step 2) carries whatever an earlier gap left out, of what was said
   *  before it: true when there is something to ask for again. */
  noteAdmitted(isFullSync: boolean): boolean {
    if (!isFullSync) return false;
    const asksAgain = this.#missedSince;
    this.#missedSince = false;
    if (asksAgain) return true;
    this.#waitsForSync = false;
    this.#gaps = 0;
    this.#holes = 0;
    return false;
  }

  /** May the message just handled be acknowledged once it is on disk? */
  get mayAck(): boolean {
    return !this.#waitsForSync;
  }

  ack(count: number): void {
    if (this.#isOpen) this.#carrier.ack(count);
  }

  close(reason: CloseReason): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#wasSentAway = true;
    this.#carrier.close(reason);
  }

  /** The other side went away by itself. */
  lose(): void {
    this.#isOpen = false;
  }
}
