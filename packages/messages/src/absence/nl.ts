/** The words of the list of what met that of others while somebody was away. Fetched with the list. */
export const nl = {
  clashes: {
    now: 'Nu',
    mine: 'Bij u',
    seen: 'Gezien',
    seenOf: 'Gezien: {what}',
    allSeen: 'Alles gezien',
    goTo: {
      narrative: 'Ga naar het verhaal',
      tree: 'Ga naar de boom',
      board: 'Ga naar het bord',
    },
    copy: 'Kopieer mijn tekst',
    copied: 'Uw tekst is gekopieerd.',
    notCopied: 'Kopiëren lukte niet. Selecteer de tekst en kopieer die zelf.',
    putBack: {
      field: 'Zet die van mij terug',
      place: 'Zet het op mijn plek',
      note: 'Zet die van mij terug',
      removedNote: 'Zet het terug op het bord',
      archive: 'Haal het uit het archief',
    },
    isMine: 'Zo staat het nu bij iedereen.',
    isBack: 'Dit staat niet meer in het archief.',
    undo: 'Maak ongedaan',
    undone: 'Dat is ongedaan gemaakt.',
    refused: 'Dat gaat nu niet: een ander heeft het intussen weer veranderd.',
    atTop: 'helemaal bovenaan',
    under: 'onder “{title}”',
    inArchive: 'in het archief',
    removed: 'weggehaald',
    nothing: 'leeg',
    what: {
      parentArchived: 'Een ander heeft “{title}” in het archief gezet. U werkte daar ook aan.',
      archivedWhileWorkedIn:
        'U heeft “{title}” in het archief gezet. Een ander werkte daar nog aan.',
      title: 'U en een ander hebben de titel van “{title}” veranderd.',
      owner: 'U en een ander hebben de eigenaar van “{title}” veranderd.',
      kind: 'U en een ander hebben de soort van “{title}” veranderd.',
      indicators: 'U en een ander hebben een indicator van “{title}” veranderd.',
      bothMoved: 'U en een ander hebben “{title}” verplaatst.',
      circle:
        'Uw verplaatsing van “{title}” kon niet blijven. Een ander had intussen ook iets verplaatst.',
      paragraphRemoved:
        'Een ander heeft een alinea weggehaald of opnieuw gemaakt. U schreef daar ook in.',
      noteRemoved: 'Een ander heeft dit van het bord gehaald: {name}. U werkte daar ook aan.',
      noteChangedTwice: 'U en een ander hebben dit op het bord veranderd: {name}.',
    },
    hidden:
      '{count, plural, one {Dit staat nu in het archief:} other {Deze # staan nu in het archief:}}',
    surfaced:
      '{count, plural, one {Dit staat nu een niveau hoger:} other {Deze # staan nu een niveau hoger:}}',
    more: 'en nog {count}',
    parts: { place: 'de plek', text: 'de tekst', look: 'hoe het eruitziet' },
    partsChanged: 'Het gaat om: {parts}.',
  },
};
