import type { WritingShape } from '../shape.ts';

/** The words for working on the narrative, in English. */
export const en: WritingShape = {
  choices: '{count, plural, =0 {Nothing found} one {# choice} other {# choices}}',
  create:
    'New: {kind, select, effect {effect} performance {performance} other {activity}} “{title}”',
  createUnder: 'goes under “{title}”',
  createTop: 'goes to the top of the tree',
  blocks: {
    title: 'Insert',
    search: 'What do you want to insert?',
    hint: 'For example heading or list',
    about: {
      paragraph: 'an ordinary paragraph',
      heading: 'start of a chapter',
      subheading: 'start of a part of a chapter',
      bulletList: 'list with dashes or dots, points',
      orderedList: 'list with numbers, steps',
      quote: 'what somebody said',
      link: 'to a web page',
      chip: 'effect, performance or activity of the tree',
      table: 'make or change rows and columns',
      find: 'look for a word, or change it everywhere',
    },
  },
  table: {
    title: 'Table',
    search: 'What do you want to do with the table?',
    hint: 'For example row or column',
    columns: '{count, plural, one {Table with # column} other {Table with # columns}}',
    columnsAbout: 'a row of headings and two ordinary rows',
    acts: {
      rowBelow: 'Row below',
      rowAbove: 'Row above',
      columnAfter: 'Column to the right',
      columnBefore: 'Column to the left',
      removeRow: 'Take away this row',
      removeColumn: 'Take away this column',
      leave: 'Go on writing under the table',
      removeTable: 'Take away the table',
    },
    about: {
      rowBelow: 'an empty row after this one',
      rowAbove: 'an empty row before this one',
      columnAfter: 'an empty column after this one',
      columnBefore: 'an empty column before this one',
      removeRow: 'with everything in it',
      removeColumn: 'with everything in it',
      leave: 'the table stays as it is',
      removeTable: 'with everything in it',
    },
  },
  template: {
    start: 'Start with chapters',
    about: 'Five headings to write under. You can change them or take them away.',
    headings: {
      dream: 'Our dream',
      task: 'The task',
      share: 'What each of us does',
      notice: 'How will we notice?',
      agreements: 'What we agree',
    },
  },
  find: {
    title: 'Find and replace',
    words: 'Find',
    by: 'Replace by',
    exact: 'Mind capitals',
    count: '{count, plural, =0 {Not found} one {Found # time} other {Found # times}}',
    place: '{at} of {count}',
    unfold: 'Replace',
    previous: 'Previous',
    next: 'Next',
    replace: 'Replace this one',
    replaceAll: 'Replace all',
    replaced:
      '{count, plural, =0 {Nothing was replaced.} one {Replaced # time.} other {Replaced # times.}}',
    skipped:
      '{count, plural, one {# place was passed over, because somebody is writing there.} other {# places were passed over, because somebody is writing there.}}',
    close: 'Close',
  },
  print: {
    start: 'Print',
    parties: 'Parties: {parties}',
    made: 'Printed on {when} by {name} ({party}). The text may have changed since.',
  },
  who: {
    name: 'Who wrote what',
    on: 'Show which party wrote what',
    off: 'Stop showing who wrote what',
    about:
      'Each colour is a party. Without a colour: it was there from the start. Only you see the colours.',
    loading: 'Looking who wrote what…',
    broken: 'Who wrote what could not be fetched. Try again later.',
    nobody: 'Nobody has written anything here yet.',
    parties: 'Parties that wrote here',
    list: 'Read it as a list',
    more: '{count, plural, one {And # more piece.} other {And # more pieces.}}',
  },
  carets: {
    name: 'Cursors',
    hide: 'Hide the cursors of others',
    show: 'Show the cursors of others again',
  },
  facts:
    '{words, plural, one {# word} other {# words}} · about {minutes, plural, one {# minute} other {# minutes}} to read',
};
