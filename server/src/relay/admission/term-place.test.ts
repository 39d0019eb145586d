import {
  addTerm,
  archiveTerm,
  changeTerm,
  openTree,
  restoreTerm,
  seedUpdate,
  setLampWord,
  type GlossaryAct,
  type TermId,
  type TreeDocument,
} from '@meemaak/model';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { anyClient } from '../../testing/allowance.ts';
import { admitUpdate } from './admission.ts';

const termId = 'term-1' as TermId;
const words = { word: 'betaalbaar', meaning: 'Te betalen.' };
const act: GlossaryAct = { signature: { by: null, party: null, at: 1 }, origin: 'test' };

/** A tree with one term and one policy word. */
function openTerms(): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seedUpdate('tree'));
  addTerm(openTree(doc), { termId, ...words }, act);
  setLampWord(openTree(doc), { word: 'borgen', alternatives: ['bewaken'], isSilent: false }, act);
  return doc;
}

function openEmpty(): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seedUpdate('tree'));
  return doc;
}

/** What the server says to the update that `edit` makes. */
function judge(doc: Y.Doc, edit: (tree: TreeDocument) => void): string {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  const before = Y.encodeStateVector(copy);
  copy.transact(() => edit(openTree(copy)));
  const admitted = admitUpdate(doc, 'tree', Y.encodeStateAsUpdate(copy, before), anyClient());
  return admitted.ok ? 'admitted' : admitted.refusal.kind;
}

const term = (tree: TreeDocument): Y.Map<unknown> => {
  const record = tree.terms.get(termId);
  if (!(record instanceof Y.Map)) throw new Error('The term is gone.');
  return record;
};
const meaning = (tree: TreeDocument): Y.Text => {
  const text = term(tree).get('meaning');
  if (!(text instanceof Y.Text)) throw new Error('The meaning is gone.');
  return text;
};

describe('[B12] terms and policy words come in', () => {
  const to = { ...words, meaning: 'Te betalen met een gewoon loon.' };
  const honest: Readonly<Record<string, (tree: TreeDocument) => unknown>> = {
    'a new term': (tree) =>
      addTerm(tree, { termId: 'term-2' as TermId, word: 'hof', meaning: 'Tuin.' }, act),
    'a changed one': (tree) => changeTerm(tree, { termId, seen: words, to }, act),
    'an archived one': (tree) => archiveTerm(tree, termId, act),
    'one that comes back': (tree) => {
      archiveTerm(tree, termId, act);
      restoreTerm(tree, termId, act);
    },
    'a policy word': (tree) =>
      setLampWord(tree, { word: 'uitrol', alternatives: ['start'], isSilent: false }, act),
    'a silenced one': (tree) =>
      setLampWord(tree, { word: 'borgen', alternatives: [], isSilent: true }, act),
    'a policy word given back': (tree) => tree.lamp.delete('borgen'),
  };
  it.each(Object.entries(honest))('%s', (_name, edit) => {
    expect(judge(openTerms(), edit)).toBe('admitted');
  });

  it('the first ones of a dossier', () => {
    expect(judge(openEmpty(), (tree) => honest['a new term']?.(tree))).toBe('admitted');
    expect(judge(openEmpty(), (tree) => honest['a policy word']?.(tree))).toBe('admitted');
  });
});

describe('[B12] what is no term and no policy word stays out', () => {
  const long = 'x'.repeat(20_000);
  const hostile: Readonly<Record<string, (tree: TreeDocument) => unknown>> = {
    'a plain value as a term': (tree) => tree.terms.set('term-2', { word: 'x' }),
    'a text as a term': (tree) => tree.terms.set('term-2', new Y.Text('x')),
    'a list as a term': (tree) => tree.terms.set('term-2', new Y.Array()),
    'an element as a term': (tree) => tree.terms.set('term-2', new Y.XmlElement('script')),
    'an id that is none': (tree) => tree.terms.set('a b', new Y.Map()),
    'an id as long as a book': (tree) => tree.terms.set(long, new Y.Map()),
    'a field that terms do not have': (tree) => term(tree).set('onclick', 'x'),
    'a map as a word': (tree) => term(tree).set('word', new Y.Map()),
    'a map in a new term': (tree) => tree.terms.set('term-2', new Y.Map([['deep', new Y.Map()]])),
    'a plain value as a word': (tree) => term(tree).set('word', 'x'),
    'a book as a meaning': (tree) => meaning(tree).insert(0, long),
    'a picture in a meaning': (tree) => meaning(tree).insertEmbed(0, { image: 'x' }),
    'a mark in a meaning': (tree) => meaning(tree).format(0, 2, { bold: true }),
    'an attribute at a meaning': (tree) => meaning(tree).setAttribute('x', 1),
    'a book as a signature': (tree) => term(tree).set('made', { by: long }),
    'a type as a signature': (tree) => term(tree).set('made', new Y.Map()),
    'a map as a policy word': (tree) => tree.lamp.set('uitrol', new Y.Map()),
    'a book under a policy word': (tree) => tree.lamp.set('uitrol', { a: [long] }),
    'a policy word as long as a book': (tree) => tree.lamp.set(long, { s: true }),
    'a policy word in another spelling': (tree) => tree.lamp.set(' Uitrol', { s: true }),
  };
  it.each(Object.entries(hostile))('%s', (_name, edit) => {
    expect(judge(openTerms(), edit)).toBe('foreignTerm');
  });

  it('and as the first of a dossier', () => {
    for (const name of [
      'a plain value as a term',
      'a map as a policy word',
      'a map in a new term',
    ]) {
      expect(judge(openEmpty(), (tree) => hostile[name]?.(tree))).toBe('foreignTerm');
    }
  });

  it('nor in any depth', () => {
    const deep: unknown[] = [];
    let inner = deep;
    for (let level = 0; level < 100; level += 1) inner.push((inner = []));
    expect(judge(openTerms(), (tree) => tree.lamp.set('uitrol', deep))).toBe('tooDeep');
  });
});
