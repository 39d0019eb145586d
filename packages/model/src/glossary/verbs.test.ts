/** Each verb proves, in one table: it does what it says, undo and redo bring back what was read (also
 *  from a step that went through JSON), and it converges with a colleague's edit meanwhile. */
import { syncDocs, treeSeed } from '@meemaak/test-kit';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { openTree, type TreeDocument } from '../documents/tree-document.ts';
import type { ParticipantId, PartyId, TermId } from '../ids.ts';
import type { Outcome } from '../refusal.ts';
import {
  MAX_LAMP_TEXT_LENGTH,
  MOST_ALTERNATIVES,
  MOST_LAMP_WORDS,
  readLampWords,
} from './lamp-word.ts';
import type { GlossaryAct, GlossaryRefusal, GlossaryStep } from './step.ts';
import { MAX_MEANING_LENGTH, MAX_TERM_WORD_LENGTH, MOST_TERMS, readTerms } from './term.ts';
import { reverseGlossaryStep } from './undo.ts';
import {
  addTerm,
  archiveTerm,
  changeTerm,
  resetLampWord,
  restoreTerm,
  setLampWord,
} from './verbs.ts';

type Verb = (tree: TreeDocument) => Outcome<GlossaryStep, GlossaryRefusal>;

const id = (name: string) => name as TermId;
const actOf = (by: string, at: number): GlossaryAct => ({
  signature: { by: by as ParticipantId, party: 'het-dak' as PartyId, at },
  origin: by,
});
const bram = actOf('p-bram', 1_000);
const fatma = actOf('p-fatma', 2_000);
const BETAALBAAR = {
  word: 'betaalbaar',
  meaning: 'De huur is hooguit een derde van wat u verdient.',
};

function done(outcome: Outcome<GlossaryStep, GlossaryRefusal>): GlossaryStep {
  if (!outcome.ok) throw new Error(`Refused: ${outcome.refusal.kind}.`);
  return outcome.value;
}

const kindOf = (outcome: Outcome<GlossaryStep, GlossaryRefusal>) =>
  outcome.ok ? 'accepted' : outcome.refusal.kind;

function openCopy(...updates: readonly Uint8Array[]): TreeDocument {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return openTree(doc);
}

/** A glossary with one term in use, one archived, and one policy word set. */
function openExample(): TreeDocument {
  const tree = openCopy(treeSeed({ wonen: {} }));
  done(addTerm(tree, { termId: id('term-1'), ...BETAALBAAR }, bram));
  done(
    addTerm(tree, { termId: id('term-2'), word: 'portiek', meaning: 'De hal van een flat.' }, bram),
  );
  done(archiveTerm(tree, id('term-2'), bram));
  const borgen = { word: 'borgen', alternatives: ['zorgen dat het blijft'], isSilent: false };
  done(setLampWord(tree, borgen, bram));
  return tree;
}

/** Everything that people can read of it, without who and when. */
function linesOf(tree: TreeDocument): readonly string[] {
  return [
    ...readTerms(tree).map(
      ({ word, meaning, archived }) => `${archived === undefined ? '' : 'x '}${word}: ${meaning}`,
    ),
    ...readLampWords(tree).map(
      ({ word, alternatives, isSilent }) =>
        `${word} > ${alternatives.join('/')}${isSilent ? ' (stil)' : ''}`,
    ),
  ];
}

