import { seedUpdate, type DossierId } from '@meemaak/model';
import { decodeSyncMessage } from '@meemaak/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { appendUpdates, openRelay, type OpenRelay } from '../testing/open-relay.ts';
import { Answers } from './answers.ts';
import { Contents } from './contents.ts';
import type { Parcel } from './parcel.ts';

const address = { dossierId: 'proef' as DossierId, document: 'tree' } as const;

let relay: OpenRelay;
let doc: Y.Doc;
let answers: Answers;
beforeEach(async () => {
  relay = openRelay();
  await appendUpdates(relay, address, [seedUpdate('tree')]);
  const contents = new Contents(address, relay.log);
  doc = contents.live();
  for (const key of ['a', 'b', 'c']) doc.getMap('pos').set(key, { p: '' });
  answers = new Answers(contents);
  answers.watch(doc);
});
afterEach(() => relay.close());

/** A copy of what is here, with something that is not. */
function copyWithOwnWork(): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  copy.getMap('pos').set(`own-${copy.clientID}`, { p: '' });
  return copy;
}

function answerTo(copy: Y.Doc): Parcel {
  const parcel = answers.atOnce(Y.encodeStateVector(copy), doc);
  if (parcel === undefined) throw new Error('That is too much at once.');
  return parcel;
}

it('[F20] is made once for people who each bring work of their own', () => {
  const [one, other] = [copyWithOwnWork(), copyWithOwnWork()];
  const answer = answerTo(one);
  expect(answerTo(other)).toBe(answer);
  doc.getMap('pos').set('d', { p: '' });
  expect(answerTo(other)).not.toBe(answer);
});

it('[F20] holds all that each of them lacks', () => {
  const copies = [new Y.Doc(), copyWithOwnWork()];
  doc.getMap('pos').set('d', { p: '' });
  copies.push(copyWithOwnWork());
  for (const copy of copies) {
    const { message } = answerTo(copy);
    const said = decodeSyncMessage(message);
    Y.applyUpdate(copy, said?.body ?? new Uint8Array());
    expect([...copy.getMap('pos').keys()]).toEqual(expect.arrayContaining(['a', 'b', 'c', 'd']));
  }
});

describe('much of it', () => {
  const has = new Uint8Array([0]);
  beforeEach(() => {
    for (let at = 0; at < 9_000; at += 1) doc.getMap('pos').set(`n${at}`, { p: '' });
  });

  it('[T19] is said in turns, once for all who ask the same, and anew when something changed', () => {
    expect(answers.atOnce(has, doc)).toBeUndefined();
    const { parcel, turns } = inTurns(() => true);
    expect(turns).toBeGreaterThan(1);
    expect(decodeSyncMessage(parcel?.message ?? has)?.body).toEqual(Y.encodeStateAsUpdate(doc));
    expect(answers.atOnce(has, doc)).toBe(parcel);
    doc.getMap('pos').set('more', { p: '' });
    expect(answers.atOnce(has, doc)).toBeUndefined();
  });

  it('[T19] is not kept for others when something changed while it was said', () => {
    const { parcel } = inTurns(() => doc.getMap('pos').set('meanwhile', { p: '' }) !== undefined);
    expect(parcel).toBeDefined();
    expect(answers.atOnce(has, doc)).toBeUndefined();
  });

  it('[X13] is broken off when something comes in that nobody may see yet', () => {
    expect(inTurns(() => false).parcel).toBeUndefined();
  });

  function inTurns(mayGoOn: () => boolean) {
    const said = answers.inTurns(has, doc, mayGoOn);
    for (let turns = 0; ; turns += 1) {
      const { done, value } = said.next();
      if (done === true) return { parcel: value, turns };
    }
  }
});
