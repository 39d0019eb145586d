import { seedUpdate, type DossierId } from '@meemaak/model';
import { decodeSyncMessage } from '@meemaak/protocol';
import { afterEach, beforeEach, expect, it } from 'vitest';
import * as Y from 'yjs';
import { appendUpdates, openRelay, type OpenRelay } from '../testing/open-relay.ts';
import { Answers } from './answers.ts';
import { Contents } from './contents.ts';

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

const answerTo = (copy: Y.Doc) => answers.to(Y.encodeStateVector(copy), doc);

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