const verbs: readonly { name: string; verb: Verb; shows: string }[] = [
  {
    name: 'addTerm adds a word with its meaning, on one line',
    verb: (tree) =>
      addTerm(tree, { termId: id('term-3'), word: ' hof\n', meaning: 'Een\ttuin.' }, fatma),
    shows: 'hof: Een tuin.',
  },
  {
    name: 'changeTerm changes what was written',
    verb: (tree) =>
      changeTerm(
        tree,
        {
          termId: id('term-1'),
          seen: BETAALBAAR,
          to: { ...BETAALBAAR, meaning: 'Te betalen. 🏠' },
        },
        fatma,
      ),
    shows: 'betaalbaar: Te betalen. 🏠',
  },
  {
    name: 'archiveTerm takes it out of use',
    verb: (tree) => archiveTerm(tree, id('term-1'), fatma),
    shows: `x betaalbaar: ${BETAALBAAR.meaning}`,
  },
  {
    name: 'restoreTerm brings it back',
    verb: (tree) => restoreTerm(tree, id('term-2'), fatma),
    shows: 'portiek: De hal van een flat.',
  },
  {
    name: 'setLampWord adds a policy word of our own',
    verb: (tree) =>
      setLampWord(tree, { word: 'Uitrol', alternatives: ['start', ' '], isSilent: false }, fatma),
    shows: 'uitrol > start',
  },
  {
    name: 'setLampWord changes one that was set',
    verb: (tree) =>
      setLampWord(tree, { word: 'borgen', alternatives: ['bewaken'], isSilent: false }, fatma),
    shows: 'borgen > bewaken',
  },
  {
    name: 'setLampWord silences a word that is ours',
    verb: (tree) =>
      setLampWord(tree, { word: 'leefbaarheid', alternatives: [], isSilent: true }, fatma),
    shows: 'leefbaarheid >  (stil)',
  },
  {
    name: 'resetLampWord gives a word back to the list',
    verb: (tree) => resetLampWord(tree, 'borgen', fatma),
    shows: '',
  },
];

describe('[B12] every verb of the glossary', () => {
  for (const { name, verb, shows } of verbs) {
    it(`${name}; undo, redo, JSON and a colleague's edit leave no trace of trouble`, () => {
      const mine = openExample();
      const theirs = openCopy(Y.encodeStateAsUpdate(mine.doc));
      const before = linesOf(mine);
      const step = done(verb(mine));
      const after = linesOf(mine);
      expect(after).not.toEqual(before);
      expect(after).toEqual(expect.arrayContaining(shows === '' ? [] : [shows]));

      const written = JSON.parse(JSON.stringify(step)) as GlossaryStep;
      const undone = done(reverseGlossaryStep(mine, written, fatma));
      // What was added is kept in the archive.
      const isShown = (line: string) => !line.startsWith('x ') || before.includes(line);
      expect(linesOf(mine).filter(isShown)).toEqual(before);
      done(reverseGlossaryStep(mine, JSON.parse(JSON.stringify(undone)) as GlossaryStep, fatma));
      expect(linesOf(mine)).toEqual(after);

      done(
        addTerm(
          theirs,
          { termId: id('term-9'), word: 'buur', meaning: 'Wie naast u woont.' },
          bram,
        ),
      );
      syncDocs(mine.doc, theirs.doc);
      expect(linesOf(mine)).toEqual(linesOf(theirs));
      expect(linesOf(mine)).toContain('buur: Wie naast u woont.');
    });
  }

  it('tells who and when: of the making, of the last change, of the archiving', () => {
    const tree = openExample();
    done(verbs[1]?.verb(tree) ?? fail());
    const [term, archived] = readTerms(tree);
    expect(term?.made).toEqual(bram.signature);
    expect(term?.changed).toEqual(fatma.signature);
    expect(archived?.archived).toEqual(bram.signature);
  });
});

function fail(): never {
  throw new Error('No such verb.');
}

