import type { AbsenceShape } from '../shape.ts';

/** The same words in English; leaving one out does not compile. */
export const en: AbsenceShape = {
  clashes: {
    now: 'Now',
    mine: 'Yours',
    seen: 'Seen',
    seenOf: 'Seen: {what}',
    allSeen: 'All seen',
    goTo: { narrative: 'Go to the narrative', tree: 'Go to the tree', board: 'Go to the board' },
    copy: 'Copy my text',
    copied: 'Your text is copied.',
    notCopied: 'Copying did not work. Select the text and copy it yourself.',
    putBack: {
      field: 'Put mine back',
      place: 'Put it where I had it',
      note: 'Put mine back',
      removedNote: 'Put it back on the board',
      archive: 'Take it out of the archive',
    },
    isMine: 'This is what everybody sees now.',
    isBack: 'This is not in the archive any more.',
    undo: 'Undo',
    undone: 'That is undone.',
    refused: 'That cannot be done now: somebody changed it again.',
    atTop: 'at the very top',
    under: 'under “{title}”',
    inArchive: 'in the archive',
    removed: 'taken away',
    nothing: 'empty',
    what: {
      parentArchived: 'Somebody else archived “{title}”. You were working on it too.',
      archivedWhileWorkedIn: 'You archived “{title}”. Somebody else was still working on it.',
      title: 'You and somebody else changed the title of “{title}”.',
      owner: 'You and somebody else changed the owner of “{title}”.',
      kind: 'You and somebody else changed the kind of “{title}”.',
      indicators: 'You and somebody else changed an indicator of “{title}”.',
      bothMoved: 'You and somebody else moved “{title}”.',
      circle: 'Your move of “{title}” could not stay. Somebody else had moved something as well.',
      paragraphRemoved:
        'Somebody else took away a paragraph or made it anew. You were writing in it too.',
      noteRemoved: 'Somebody else took this off the board: {name}. You were working on it too.',
      noteChangedTwice: 'You and somebody else changed this on the board: {name}.',
    },
    hidden:
      '{count, plural, one {This is in the archive now:} other {These # are in the archive now:}}',
    surfaced:
      '{count, plural, one {This is one level higher now:} other {These # are one level higher now:}}',
    more: 'and {count} more',
    parts: { place: 'its place', text: 'its text', look: 'how it looks' },
    partsChanged: 'This is about: {parts}.',
  },
};
