/** A way to the other side. The relay knows no other; `web-socket-line` is one, `poll-line` another. */
import type { CloseReason } from '@meemaak/protocol';
import type { Parcel } from '../parcel.ts';

export interface Line {
  /** Hears every message that comes in; undefined for one that is not bytes. */
  onMessage: (message: Uint8Array | undefined) => void;
  /** Hears once that the line is gone. */
  onClosed: () => void;
  /** Hears that everything sent has left. */
  onDrained: () => void;
  /** Sent and not yet taken by the other side. */
  readonly unsentBytes: number;
  /** What is sent in one turn leaves together. */
  send(parcel: Parcel, channel: number): void;
  /** Did what was timed last come in soon, as far as can be known by now? */
  readonly isPrompt: boolean;
  /** Times how long it takes until what is sent in this turn has come in; now and then, on a fast line. */
  time(): void;
  /** Asks for a sign of life; false, and nothing is asked, when earlier questions were not answered. */
  ask(): boolean;
  /** Leaves what comes in where it is, until `resume`: the other side has to wait. */
  pause(): void;
  resume(): void;
  /** Says why, and cuts the line when the other side does not answer. */
  close(reason: CloseReason): void;
  /** Cuts it. */
  cut(): void;
}