describe('[B12] two people at one term', () => {
  it('both changes of a meaning stay', () => {
    const mine = openExample();
    const theirs = openCopy(Y.encodeStateAsUpdate(mine.doc));
    const change = (tree: TreeDocument, meaning: string, act: GlossaryAct) =>
      done(
        changeTerm(
          tree,
          { termId: id('term-1'), seen: BETAALBAAR, to: { ...BETAALBAAR, meaning } },
          act,
        ),
      );
    change(mine, BETAALBAAR.meaning.replace('De huur', 'De kale huur'), bram);
    change(theirs, BETAALBAAR.meaning.replace('verdient', 'netto verdient'), fatma);
    syncDocs(mine.doc, theirs.doc);
    expect(linesOf(mine)).toEqual(linesOf(theirs));
    expect(readTerms(mine)[0]?.meaning).toBe(
      'De kale huur is hooguit een derde van wat u netto verdient.',
    );
  });

  it('who saves a form that was open meanwhile takes nothing of the other away', () => {
    const tree = openExample();
    const first = { ...BETAALBAAR, meaning: BETAALBAAR.meaning.replace('De huur', 'De kale huur') };
    const second = {
      ...BETAALBAAR,
      meaning: BETAALBAAR.meaning.replace('verdient', 'netto verdient'),
    };
    done(changeTerm(tree, { termId: id('term-1'), seen: BETAALBAAR, to: first }, bram));
    done(changeTerm(tree, { termId: id('term-1'), seen: BETAALBAAR, to: second }, fatma));
    expect(readTerms(tree)[0]?.meaning).toContain('De kale huur is');
    expect(readTerms(tree)[0]?.meaning).toContain('netto verdient');
  });

  it('one policy word added by both is one entry, the same for both', () => {
    const mine = openExample();
    const theirs = openCopy(Y.encodeStateAsUpdate(mine.doc));
    for (const [tree, words] of [
      [mine, 'a'],
      [theirs, 'b'],
    ] as const) {
      done(setLampWord(tree, { word: 'uitrol', alternatives: [words], isSilent: false }, bram));
    }
    syncDocs(mine.doc, theirs.doc);
    expect(linesOf(mine)).toEqual(linesOf(theirs));
    expect(readLampWords(mine).filter(({ word }) => word === 'uitrol')).toHaveLength(1);
  });

  it('undo leaves what a colleague changed after me', () => {
    for (const { verb } of verbs.slice(0, 2)) {
      const tree = openExample();
      const step = done(verb(tree));
      const { termId, to } = step as Extract<GlossaryStep, { kind: 'termChanged' }>;
      done(changeTerm(tree, { termId, seen: to, to: { ...to, meaning: 'Anders.' } }, bram));
      expect(kindOf(reverseGlossaryStep(tree, step, fatma))).toBe('changedSince');
    }
    const tree = openExample();
    const step = done(
      setLampWord(tree, { word: 'borgen', alternatives: ['x'], isSilent: false }, fatma),
    );
    done(resetLampWord(tree, 'borgen', bram));
    expect(kindOf(reverseGlossaryStep(tree, step, fatma))).toBe('changedSince');
  });
});

