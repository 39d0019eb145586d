/** What the person is told about their work, worked out from the facts of every channel.
 *
 *      opening ──opened──▶ open ──lost──▶ away ──opened──▶ open …
 *         any ──stopped──▶ stopped
 *
 *  Invariants (property-tested in save-state.test.ts):
 *  1. `saved` only while every channel is open and synced, we have offered everything we hold on
 *     this connection (sync step 2), and each storable message we sent is acknowledged. A state
 *     vector would not do: it does not change by a deletion.
 *  2. `dirty` begins with an edit and ends only under 1. It survives lost lines, and reloads too:
 *     `device-copy` keeps a mark of it beside the copy on this device.
 *  3. Counts belong to one connection; a new one starts at zero on both sides. */
import type { DocumentName } from '@meemaak/model';
import type { SaveState } from './dossier-room.ts';

type Phase = 'opening' | 'open' | 'away' | 'stopped';

/** How one document's channel stands. */
export interface ChannelSaving {
  readonly phase: Phase;
  /** What the server said last; undefined before it said anything. */
  readonly mayWrite: boolean | undefined;
  /** It may not be written because part of it could not be read from the server's disk. */
  readonly damaged: boolean;
  /** The server's contents came in, on this connection. */
  readonly synced: boolean;
  /** Our step 2 went out on this connection: whatever the server lacked is among what we sent. */
  readonly offered: boolean;
  /** Storable messages sent, and how many of those are on the server's disk. */
  readonly sent: number;
  readonly acked: number;
  /** Something here may not be on the server yet. */
  readonly dirty: boolean;
  /** Why the channel was closed for good. */
  readonly reason: string | undefined;
}

export type ChannelEvent =
  | { readonly kind: 'opened'; readonly mayWrite: boolean; readonly damaged: boolean }
  | { readonly kind: 'sent'; readonly offers: boolean }
  | { readonly kind: 'acked'; readonly count: number }
  | { readonly kind: 'synced' }
  | { readonly kind: 'edited' }
  | { readonly kind: 'lost' }
  | { readonly kind: 'stopped'; readonly reason: string };

type Kind = ChannelEvent['kind'];
type Step<K extends Kind> = (
  channel: ChannelSaving,
  event: Extract<ChannelEvent, { kind: K }>,
) => ChannelSaving;

export const openingChannel: ChannelSaving = {
  phase: 'opening',
  mayWrite: undefined,
  damaged: false,
  synced: false,
  offered: false,
  sent: 0,
  acked: 0,
  dirty: false,
  reason: undefined,
};

const freshLine = { synced: false, offered: false, sent: 0, acked: 0 } as const;

const ignore = (channel: ChannelSaving): ChannelSaving => channel;
const edit = (channel: ChannelSaving): ChannelSaving => ({ ...channel, dirty: true });
const lose = (channel: ChannelSaving): ChannelSaving => ({
  ...channel,
  ...freshLine,
  phase: 'away',
});
const open: Step<'opened'> = (channel, { mayWrite, damaged }) => ({
  ...channel,
  ...freshLine,
  phase: 'open',
  mayWrite,
  damaged,
});
const stop: Step<'stopped'> = (channel, { reason }) => ({
  ...channel,
  ...freshLine,
  phase: 'stopped',
  reason,
});

const steps: { readonly [P in Phase]: { readonly [K in Kind]: Step<K> } } = {
  opening: {
    opened: open,
    sent: ignore,
    acked: ignore,
    synced: ignore,
    edited: edit,
    lost: lose,
    stopped: stop,
  },
  open: {
    // The server may say anew what we may do, in the middle of a connection.
    opened: (channel, { mayWrite, damaged }) => ({ ...channel, mayWrite, damaged }),
    sent: (channel, { offers }) => ({
      ...channel,
      sent: channel.sent + 1,
      offered: channel.offered || offers,
    }),
    acked: (channel, { count }) => ({
      ...channel,
      acked: Math.max(channel.acked, Math.min(count, channel.sent)),
    }),
    synced: (channel) => ({ ...channel, synced: true }),
    edited: edit,
    lost: lose,
    stopped: stop,
  },
  away: {
    opened: open,
    sent: ignore,
    acked: ignore,
    synced: ignore,
    edited: edit,
    lost: ignore,
    stopped: stop,
  },
  stopped: {
    opened: ignore,
    sent: ignore,
    acked: ignore,
    synced: ignore,
    edited: edit,
    lost: ignore,
    // The first reason is the cause; what follows is its consequence.
    stopped: ignore,
  },
};

/** One channel after one event. */
export function stepChannel(channel: ChannelSaving, event: ChannelEvent): ChannelSaving {
  // One place where the pairing of kind and step, which the table proves, is not seen by the compiler.
  const step = steps[channel.phase][event.kind] as Step<Kind>;
  const next = step(channel, event);
  // Only news from the server settles anything: an edit is dirty also before it is sent.
  const settles = event.kind === 'acked' || event.kind === 'synced';
  return settles && next.dirty && isAcked(next) ? { ...next, dirty: false } : next;
}

/** Is everything that this channel offered and sent on the server's disk? */
function isAcked({ phase, synced, mayWrite, offered, sent, acked }: ChannelSaving): boolean {
  return phase === 'open' && synced && mayWrite === true && offered && acked === sent;
}

function isStored(channel: ChannelSaving): boolean {
  return isAcked(channel) && !channel.dirty;
}

/** Nothing to store and nothing missing: a channel we only read. */
function isFollowing({ phase, synced, mayWrite, dirty }: ChannelSaving): boolean {
  return phase === 'open' && synced && mayWrite === false && !dirty;
}

export type ChannelsSaving = Readonly<Record<DocumentName, ChannelSaving>>;

/** All channels of a dossier, in one statement. */
export function summariseSaving(channels: ChannelsSaving): SaveState {
  const all = Object.values(channels);
  const unsaved = all.some(({ dirty }) => dirty);
  const stopped = all.find(({ phase }) => phase === 'stopped');
  if (stopped !== undefined) {
    return { kind: 'stopped', reason: stopped.reason ?? 'other', unsaved };
  }
  if (all.some(({ phase }) => phase === 'away')) return { kind: 'offline', unsaved };
  // An edit of ours that we are no longer allowed to bring.
  const refused = all.filter(({ mayWrite, dirty }) => mayWrite === false && dirty);
  if (refused.length > 0) {
    const reason = refused.every(({ damaged }) => damaged) ? 'damaged' : 'mayNotWrite';
    return { kind: 'stopped', reason, unsaved };
  }
  if (all.every(isFollowing)) return { kind: 'readOnly' };
  if (all.every((channel) => isStored(channel) || isFollowing(channel))) return { kind: 'saved' };
  return { kind: unsaved ? 'saving' : openingOrSaving(all) };
}

/** Before the first contents came there is nothing to save: that is opening. */
function openingOrSaving(all: readonly ChannelSaving[]): 'opening' | 'saving' {
  return all.every(({ synced }) => synced) ? 'saving' : 'opening';
}

export function isSameSaveState(one: SaveState, other: SaveState): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
