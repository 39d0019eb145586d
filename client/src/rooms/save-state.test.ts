import type { DocumentName } from '@meemaak/model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  openingChannel,
  stepChannel,
  summariseSaving,
  type ChannelEvent,
  type ChannelSaving,
  type ChannelsSaving,
} from './save-state.ts';

const opened: ChannelEvent = { kind: 'opened', mayWrite: true, damaged: false };
const openedForReading: ChannelEvent = { kind: 'opened', mayWrite: false, damaged: false };
const synced: ChannelEvent = { kind: 'synced' };
const offer: ChannelEvent = { kind: 'sent', offers: true };
const update: ChannelEvent = { kind: 'sent', offers: false };
const edited: ChannelEvent = { kind: 'edited' };
const lost: ChannelEvent = { kind: 'lost' };
const ack = (count: number): ChannelEvent => ({ kind: 'acked', count });
const stopped = (reason: string): ChannelEvent => ({ kind: 'stopped', reason });

function after(...events: readonly ChannelEvent[]): ChannelSaving {
  return events.reduce(stepChannel, openingChannel);
}

const stored = after(opened, synced, offer, ack(1));
const following = after(openedForReading, synced);

function summary(narrative: ChannelSaving, others: ChannelSaving = stored) {
  return summariseSaving({ narrative, tree: others, board: others, talk: following });
}

describe('what the person is told', () => {
  test('opening, until the contents of every document came in', () => {
    expect(summary(openingChannel)).toEqual({ kind: 'opening' });
    expect(summary(after(opened))).toEqual({ kind: 'opening' });
  });

  test('saved, when everything sent is acknowledged', () => {
    expect(summary(stored)).toEqual({ kind: 'saved' });
  });

  test('saving, from an edit until its acknowledgement', () => {
    const editing = [opened, synced, offer, ack(1), edited, update];
    expect(summary(after(...editing))).toEqual({ kind: 'saving' });
    expect(summary(after(...editing, ack(2)))).toEqual({ kind: 'saved' });
  });

  test('not saved while synced but before our own contents went out', () => {
    expect(summary(after(edited, opened, synced))).toEqual({ kind: 'saving' });
  });

  test('not saved by the acknowledgement of a later edit alone', () => {
    // The edit from before the connection travels in step 2 only.
    expect(summary(after(edited, opened, synced, edited, update, ack(1)))).toEqual({
      kind: 'saving',
    });
  });

  test('offline keeps unsaved work in mind, and saved work too', () => {
    expect(summary(after(opened, synced, offer, ack(1), lost))).toEqual({
      kind: 'offline',
      unsaved: false,
    });
    expect(summary(after(opened, synced, offer, ack(1), edited, update, lost))).toEqual({
      kind: 'offline',
      unsaved: true,
    });
  });

  test('read-only, when no document may be written', () => {
    expect(summary(following, following)).toEqual({ kind: 'readOnly' });
    expect(summary(following, stored)).toEqual({ kind: 'saved' });
  });

  test('stopped with its first reason, also when the line goes later', () => {
    const refused = after(opened, synced, edited, update, stopped('updateRefused'), lost);
    expect(summary(refused)).toEqual({ kind: 'stopped', reason: 'updateRefused', unsaved: true });
    expect(summary(stepChannel(refused, stopped('left')))).toMatchObject({
      reason: 'updateRefused',
    });
  });

  test('stopped, when the right to write went while work was waiting', () => {
    expect(summary(after(edited, openedForReading, synced))).toEqual({
      kind: 'stopped',
      reason: 'mayNotWrite',
      unsaved: true,
    });
  });

  test('[F36] work that damage keeps from the server is not taken for work of somebody without a right', () => {
    const damaged: ChannelEvent = { kind: 'opened', mayWrite: false, damaged: true };
    const waiting = after(edited, damaged, synced);
    expect(summary(waiting)).toEqual({ kind: 'stopped', reason: 'damaged', unsaved: true });
    expect(summary(waiting, after(edited, openedForReading, synced))).toMatchObject({
      reason: 'mayNotWrite',
    });
    expect(summary(after(edited, damaged, opened, synced, offer, ack(1)))).toEqual({
      kind: 'saved',
    });
  });

  test('an acknowledgement of more than was sent counts for what was sent', () => {
    const early = after(opened, synced, offer, ack(99), edited, update);
    expect(early.acked).toBe(1);
    expect(summary(early)).toEqual({ kind: 'saving' });
  });
});

