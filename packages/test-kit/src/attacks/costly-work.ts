/** Updates of few bytes that would make Yjs work for seconds, here and in every browser [T19]. */
import { handMadeUpdate, letters, type HandMadeItem } from '../hand-made-update.ts';
import {
  VICTIM_LETTERS,
  deletions,
  typeUnder,
  varUints,
  type Scene,
  type UpdateAttack,
} from './update-attack.ts';

/** Each stands before a later letter of the victim's text, and after nothing: none has a place that is
 *  found without looking at all of them. */
const scattered = ({ victim }: Scene): HandMadeItem[] =>
  Array.from({ length: VICTIM_LETTERS }, (_, at) => ({
    rightOrigin: [victim, 1 + at],
    content: letters('y'),
  }));

const chain = ({ me }: Scene): HandMadeItem[] =>
  Array.from({ length: 2_000 }, (_, at): HandMadeItem =>
    at === 0
      ? { parent: 'pos', key: 'chain', content: letters('y') }
      : { rightOrigin: [me, at - 1], content: letters('y') },
  );

const mark = { kind: 6, bytes: [1, 98, 4, ...new TextEncoder().encode('true')] };

/** A mark, and letters that are each put before the one before: they do not merge. */
const looseLetters = ({ me }: Scene, count: number): Uint8Array =>
  handMadeUpdate({
    client: me,
    clock: 0,
    items: [
      typeUnder('records', `loose-${me}`, 2),
      { parent: [me, 0], content: mark },
      ...Array.from({ length: count }, (_, at): HandMadeItem => ({
        origin: [me, 1],
        rightOrigin: at === 0 ? undefined : [me, 1 + at],
        content: letters('x'),
      })),
    ],
  });

const longText = ({ me }: Scene, length: number): Uint8Array =>
  handMadeUpdate({
    client: me,
    clock: 0,
    items: [
      typeUnder('records', `long-${me}`, 2),
      { parent: [me, 0], content: letters('x'.repeat(length)) },
    ],
  });

export const costlyWork: readonly UpdateAttack[] = [
  {
    id: 'T19',
    name: 'items that each make Yjs look at everything',
    document: 'board',
    build: (scene) => [handMadeUpdate({ client: scene.me, clock: 0, items: scattered(scene) })],
    refusals: ['tooManySteps'],
    leavesSome: true,
  },
  {
    id: 'T19',
    name: 'the same, one item a message',
    document: 'board',
    build: (scene) =>
      scattered(scene)
        .toReversed()
        .map((item, clock) => handMadeUpdate({ client: scene.me, clock, items: [item] })),
    refusals: ['tooManySteps'],
    leavesSome: true,
  },
  {
    id: 'T19',
    name: 'a long chain under one key',
    document: 'tree',
    build: (scene) => [handMadeUpdate({ client: scene.me, clock: 0, items: chain(scene) })],
    refusals: ['tooManySteps'],
    leavesSome: true,
  },
  {
    id: 'T19',
    name: 'one deletion of 30,000 loose letters behind a mark',
    document: 'board',
    build: (scene) => [looseLetters(scene, 30_000), deletions(scene.me, [[2, 30_000]])],
    refusals: ['tooManySteps'],
    leavesSome: true,
  },
  {
    id: 'T19',
    name: 'the same deletion 20,000 times in one update',
    document: 'board',
    build: (scene) => [
      looseLetters(scene, 2_000),
      deletions(
        scene.me,
        Array.from({ length: 20_000 }, () => [2, 2_000] as const),
      ),
    ],
    refusals: ['malformed'],
    leavesSome: true,
  },
  {
    id: 'T19',
    name: 'every second letter deleted from back to front',
    document: 'board',
    build: (scene) => [
      longText(scene, 100_000),
      deletions(
        scene.me,
        Array.from({ length: 49_999 }, (_, at) => [99_999 - 2 * at, 1] as const),
      ),
    ],
    refusals: ['malformed'],
    leavesSome: true,
  },
  {
    id: 'T19',
    name: '250,001 collected runs',
    document: 'board',
    build: ({ me }) => {
      const runs = Array.from({ length: 250_001 }, () => [0, 1]).flat();
      return [new Uint8Array([...varUints(1, 250_001, me, 0), ...runs, 0])];
    },
    refusals: ['tooManyStructs'],
  },
  {
    id: 'T19',
    name: '257 new client ids at once',
    document: 'board',
    build: ({ me }) => {
      const rows = Array.from({ length: 257 }, (_, at) => ({
        client: me + 257 - at,
        clock: 0,
        items: [{ parent: 'records', key: `id-${at}`, content: letters('x') }],
      }));
      return [handMadeUpdate(...rows)];
    },
    refusals: ['tooManyStructs'],
  },
];
