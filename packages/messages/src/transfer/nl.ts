/** The words for reading in and copying, in Dutch: fetched when somebody wants them. */
export const nl = {
  title: 'Onderdelen inlezen',
  text: 'Tekst',
  textHint:
    'Plak hier een lijst, of typ er een. Elke regel wordt een onderdeel. Een regel die verder naar rechts begint, komt eronder te hangen. Plakken uit Word, Excel of een webpagina mag ook.',
  textPlaceholder:
    'Meer groen in de buurt\n    Elk jaar 200 bomen erbij\n        Bewoners kiezen de plekken',
  chooseFile: 'Kies een bestand',
  fileHint: 'Word (.docx), Excel (.xlsx), CSV of tekst, hoogstens {limit, number} MB.',
  reading: 'Het bestand wordt gelezen…',
  source: 'Ingelezen: {name}',
  copied: 'een kopie uit Meemaak',
  pasted: 'wat u plakte',
  drop: 'Haal weg',
  sheet: 'Blad',
  hasHeading: 'De eerste rij is een kop',
  place: 'Waar komt het?',
  top: 'Bovenaan in de boom',
  preview: 'Zo komt het in de boom',
  previewEmpty: 'Hier ziet u straks wat er komt.',
  count: '{count, plural, one {# onderdeel} other {# onderdelen}}',
  levels: '{count, plural, one {# niveau} other {# niveaus}}',
  summary: '{nodes} op {levels}',
  kindPerLevel: 'Soort per niveau',
  level: 'Niveau {level} ({count})',
  mixed: 'gemengd, zoals ingelezen',
  asRead: 'zoals ingelezen',
  ownedBy: 'van {party}',
  misfit: 'past hier niet',
  misfits:
    '{count, plural, one {# onderdeel past} other {# onderdelen passen}} niet onder wat erboven staat. Het eerste is “{title}”. {parentKind, select, effect {Onder een effect hangt een deeleffect of een prestatie.} performance {Onder een prestatie hangt een activiteit.} other {Onder een activiteit kan niets hangen.}} Kies een andere soort of een andere plek.',
  unknownParties:
    '{count, plural, one {Deze partij staat} other {Deze partijen staan}} niet in dit dossier: {names}. De onderdelen komen er wel, nog zonder eigenaar.',
  skipped:
    '{count, plural, one {# alinea gewone tekst is} other {# alinea’s gewone tekst zijn}} overgeslagen. Alleen koppen en lijsten worden onderdelen.',
  add: '{count, plural, =0 {Zet in de boom} one {Zet # onderdeel in de boom} other {Zet # onderdelen in de boom}}',
  cancel: 'Annuleren',
  added:
    '{count, plural, one {# onderdeel staat} other {# onderdelen staan}} nu in de boom. Met “Ongedaan maken” haalt u het in één keer weer weg.',
  branchCopied:
    '{count, plural, one {# onderdeel is} other {# onderdelen zijn}} gekopieerd. U kunt nu plakken, ook in een ander programma.',
  notCopied: 'Kopiëren lukte niet. Uw browser staat het niet toe.',
  untitled: 'zonder titel',
  columns: {
    level: 'Niveau {level}',
    kind: 'Soort',
    party: 'Partij',
    indicator: 'Indicator',
    unit: 'Eenheid',
    baseline: 'Nulmeting',
    baselineYear: 'Jaar nulmeting',
    target: 'Streefwaarde',
    targetYear: 'Streefjaar',
    targetGroup: 'Doelgroep',
    source: 'Bron',
  },
  refusals: {
    nothingFound: 'Hier staat niets waar onderdelen van te maken zijn.',
    fileTooLarge: 'Dit bestand is te groot. Kies er een van hoogstens {limitMb, number} MB.',
    unpacksTooLarge:
      'Dit bestand wordt bij het uitpakken veel te groot (meer dan {limitMb, number} MB). Daarom is het niet gelezen.',
    tooMuchText:
      'Dit is te veel tekst om in één keer te lezen. Plak een deel, van hoogstens {limit, number} tekens.',
    unknownFormat:
      'Dit soort bestand kan niet worden gelezen. Gebruik Word (.docx), Excel (.xlsx), CSV of tekst.',
    oldOrLocked:
      'Dit is een oud Word- of Excelbestand, of er zit een wachtwoord op. Sla het op als .docx of .xlsx zonder wachtwoord en probeer het opnieuw.',
    broken:
      'Dit bestand is beschadigd en kan niet worden gelezen. Sla het opnieuw op en probeer het nog eens.',
    hostile:
      'In dit bestand staat iets wat een computer kan laten vastlopen. Daarom is het niet gelezen.',
    tooManyRows:
      'Deze tabel heeft te veel rijen. Er kunnen er hoogstens {limit, number} in één keer.',
    tooManyNodes:
      'Dit zijn {count, number} onderdelen. Er kunnen er hoogstens {limit, number} in één keer.',
    tooDeep:
      'Regel {line} staat te diep. Er kunnen hoogstens {limit, number} niveaus onder elkaar.',
    titleTooLong:
      'Regel {line} is te lang voor een titel ({length, number} tekens). Maak er een zin van hoogstens {limit, number} tekens van.',
    indicatorTextTooLong:
      'Een tekst bij de indicator in regel {line} is te lang ({length, number} tekens). Er passen hoogstens {limit, number} tekens.',
    noVisibleSheet: 'Alle bladen in dit bestand zijn verborgen. Maak in Excel een blad zichtbaar.',
    formulaWithoutValue:
      'In cel {cell} staat een formule zonder uitkomst. Open het bestand in Excel, sla het op en probeer het opnieuw.',
    unreadableLevel: 'In rij {line} is “{value}” geen niveau. Gebruik getallen: 1, 2, 3.',
    unknownParent: 'Rij {line} hangt onder “{value}”, maar dat staat niet in de tabel.',
    sameNameTwice:
      'Rij {line} hangt onder “{value}”, maar dat staat er meer dan één keer. Geef elk een eigen nummer.',
    parentCircle:
      'Rij {line} hangt via “{value}” onder zichzelf. Verander waar deze rij onder hangt.',
    parentIsGone:
      'Het onderdeel waar dit onder moet, is intussen gearchiveerd. Kies een andere plek.',
    other: 'Inlezen lukte niet. Er is niets veranderd.',
  },
} as const;