/** A channel and a server, abstractly: edits are numbers, a message carries some of them. */
class Wire {
  channel = openingChannel;
  readonly local = new Set<number>();
  readonly onDisk = new Set<number>();
  #inFlight: ReadonlySet<number>[] = [];
  #storedCount = 0;
  #isOpen = false;

  step(event: ChannelEvent): void {
    this.channel = stepChannel(this.channel, event);
  }

  edit(id: number): void {
    this.local.add(id);
    this.step(edited);
    if (this.#isOpen) this.#send(new Set([id]), false);
  }

  open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.step(opened);
  }

  /** The server asks what it lacks. */
  ask(): void {
    if (this.#isOpen) this.#send(new Set(this.local), true);
  }

  sync(): void {
    if (this.#isOpen) this.step(synced);
  }

  /** The server stores the oldest message, and then says so. */
  store(): void {
    const message = this.#inFlight.shift();
    if (message === undefined) return;
    for (const id of message) this.onDisk.add(id);
    this.#storedCount += 1;
    this.step(ack(this.#storedCount));
  }

  lose(): void {
    this.#isOpen = false;
    this.#inFlight = [];
    this.#storedCount = 0;
    this.step(lost);
  }

  /** The page opens anew on the copy of this device and its mark. */
  reload(): void {
    const { dirty } = this.channel;
    this.lose();
    this.channel = dirty ? stepChannel(openingChannel, edited) : openingChannel;
  }

  #send(message: ReadonlySet<number>, offers: boolean): void {
    this.#inFlight.push(message);
    this.step({ kind: 'sent', offers });
  }
}

const ACTS = ['edit', 'open', 'ask', 'sync', 'store', 'lose', 'reload'] as const;
const DOCUMENTS = ['narrative', 'tree', 'board'] as const;

const act = fc.record({
  document: fc.constantFrom<DocumentName[]>(...DOCUMENTS),
  kind: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('store' as const) },
    { weight: 10, arbitrary: fc.constantFrom(...ACTS.slice(0, 5)) },
    { weight: 1, arbitrary: fc.constantFrom('lose' as const, 'reload' as const) },
  ),
});

/** The line comes up and stays up until everything is exchanged. */
function finish(wire: Wire): void {
  wire.open();
  wire.ask();
  wire.sync();
  for (let left = 0; left < 200; left += 1) wire.store();
}

test('[I6] shown as saved implies on disk, and a quiet line always ends as saved', () => {
  const counts = { saved: 0, unsavedOffline: 0, acts: 0 };
  const seed = Date.now();
  console.log(`save-state seed ${seed}`);
  fc.assert(
    fc.property(fc.array(act, { minLength: 20, maxLength: 120 }), (acts) => {
      const wires = { narrative: new Wire(), tree: new Wire(), board: new Wire() };
      const all = Object.values(wires);
      let nextId = 0;
      const channels = (): ChannelsSaving => ({
        narrative: wires.narrative.channel,
        tree: wires.tree.channel,
        board: wires.board.channel,
        talk: following,
      });
      const check = () => {
        const state = summariseSaving(channels());
        const isOnDisk = all.every(({ local, onDisk }) => [...local].every((id) => onDisk.has(id)));
        if (state.kind === 'saved') counts.saved += 1;
        const saysSaved = state.kind === 'saved' || (state.kind === 'offline' && !state.unsaved);
        expect(saysSaved && !isOnDisk).toBe(false);
        if (state.kind === 'offline' && state.unsaved) counts.unsavedOffline += 1;
        counts.acts += 1;
      };
      for (const wire of all) finish(wire);
      for (const { document, kind } of acts) {
        const wire = document === 'talk' ? wires.tree : wires[document];
        if (kind === 'edit') wire.edit(nextId++);
        else wire[kind]();
        check();
      }
      for (const wire of all) finish(wire);
      expect(summariseSaving(channels())).toEqual({ kind: 'saved' });
    }),
    { seed, numRuns: 500 },
  );
  console.log(`save-state: ${JSON.stringify(counts)}`);
  expect(counts.saved).toBeGreaterThan(100);
  expect(counts.unsavedOffline).toBeGreaterThan(100);
});
