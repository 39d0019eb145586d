/** Updates that are cut, lie about their numbers, or lean on what is not there. */
import * as Y from 'yjs';
import { handMadeUpdate, letters } from '../hand-made-update.ts';
import { deletions, updateOf, varUints, type Scene, type UpdateAttack } from './update-attack.ts';

const sentence = (scene: Scene): Uint8Array =>
  updateOf(scene, (copy) => {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText('Een zin over de straat')]);
    copy.getXmlFragment('body').insert(0, [paragraph]);
  });

/** A collected run of this length under this id. */
const collected = (client: number, clock: number, length: number): Uint8Array =>
  varUints(1, 1, client, clock, 0, length, 0);

const next = ({ doc, victim }: Scene): number => Y.getState(doc.store, victim);

/** Two that lean on each other. */
const circle = ({ me }: Scene): Uint8Array =>
  handMadeUpdate(
    { client: me + 1, clock: 0, items: [{ origin: [me, 0], content: letters('a') }] },
    { client: me, clock: 0, items: [{ origin: [me + 1, 0], content: letters('b') }] },
  );

export const brokenBytes: readonly UpdateAttack[] = [
  {
    id: 'X06',
    name: 'an update cut in the middle',
    document: 'narrative',
    build: (scene) => [sentence(scene).subarray(0, 30)],
    refusals: ['malformed'],
  },
  {
    id: 'X06',
    name: 'an update without its last byte',
    document: 'narrative',
    build: (scene) => [sentence(scene).subarray(0, -1)],
    refusals: ['malformed'],
  },
  {
    id: 'X02',
    name: 'a claim of 33 million structs',
    document: 'narrative',
    build: ({ me }) => [varUints(1, 33_500_000, me, 0)],
    refusals: ['malformed'],
  },
  {
    id: 'T40',
    name: 'an update in the second format of Yjs',
    document: 'tree',
    build: (scene) => [
      Y.convertUpdateFormatV1ToV2(
        updateOf(scene, (copy) => copy.getMap('pos').set('second-format', { p: '' })),
      ),
    ],
    refusals: ['malformed'],
  },
  {
    id: 'T19',
    name: 'two rows of one client, of which Yjs keeps the last',
    document: 'tree',
    build: ({ me }) => {
      const items = [{ parent: 'nodes', key: 'twice', content: letters('a') }];
      const row = { client: me, clock: 0, items };
      return [handMadeUpdate(row, row)];
    },
    refusals: ['malformed'],
  },
  {
    id: 'T18',
    name: 'a collected run of 2^50',
    document: 'narrative',
    build: ({ me }) => [collected(me, 0, 2 ** 50)],
    refusals: ['clockOutOfRange'],
  },
  {
    id: 'T18',
    name: 'a collected run of 2^30',
    document: 'narrative',
    build: ({ me }) => [collected(me, 0, 2 ** 30)],
    refusals: ['clockOutOfRange'],
  },
  {
    id: 'T18',
    name: 'a deleted run of 2^30',
    document: 'tree',
    build: ({ me }) => {
      const run = { kind: 1, bytes: [...varUints(2 ** 30)] };
      const items = [{ parent: 'nodes', key: 'run', content: run }];
      return [handMadeUpdate({ client: me, clock: 0, items })];
    },
    refusals: ['clockOutOfRange'],
  },
  {
    id: 'T18',
    name: 'a clock at the end of the numbers',
    document: 'board',
    build: ({ me }) => [collected(me, 2 ** 52, 1)],
    refusals: ['clockOutOfRange'],
  },
  {
    id: 'T18',
    name: 'a skip, which would leave a hole in the clocks',
    document: 'board',
    build: ({ me }) => [varUints(1, 1, me, 0, 10, 5, 0)],
    refusals: ['gap'],
  },
  {
    id: 'T17',
    name: "a collected run on somebody's next clocks",
    document: 'tree',
    build: (scene) => [collected(scene.victim, next(scene), 1_000_000)],
    refusals: ['foreignClientId'],
  },
  {
    id: 'T17',
    name: "a collected run on the server's own clocks",
    document: 'tree',
    build: ({ doc }) => [collected(1, Y.getState(doc.store, 1), 1_000)],
    refusals: ['foreignClientId'],
  },
  {
    id: 'X03',
    name: 'an edit that leans on one that nobody has',
    document: 'tree',
    build: ({ me }) => [
      handMadeUpdate({
        client: me,
        clock: 0,
        items: [{ origin: [me + 1, 7], content: letters('a') }],
      }),
    ],
    refusals: ['gap'],
  },
  {
    id: 'X03',
    name: 'an edit whose forerunners never come',
    document: 'tree',
    build: ({ me }) => [
      handMadeUpdate({
        client: me,
        clock: 9,
        items: [{ parent: 'pos', key: 'orphan', content: letters('a') }],
      }),
    ],
    refusals: ['gap'],
  },
  {
    id: 'X03',
    name: 'two edits that lean on each other',
    document: 'tree',
    build: (scene) => [circle(scene)],
    refusals: ['gap'],
  },
  {
    id: 'T18',
    name: 'a deletion of clocks beyond all numbers',
    document: 'narrative',
    build: ({ me }) => [deletions(me, [[0, 2 ** 45]])],
    refusals: ['deletesTheFuture'],
  },
  {
    id: 'T18',
    name: 'a deletion of what somebody is still to write',
    document: 'narrative',
    build: (scene) => [deletions(scene.victim, [[next(scene), 2 ** 35]])],
    refusals: ['gap'],
  },
];
