import * as encoding from 'lib0/encoding';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { writeSyncStep2, writeUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';
import { UpdateCoalescer } from './coalesce-updates.ts';

const provider = { name: 'provider' };
let doc: Y.Doc;
let coalescer: UpdateCoalescer;
let transactions: Y.Transaction[];

beforeEach(() => {
  vi.useFakeTimers();
  doc = new Y.Doc();
  transactions = [];
  doc.on('afterTransaction', (transaction) => transactions.push(transaction));
  coalescer = new UpdateCoalescer(doc, () => provider);
});

afterEach(() => {
  coalescer.close();
  vi.useRealTimers();
});

/** Keystrokes of somebody else, each as one sync message. */
function typeElsewhere(keys: string): readonly Uint8Array[] {
  const other = new Y.Doc();
  const messages: Uint8Array[] = [];
  other.on('update', (update: Uint8Array) => messages.push(syncMessage(update)));
  keys.split('').forEach((key, index) => other.getText('t').insert(index, key));
  return messages;
}

function syncMessage(update: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 0);
    writeUpdate(encoder, update);
  });
}

function deliver(message: Uint8Array): void {
  // 0 sync, kind, varUint length (one byte here), the update
  Y.applyUpdate(doc, message.subarray(3), provider);
}

test('[D13] fifty keystrokes become two transactions, in order, from the provider', () => {
  const keys = 'De buurt is van ons allemaal, en dat blijft ook zo!!';
  for (const message of typeElsewhere(keys)) coalescer.receive(message, deliver);
  expect(doc.getText('t').toJSON()).toBe('D');
  vi.advanceTimersByTime(100);
  expect(doc.getText('t').toJSON()).toBe(keys);
  expect(transactions.map(({ origin }) => origin)).toEqual([provider, provider]);
});

test('one keystroke after a pause is there at once', () => {
  const [first] = typeElsewhere('a');
  if (first === undefined) throw new Error('Nothing was typed.');
  coalescer.receive(first, deliver);
  expect(doc.getText('t').toJSON()).toBe('a');
});

test('a sync step never overtakes the updates before it', () => {
  const order: string[] = [];
  const [a, b] = typeElsewhere('ab');
  const step = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 0);
    writeSyncStep2(encoder, new Y.Doc());
  });
  if (a === undefined || b === undefined) throw new Error('Nothing was typed.');
  coalescer.receive(a, () => order.push('a'));
  coalescer.receive(b, () => order.push('b'));
  coalescer.receive(step, () => order.push('step'));
  expect(order).toEqual(['a', 'b', 'step']);
});

test('a failing observer loses nothing and stops nobody', () => {
  const complaint = vi.spyOn(console, 'error').mockImplementation(() => {});
  doc.getText('t').observe(() => {
    throw new RangeError('Position 12 out of range');
  });
  const messages = typeElsewhere('abc').slice(0);
  coalescer.receive(messages[0] ?? new Uint8Array(), () => {});
  expect(() => {
    for (const message of messages) coalescer.receive(message, deliver);
    vi.advanceTimersByTime(100);
  }).not.toThrow();
  expect(doc.getText('t').toJSON()).toBe('abc');
  expect(complaint).toHaveBeenCalled();
  complaint.mockRestore();
});
