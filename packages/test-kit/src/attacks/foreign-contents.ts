/** Updates with contents that the document has no place for: too deep, unknown, or the server's own. */
import * as Y from 'yjs';
import {
  handMadeUpdate,
  letters,
  nestedJson,
  nestedList,
  type HandMadeContent,
  type HandMadeItem,
} from '../hand-made-update.ts';
import { elementNamed, updateOf, type Scene, type UpdateAttack } from './update-attack.ts';

/** Where reading it becomes impossible, the stack says. */
const DEEP = ['tooDeep', 'malformed'] as const;

const inTree = (name: string, content: HandMadeContent, refusals: readonly string[]) => ({
  id: 'T21',
  name,
  document: 'tree' as const,
  build: ({ me }: Scene) => [
    handMadeUpdate({ client: me, clock: 0, items: [{ parent: 'nodes', key: 'deep', content }] }),
  ],
  refusals,
});

const inBody = (name: string, ...contents: readonly HandMadeContent[]): UpdateAttack => ({
  id: 'T24',
  name,
  document: 'narrative',
  build: ({ me }) => {
    const items = contents.map((content, at): HandMadeItem =>
      at === 0 ? { parent: 'body', content } : { parent: [me, at - 1], content },
    );
    return [handMadeUpdate({ client: me, clock: 0, items })];
  },
  refusals: ['foreignElement'],
});

/** Map in map in map, under the record `deep`. */
function nest(copy: Y.Doc, levels: number): void {
  let map: Y.Map<unknown> = copy.getMap('records');
  for (let inner = map.get('deep'); inner instanceof Y.Map; inner = map.get('deep')) map = inner;
  for (let level = 0; level < levels; level += 1) {
    const inner = new Y.Map<unknown>();
    map.set('deep', inner);
    map = inner;
  }
}

const onMeta = (name: string, edit: (meta: Y.Map<unknown>) => void): UpdateAttack => ({
  id: 'T24',
  name,
  document: 'narrative',
  build: (scene) => [updateOf(scene, (copy) => edit(copy.getMap('meta')))],
  refusals: ['serverWritten'],
});

const text = { kind: 7, bytes: [6] };
const json = (value: string) => [value.length, ...new TextEncoder().encode(value)];

export const foreignContents: readonly UpdateAttack[] = [
  inTree('a plain value 65 levels deep', nestedList(65), ['tooDeep']),
  inTree('a plain value 2,000 levels deep', nestedList(2_000), DEEP),
  inTree('a plain value 6,000 levels deep', nestedList(6_000), DEEP),
  inTree('a plain value too deep to be read at all', nestedList(500_000), ['malformed']),
  inTree('a value of 5,000 levels as JSON', nestedJson(5_000).json, DEEP),
  inTree('an embed of 5,000 levels', nestedJson(5_000).embed, DEEP),
  inTree('a mark of 5,000 levels', nestedJson(5_000).mark, DEEP),
  {
    id: 'X05',
    name: '200 maps in each other',
    document: 'board',
    build: (scene) => [updateOf(scene, (copy) => nest(copy, 200))],
    refusals: ['tooDeep'],
  },
  {
    id: 'X05',
    name: '80 maps in each other, ten an update',
    document: 'board',
    build: ({ doc, me }) => {
      const copy = new Y.Doc();
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
      copy.clientID = me;
      return Array.from({ length: 8 }, () => {
        const before = Y.encodeStateVector(copy);
        copy.transact(() => nest(copy, 10));
        return Y.encodeStateAsUpdate(copy, before);
      });
    },
    refusals: ['tooDeep', 'gap'],
    leavesSome: true,
  },
  {
    id: 'T21',
    name: '20,000 roots',
    document: 'tree',
    build: ({ me }) => {
      const items = Array.from({ length: 20_000 }, (_, at) => ({
        parent: `root-${at}`,
        key: 'a',
        content: letters('a'),
      }));
      return [handMadeUpdate({ client: me, clock: 0, items })];
    },
    refusals: ['foreignRoot'],
  },
  {
    id: 'T21',
    name: 'a document in the document',
    document: 'board',
    build: (scene) => [updateOf(scene, (copy) => copy.getMap('records').set('inner', new Y.Doc()))],
    refusals: ['subdocument'],
  },
  onMeta('a claim to own the document', (meta) => meta.set('owner', 'me')),
  onMeta('another schema number', (meta) => meta.set('schema', 99)),
  onMeta('a deleted generation', (meta) => meta.delete('generation')),
  inBody('an element that the text does not know', elementNamed('iframe')),
  inBody('a heading in a paragraph', elementNamed('paragraph'), elementNamed('heading')),
  inBody('letters directly in the body', letters('los')),
  inBody('a plain value in the body', { kind: 8, bytes: [1, 126] }),
  inBody('an embed in words', elementNamed('paragraph'), text, {
    kind: 5,
    bytes: json('{"image":"x"}'),
  }),
  inBody('a mark that the text does not know', elementNamed('paragraph'), text, {
    kind: 6,
    bytes: [3, ...new TextEncoder().encode('zzz'), ...json('true')],
  }),
];