describe('[B12] the glossary refuses, and changes nothing,', () => {
  const long = (length: number) => 'x'.repeat(length);
  const add = (words: { word?: string; meaning?: string }, termId = 'term-3'): Verb => {
    return (tree) =>
      addTerm(tree, { termId: id(termId), word: 'nieuw', meaning: 'Net.', ...words }, fatma);
  };
  const lamp = (word: string, alternatives: readonly string[], isSilent = false): Verb => {
    return (tree) => setLampWord(tree, { word, alternatives, isSilent }, fatma);
  };
  const cases: Readonly<Record<string, readonly [Verb, string]>> = {
    'a term without a word': [add({ word: ' \n' }), 'wordMissing'],
    'a term without a meaning': [add({ meaning: '' }), 'meaningMissing'],
    'a word that is too long': [add({ word: long(MAX_TERM_WORD_LENGTH + 1) }), 'wordTooLong'],
    'a meaning that is too long': [
      add({ meaning: long(MAX_MEANING_LENGTH + 1) }),
      'meaningTooLong',
    ],
    'an id that is in use': [add({}, 'term-1'), 'termExists'],
    'a word that is there, in other capitals': [add({ word: 'Betaalbaar' }), 'wordTaken'],
    'to change what is archived': [
      (tree) => changeTerm(tree, { termId: id('term-2'), seen: BETAALBAAR, to: BETAALBAAR }, fatma),
      'termIsGone',
    ],
    'to archive twice': [(tree) => archiveTerm(tree, id('term-2'), fatma), 'termIsGone'],
    'to restore what is in use': [(tree) => restoreTerm(tree, id('term-1'), fatma), 'termIsGone'],
    'a policy word without letters': [lamp(' ', ['x']), 'wordMissing'],
    'a policy word without another': [lamp('uitrol', [' ']), 'alternativeMissing'],
    'a policy word that is too long': [lamp(long(MAX_LAMP_TEXT_LENGTH + 1), ['x']), 'wordTooLong'],
    'an alternative that is too long': [
      lamp('uitrol', [long(MAX_LAMP_TEXT_LENGTH + 1)]),
      'alternativeTooLong',
    ],
    'too many alternatives': [
      lamp(
        'uitrol',
        Array.from({ length: MOST_ALTERNATIVES + 1 }, () => 'x'),
      ),
      'tooManyAlternatives',
    ],
  };
  it.each(Object.entries(cases))('%s', (_name, [verb, kind]) => {
    const tree = openExample();
    const before = Y.encodeStateAsUpdate(tree.doc);
    expect(kindOf(verb(tree))).toBe(kind);
    expect(Y.encodeStateAsUpdate(tree.doc)).toEqual(before);
  });

  it('more terms and policy words than a list can hold', () => {
    const tree = openExample();
    for (let at = tree.terms.size; at < MOST_TERMS; at += 1)
      tree.terms.set(`full-${at}`, new Y.Map());
    for (let at = tree.lamp.size; at < MOST_LAMP_WORDS; at += 1)
      tree.lamp.set(`vol ${at}`, { s: true });
    expect(kindOf(add({})(tree))).toBe('tooManyTerms');
    expect(kindOf(lamp('uitrol', ['x'])(tree))).toBe('tooManyLampWords');
    expect(kindOf(lamp('borgen', ['x'])(tree))).toBe('accepted');
  });

  it('to bring back a word that another term has by now', () => {
    const tree = openExample();
    done(add({ word: 'Portiek' })(tree));
    expect(kindOf(restoreTerm(tree, id('term-2'), fatma))).toBe('wordTaken');
  });
});

describe('[B12] whatever somebody wrote there', () => {
  const junk: readonly unknown[] = [
    null,
    3,
    'x',
    [],
    {},
    new Uint8Array(3),
    { a: 'x' },
    { a: [3, {}] },
  ];

  it('is read without a fault, and no further than people may write', () => {
    const tree = openCopy();
    const huge = new Y.Map<unknown>([
      ['word', new Y.Text('w'.repeat(5_000))],
      ['meaning', 'm'.repeat(5_000)],
      ['made', { by: 7, party: [], at: Number.MAX_VALUE }],
      ['arch', 'yes'],
    ]);
    tree.terms.set('huge-term', huge);
    for (const [at, value] of junk.entries()) {
      tree.terms.set(`junk-${at}`, value);
      tree.lamp.set(`junk ${at}`, value);
      tree.terms.set(`half-${at}`, new Y.Map<unknown>([['word', value]]));
    }
    tree.lamp.set('__proto__', { s: true });
    tree.lamp.set('Hoofdletter', { s: true });
    tree.lamp.set('lang', { a: Array.from({ length: 99 }, () => 'x'.repeat(999)) });
    const term = readTerms(tree).find(({ termId }) => termId === id('huge-term'));
    expect(term?.word).toHaveLength(MAX_TERM_WORD_LENGTH);
    expect(term?.meaning).toHaveLength(MAX_MEANING_LENGTH);
    expect(term?.made).toEqual({ by: null, party: null, at: null });
    const words = readLampWords(tree);
    expect(words.map(({ word }) => word)).toEqual(['__proto__', 'lang']);
    expect(words[1]?.alternatives).toHaveLength(MOST_ALTERNATIVES);
    expect(words[1]?.alternatives[0]).toHaveLength(MAX_LAMP_TEXT_LENGTH);
  });
});
