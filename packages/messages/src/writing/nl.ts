/** The words for working on the narrative, in Dutch: fetched together with its tools. */
export const nl = {
  choices: '{count, plural, =0 {Niets gevonden} one {# keuze} other {# keuzes}}',
  create:
    'Nieuw: {kind, select, effect {effect} performance {prestatie} other {activiteit}} “{title}”',
  createUnder: 'komt onder “{title}”',
  createTop: 'komt bovenaan in de boom',
  blocks: {
    title: 'Invoegen',
    search: 'Wat wilt u invoegen?',
    hint: 'Bijvoorbeeld kop of lijst',
    about: {
      paragraph: 'gewone alinea',
      heading: 'begin van een hoofdstuk',
      subheading: 'begin van een stuk in een hoofdstuk',
      bulletList: 'lijst met streepjes of bolletjes, punten',
      orderedList: 'lijst met nummers, stappen',
      quote: 'wat iemand gezegd heeft',
      link: 'naar een webpagina',
      chip: 'effect, prestatie of activiteit uit de boom',
      find: 'een woord opzoeken of overal veranderen',
    },
  },
  template: {
    start: 'Begin met hoofdstukken',
    about: 'Vijf koppen om onder te schrijven. U kunt ze veranderen of weghalen.',
    headings: {
      dream: 'Onze droom',
      task: 'De opgave',
      share: 'Ieders aandeel',
      notice: 'Hoe merken we het?',
      agreements: 'Afspraken',
    },
  },
  find: {
    title: 'Zoeken en vervangen',
    words: 'Zoek',
    by: 'Vervang door',
    exact: 'Let op hoofdletters',
    count: '{count, plural, =0 {Niet gevonden} one {# keer gevonden} other {# keer gevonden}}',
    place: '{at} van {count}',
    previous: 'Vorige',
    next: 'Volgende',
    replace: 'Vervang deze',
    replaceAll: 'Vervang alles',
    replaced:
      '{count, plural, =0 {Er is niets vervangen.} one {# keer vervangen.} other {# keer vervangen.}}',
    skipped:
      '{count, plural, one {# plek is overgeslagen, omdat daar iemand schrijft.} other {# plekken zijn overgeslagen, omdat daar iemand schrijft.}}',
    close: 'Sluiten',
  },
  facts:
    '{words, plural, one {# woord} other {# woorden}} · ongeveer {minutes, plural, one {# minuut} other {# minuten}} lezen',
} as const;
