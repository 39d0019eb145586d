/** A document of a given size as people leave it: typed in bursts at many places, in many sessions
 *  (each with a client id of its own), with words taken away again. Built once, the same every time. */
import { Random } from '@meemaak/test-kit';
import * as Y from 'yjs';
import { textOf } from './traffic.ts';

export interface WrittenDocument {
  /** Of the whole state, as Yjs encodes it. */
  readonly bytes: number;
  /** What makes it, in this order; each is small enough for one message. */
  readonly updates: readonly Uint8Array[];
  readonly stateVector: Uint8Array;
  readonly text: string;
}

const SEED = 20_261_123;
const BURSTS_PER_SESSION = 3_000;
/** So many bursts become one message. */
const BURSTS_PER_UPDATE = 250;
/** Paragraphs from the end. */
const NEAR = 50;
const LETTERS = 'etaoinsrhdlucmfywgpbvk'.split('');
const built = new Map<number, WrittenDocument>();

/** Of at least so many bytes. */
export function writtenDocument(bytes: number): WrittenDocument {
  const known = built.get(bytes);
  if (known !== undefined) return known;
  const made = build(bytes);
  built.set(bytes, made);
  return made;
}

function build(wantedBytes: number): WrittenDocument {
  const random = new Random(SEED);
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  let waiting: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => waiting.push(update));
  const body = doc.getXmlFragment('body');
  const texts: Y.XmlText[] = [];
  let [bytes, sentBytes] = [0, 0];
  for (let burst = 0; bytes < wantedBytes; burst += 1) {
    if (burst % BURSTS_PER_SESSION === 0) doc.clientID = 2 + random.below(2 ** 32 - 2);
    doc.transact(() => typeBurst(body, texts, random));
    if (waiting.length < BURSTS_PER_UPDATE) continue;
    const update = Y.mergeUpdates(waiting);
    waiting = [];
    updates.push(update);
    sentBytes += update.byteLength;
    // The whole is not much larger than its parts, and costs a while to write down.
    if (sentBytes > wantedBytes * 0.8) bytes = Y.encodeStateAsUpdate(doc).byteLength;
  }
  const stateVector = Y.encodeStateVector(doc);
  const text = textOf(doc);
  doc.destroy();
  return { bytes, updates, stateVector, text };
}

/** A sentence at the end, a few words somewhere, or a word less. */
function typeBurst(body: Y.XmlFragment, texts: Y.XmlText[], random: Random): void {
  // People work in the last part of a long text.
  const text = texts[texts.length - 1 - random.below(Math.min(texts.length, NEAR))];
  if (text === undefined || random.chance(0.08)) {
    texts.push(addParagraph(body, texts.at(-1), random));
    return;
  }
  const at = random.below(text.length + 1);
  if (random.chance(0.2) && at < text.length) {
    text.delete(at, Math.min(random.between(1, 12), text.length - at));
  } else text.insert(at, typed(random, random.between(4, 60)));
}

function addParagraph(body: Y.XmlFragment, last: Y.XmlText | undefined, random: Random): Y.XmlText {
  const paragraph = new Y.XmlElement('paragraph');
  const text = new Y.XmlText(typed(random, random.between(40, 200)));
  paragraph.insert(0, [text]);
  // Not `push`: it would walk past all that stands there.
  const above = last?.parent;
  body.insertAfter(above instanceof Y.XmlElement ? above : null, [paragraph]);
  return text;
}

function typed(random: Random, length: number): string {
  let text = '';
  while (text.length < length) {
    text += random.chance(0.17) ? ' ' : LETTERS[random.below(LETTERS.length)];
  }
  return text;
}
