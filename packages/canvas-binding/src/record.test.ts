import { openBoard, writeRecord } from '@meemaak/model';
import { createShapeId, type TLRecord } from 'tldraw';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createPerson, createSeededDoc } from './headless-editor.ts';
import { changedSlots, flatten, inflate, readShared, withChanges, writeSlots } from './record.ts';

/** One of every record a board holds, as tldraw makes them. */
function everyRecord(): TLRecord[] {
  const person = createPerson(createSeededDoc());
  const { editor, store } = person;
  const types = ['geo', 'note', 'text', 'frame', 'arrow', 'draw', 'line', 'highlight'] as const;
  for (const type of types) editor.createShape({ id: createShapeId(type), type, x: 0.1, y: -7 });
  const [box, arrow] = [createShapeId('geo'), createShapeId('arrow')];
  const meta = { fromA: 1, nested: { list: [1, null, 'x'] } };
  editor.updateShape({ id: box, type: 'geo', rotation: 0.3, meta });
  const props = { terminal: 'end' } as const;
  editor.createBinding({ type: 'arrow', fromId: arrow, toId: box, props });
  const records = Object.values(store.serialize('document'));
  person.leave();
  return records;
}

describe('a record', () => {
  const records = everyRecord();

  it('is the same after a journey through slots, the document and bytes', () => {
    expect(new Set(records.map(({ typeName }) => typeName))).toEqual(
      new Set(['document', 'page', 'shape', 'binding']),
    );
    const board = openBoard(new Y.Doc());
    for (const record of records) {
      expect(inflate(flatten(record))).toEqual(record);
      board.doc.transact(() => writeSlots(board, record.id, flatten(record)));
    }
    const copy = openBoard(new Y.Doc());
    Y.applyUpdate(copy.doc, Y.encodeStateAsUpdate(board.doc));
    for (const record of records) {
      const slots = readShared(copy.records.get(record.id));
      expect(slots === undefined ? undefined : inflate(slots)).toEqual(record);
    }
  });

  it('lies in the document as the model writes it', () => {
    const [byModel, byBinding] = [openBoard(new Y.Doc()), openBoard(new Y.Doc())];
    for (const record of records) {
      writeRecord(byModel, { ...record });
      writeSlots(byBinding, record.id, flatten(record));
    }
    expect(byBinding.records.toJSON()).toEqual(byModel.records.toJSON());
  });

  it('changes into another by exactly the slots that differ, and back', () => {
    for (const from of records) {
      for (const to of records) {
        const [before, after] = [flatten(from), flatten(to)];
        expect(withChanges(before, changedSlots(before, after))).toEqual(after);
      }
      expect(changedSlots(flatten(from), flatten(from)).size).toBe(0);
    }
  });

  it('keeps a key named __proto__ a mere key', () => {
    const record = inflate(new Map([['meta/__proto__', { polluted: true }]]));
    expect(Object.keys(record['meta'] ?? {})).toEqual(['__proto__']);
    expect('polluted' in {}).toBe(false);
  });
});
