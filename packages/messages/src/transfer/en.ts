import type { TransferShape } from '../shape.ts';

/** The words for reading in and copying, in English. */
export const en: TransferShape = {
  title: 'Read in nodes',
  text: 'Text',
  textHint:
    'Paste a list here, or type one. Every line becomes a node. A line that starts further to the right hangs under the one above. Pasting from Word, Excel or a web page is fine too.',
  textPlaceholder:
    'More green in the neighbourhood\n    200 more trees every year\n        Residents choose the places',
  chooseFile: 'Choose a file',
  fileHint: 'Word (.docx), Excel (.xlsx), CSV or text, at most {limit, number} MB.',
  reading: 'The file is being read…',
  source: 'Read in: {name}',
  copied: 'a copy from Meemaak',
  pasted: 'what you pasted',
  drop: 'Take away',
  sheet: 'Sheet',
  hasHeading: 'The first row is a heading',
  place: 'Where does it go?',
  top: 'At the top of the tree',
  preview: 'This is how it will be in the tree',
  previewEmpty: 'Here you will see what comes.',
  count: '{count, plural, one {# node} other {# nodes}}',
  levels: '{count, plural, one {# level} other {# levels}}',
  summary: '{nodes} on {levels}',
  kindPerLevel: 'Kind for each level',
  level: 'Level {level} ({count})',
  mixed: 'mixed, as read',
  asRead: 'as read',
  ownedBy: 'of {party}',
  misfit: 'does not fit here',
  misfits:
    '{count, plural, one {# node does} other {# nodes do}} not fit under what is above. The first is “{title}”. {parentKind, select, effect {Under an effect hangs a sub-effect or a performance.} performance {Under a performance hangs an activity.} other {Nothing can hang under an activity.}} Choose another kind or another place.',
  unknownParties:
    '{count, plural, one {This party is} other {These parties are}} not in this dossier: {names}. The nodes will come, without an owner for now.',
  skipped:
    '{count, plural, one {# paragraph of running text was} other {# paragraphs of running text were}} left out. Only headings and lists become nodes.',
  add: '{count, plural, =0 {Put in the tree} one {Put # node in the tree} other {Put # nodes in the tree}}',
  cancel: 'Cancel',
  added:
    '{count, plural, one {# node is} other {# nodes are}} in the tree now. “Undo” takes them away again in one go.',
  branchCopied:
    '{count, plural, one {# node has} other {# nodes have}} been copied. You can paste now, in another program too.',
  notCopied: 'Copying did not work. Your browser does not allow it.',
  untitled: 'untitled',
  columns: {
    level: 'Level {level}',
    kind: 'Kind',
    party: 'Party',
    indicator: 'Indicator',
    unit: 'Unit',
    baseline: 'Baseline',
    baselineYear: 'Baseline year',
    target: 'Target',
    targetYear: 'Target year',
    targetGroup: 'Target group',
    source: 'Source',
  },
  refusals: {
    nothingFound: 'There is nothing here to make nodes of.',
    fileTooLarge: 'This file is too large. Choose one of at most {limitMb, number} MB.',
    unpacksTooLarge:
      'This file becomes far too large when unpacked (more than {limitMb, number} MB). That is why it was not read.',
    tooMuchText:
      'This is too much text to read at once. Paste a part of it, of at most {limit, number} characters.',
    unknownFormat:
      'This kind of file cannot be read. Use Word (.docx), Excel (.xlsx), CSV or text.',
    oldOrLocked:
      'This is an old Word or Excel file, or it has a password. Save it as .docx or .xlsx without a password and try again.',
    broken: 'This file is damaged and cannot be read. Save it again and try once more.',
    hostile:
      'There is something in this file that can make a computer hang. That is why it was not read.',
    tooManyRows: 'This table has too many rows. There can be {limit, number} at most at once.',
    tooManyNodes: 'These are {count, number} nodes. There can be {limit, number} at most at once.',
    tooDeep: 'Line {line} is too deep. There can be {limit, number} levels at most.',
    titleTooLong:
      'Line {line} is too long for a title ({length, number} characters). Make it a sentence of at most {limit, number} characters.',
    indicatorTextTooLong:
      'A text of the indicator in line {line} is too long ({length, number} characters). At most {limit, number} characters fit.',
    noVisibleSheet: 'All sheets in this file are hidden. Make a sheet visible in Excel.',
    formulaWithoutValue:
      'Cell {cell} holds a formula without a result. Open the file in Excel, save it and try again.',
    unreadableLevel: 'In row {line}, “{value}” is not a level. Use numbers: 1, 2, 3.',
    unknownParent: 'Row {line} hangs under “{value}”, but that is not in the table.',
    sameNameTwice:
      'Row {line} hangs under “{value}”, but that is there more than once. Give each its own number.',
    parentCircle: 'Row {line} hangs under itself, by way of “{value}”. Change what it hangs under.',
    parentIsGone:
      'The node this should hang under has been archived in the meantime. Choose another place.',
    other: 'Reading in did not work. Nothing has changed.',
  },
};
