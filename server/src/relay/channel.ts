/** One participant in one document, over whatever carries it: a socket of its own, or a channel
 *  of the shared one. */
import type { CloseReason, PresentParticipant } from '@meemaak/protocol';
import type { Parcel } from './parcel.ts';

/** How a channel reaches the other side. */
export interface Carrier {
  /** What the other side asked for: it is waited for. */
  send(parcel: Parcel): void;
  /** What happened; a side that cannot keep up gets no more of it, and syncs afresh. */
  tell(parcel: Parcel): void;
  ack(count: number): void;
  close(reason: CloseReason): void;
}

export class Channel {
  readonly participant: PresentParticipant;
  /** What this participant's right allows; a damaged document is written by nobody. */
  readonly mayWrite: boolean;
  readonly #carrier: Carrier;
  #isOpen = true;
  /** Storable messages received since it was opened. */
  #received = 0;
  /** A message was set aside (a gap): nothing after it counts as stored until a full sync came. */
  #waitsForSync = false;
  #gaps = 0;

  constructor(participant: PresentParticipant, mayWrite: boolean, carrier: Carrier) {
    this.participant = participant;
    this.mayWrite = mayWrite;
    this.#carrier = carrier;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  send(parcel: Parcel): void {
    if (this.#isOpen) this.#carrier.send(parcel);
  }

  tell(parcel: Parcel): void {
    if (this.#isOpen) this.#carrier.tell(parcel);
  }

  /** Counts a storable message; returns its number. */
  countStorable(): number {
    this.#received += 1;
    return this.#received;
  }

  /** Notes that a message did not fit yet; returns how often that happened in a row. */
  noteGap(): number {
    this.#waitsForSync = true;
    this.#gaps += 1;
    return this.#gaps;
  }

  /** A message was admitted. A full sync (step 2) carries whatever an earlier gap left out. */
  noteAdmitted(isFullSync: boolean): void {
    if (!isFullSync) return;
    this.#waitsForSync = false;
    this.#gaps = 0;
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
    this.#carrier.close(reason);
  }

  /** The other side went away by itself. */
  lose(): void {
    this.#isOpen = false;
  }
}
