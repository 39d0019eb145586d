/** What people do in a room, made before anything is measured: everybody types words at the end of a
 *  paragraph of their own, now and then takes a letter away, and shows where they are.
 *
 *  Every edit and every presence carries a number between two signs, so that it is recognised in
 *  whatever bytes a server makes of it, alone or merged with others. */
import type { Random } from '@meemaak/test-kit';
import * as Y from 'yjs';
import { presenceMessage } from './messages.ts';

/** Signs that nobody types, two bytes each in UTF-8: `§0001234` is an edit, `¤0001234` a presence. */
const EDIT_SIGN = '§';
const PRESENCE_SIGN = '¤';
export const SIGN_BYTE = 0xc2;
export const EDIT_BYTE = 0xa7;
export const PRESENCE_BYTE = 0xa4;
export const NUMBER_LENGTH = 7;

const WORDS = 'wonen buurt huurder gemeente zorg samen school straat plein kosten'.split(' ');
const BASE_WORDS = 60;
/** One edit in so many also takes a letter away. */
const DELETES_EVERY = 8;

export interface RoomPlan {
  readonly writers: number;
  readonly editsEach: number;
  readonly presencesEach: number;
  /** The first number of this room; each writer has a row of its own after that. */
  readonly firstEdit: number;
  readonly firstPresence: number;
}

export interface RoomTraffic {
  /** What stands in the document before: a paragraph for every writer. */
  readonly base: Uint8Array;
  /** Updates of each writer. */
  readonly edits: readonly (readonly Uint8Array[])[];
  /** Messages of each writer. */
  readonly presences: readonly (readonly Uint8Array[])[];
}

export function makeTraffic(plan: RoomPlan, random: Random): RoomTraffic {
  const base = makeBase(plan.writers, random);
  const edits: Uint8Array[][] = [];
  const presences: Uint8Array[][] = [];
  for (let writer = 0; writer < plan.writers; writer += 1) {
    const clientId = newClientId(random);
    edits.push(typeWords(base, writer, clientId, plan, random));
    presences.push(showPresence(writer, clientId, plan));
  }
  return { base, edits, presences };
}

/** The text of a room as anybody must see it who has all of `updates`. */
export function readText(updates: readonly Uint8Array[]): string {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  const text = textOf(doc);
  doc.destroy();
  return text;
}

/** The number of every edit, in a text or among bytes. */
export const EDITS_IN_TEXT = new RegExp(`${EDIT_SIGN}(\\d{${NUMBER_LENGTH}})`, 'g');

export function findEdits(bytes: Uint8Array, start: number, end: number): number[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString();
  return [...text.matchAll(EDITS_IN_TEXT)].map(([, number]) => Number(number));
}

export function textOf(doc: Y.Doc): string {
  return doc.getXmlFragment('body').toJSON();
}

function newClientId(random: Random): number {
  return 2 + random.below(2 ** 32 - 2);
}

function makeBase(writers: number, random: Random): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = newClientId(random);
  const paragraphs = Array.from({ length: writers }, () => {
    const paragraph = new Y.XmlElement('paragraph');
    const words = Array.from({ length: BASE_WORDS }, () => wordAt(random.below(WORDS.length)));
    paragraph.insert(0, [new Y.XmlText(words.join(' '))]);
    return paragraph;
  });
  doc.getXmlFragment('body').insert(0, paragraphs);
  return Y.encodeStateAsUpdate(doc);
}

function typeWords(
  base: Uint8Array,
  writer: number,
  clientId: number,
  { editsEach, firstEdit }: RoomPlan,
  random: Random,
): Uint8Array[] {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, base);
  doc.clientID = clientId;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const text = ownText(doc, writer);
  let deletable = text.length;
  for (let at = 0; at < editsEach; at += 1) {
    const number = sign(EDIT_SIGN, firstEdit + writer * editsEach + at);
    doc.transact(() => {
      text.insert(text.length, ` ${wordAt(random.below(WORDS.length))}${number}`);
      if (at % DELETES_EVERY !== DELETES_EVERY - 1 || deletable === 0) return;
      text.delete(0, 1);
      deletable -= 1;
    });
  }
  doc.destroy();
  return updates;
}

function showPresence(
  writer: number,
  clientId: number,
  { presencesEach, firstPresence }: RoomPlan,
): Uint8Array[] {
  return Array.from({ length: presencesEach }, (_, at) => {
    const cursor = sign(PRESENCE_SIGN, firstPresence + writer * presencesEach + at);
    return presenceMessage(clientId, at + 1, { face: 'narrative', selectedNodeId: null, cursor });
  });
}

function ownText(doc: Y.Doc, writer: number): Y.XmlText {
  const paragraph = doc.getXmlFragment('body').get(writer);
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : undefined;
  if (!(text instanceof Y.XmlText)) throw new Error(`Writer ${writer} has no paragraph.`);
  return text;
}

function sign(kind: string, number: number): string {
  return kind + String(number).padStart(NUMBER_LENGTH, '0');
}

function wordAt(index: number): string {
  return WORDS[index] ?? 'woord';
}
