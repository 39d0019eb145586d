/** What must change in the Rozenbuurt (effects), and who does what for it. */

/** One node with what hangs under it. */
export interface Branch {
  readonly id: string;
  readonly title: string;
  readonly owner: string;
  /** Its owner has not said yes yet. */
  readonly isAsked?: true;
  /** Parties that help the owner. */
  readonly helpers?: readonly string[];
  readonly indicators?: readonly Measured[];
  readonly effects?: readonly Branch[];
  readonly performances?: readonly Branch[];
  readonly activities?: readonly Branch[];
}

/** Name, unit, better is up or down, from (value, year), to (value, year), for whom, source, holder. */
export type Measured = readonly [
  id: string,
  name: string,
  unit: string,
  direction: 'up' | 'down',
  baseline: readonly [value: number, year: number],
  target: readonly [value: number, year: number],
  targetGroup: string,
  source: string,
  holder: string,
];

export const branches: readonly Branch[] = [
  {
    id: 'effect-buren',
    title: 'Buren kennen elkaar en helpen elkaar',
    owner: 'merendonk',
    indicators: [
      [
        'kpi-twee-buren',
        'Bewoners die minstens twee buren bij naam kennen',
        '%',
        'up',
        [40, 2026],
        [60, 2030],
        'Bewoners van de Rozenbuurt',
        'Buurtgesprek, elk najaar',
        'ons-plein',
      ],
    ],
    effects: [
      {
        id: 'effect-nieuwkomers',
        title: 'Wie hier komt wonen, voelt zich snel welkom',
        owner: 'merendonk',
        indicators: [
          [
            'kpi-welkom',
            'Nieuwe huurders die in hun eerste maand een buur ontmoetten',
            '%',
            'up',
            [35, 2026],
            [80, 2029],
            'Nieuwe huurders',
            'Belronde na zes weken',
            'het-dak',
          ],
        ],
        performances: [
          {
            id: 'prestatie-gastheren',
            title: 'Huurders zijn gastheer en gastvrouw in hun eigen portiek',
            owner: 'samen-onderdak',
            activities: [
              {
                id: 'activiteit-koffie',
                title: 'Koffie met de nieuwe buren, binnen een maand',
                owner: 'samen-onderdak',
              },
            ],
          },
          {
            id: 'prestatie-sleutelgesprek',
            title: 'Bij de sleutel hoort een rondje door de straat',
            owner: 'het-dak',
            helpers: ['samen-onderdak'],
          },
        ],
      },
      {
        id: 'effect-eenzaam',
        title: 'Minder mensen zijn eenzaam',
        owner: 'merendonk',
        indicators: [
          [
            'kpi-eenzaam',
            'Bewoners die zich vaak eenzaam voelen',
            '%',
            'down',
            [18, 2026],
            [12, 2030],
            'Bewoners van 65 jaar en ouder',
            'Gezondheidsmeting van de gemeente',
            'merendonk',
          ],
        ],
        performances: [
          {
            id: 'prestatie-huiskamer',
            title: 'De huiskamer van de buurt is elke dag open',
            owner: 'ons-plein',
            activities: [
              {
                id: 'activiteit-soep',
                title: 'Soep op donderdag, gekookt door bewoners',
                owner: 'ons-plein',
              },
            ],
          },
          {
            id: 'prestatie-belmaatje',
            title: 'Wie weinig mensen ziet, krijgt een belmaatje',
            owner: 'de-brug',
            isAsked: true,
          },
        ],
      },
    ],
  },
  {
    id: 'effect-thuis',
    title: 'Mensen kunnen hier goed oud worden',
    owner: 'merendonk',
    indicators: [
      [
        'kpi-geschikt',
        'Woningen waar iemand met een rollator zelf in en uit kan',
        'woningen',
        'up',
        [112, 2026],
        [190, 2030],
        'Huurders van Het Dak',
        'Woningregister',
        'het-dak',
      ],
    ],
    effects: [
      {
        id: 'effect-drempels',
        title: 'De woning past bij wie er woont',
        owner: 'merendonk',
        performances: [
          {
            id: 'prestatie-drempels',
            title: 'Twintig woningen per jaar zonder drempels',
            owner: 'het-dak',
            activities: [
              {
                id: 'activiteit-beugels',
                title: 'Een beugel of leuning binnen twee weken',
                owner: 'het-dak',
              },
            ],
          },
        ],
      },
      {
        id: 'effect-zorg-dichtbij',
        title: 'Hulp is dichtbij, ook in de avond',
        owner: 'merendonk',
        indicators: [
          [
            'kpi-avond',
            'Tijd tot er in de avond iemand voor de deur staat',
            'minuten',
            'down',
            [55, 2026],
            [25, 2029],
            'Bewoners met zorg thuis',
            'Meldingen van De Brug',
            'de-brug',
          ],
        ],
        performances: [
          {
            id: 'prestatie-avondzorg',
            title: 'Een vast avondteam voor de hele buurt',
            owner: 'de-brug',
            activities: [
              {
                id: 'activiteit-proef-avond',
                title: 'Proef van drie maanden in de flats',
                owner: 'de-brug',
              },
            ],
          },
          {
            id: 'prestatie-wijkzuster',
            title: 'De wijkzuster zit twee ochtenden in de huiskamer',
            owner: 'de-brug',
          },
        ],
      },
    ],
  },
  {
    id: 'effect-straat',
    title: 'De straat is schoon, heel en veilig',
    owner: 'merendonk',
    indicators: [
      [
        'kpi-rommel',
        'Meldingen van rommel die binnen een week zijn opgelost',
        '%',
        'up',
        [61, 2026],
        [90, 2028],
        'Alle bewoners',
        'Meldpunt van de gemeente',
        'merendonk',
      ],
    ],
    effects: [
      {
        id: 'effect-licht',
        title: 'Iedereen durft ’s avonds over straat',
        owner: 'merendonk',
        indicators: [
          [
            'kpi-avond-straat',
            'Bewoners die zich ’s avonds veilig voelen op straat',
            '%',
            'up',
            [52, 2026],
            [70, 2030],
            'Bewoners van 15 jaar en ouder',
            'Veiligheidsmeting',
            'merendonk',
          ],
        ],
        performances: [
          {
            id: 'prestatie-lampen',
            title: 'Warm licht in de poorten en langs het pad',
            owner: 'merendonk',
            activities: [
              {
                id: 'activiteit-schouw',
                title: 'Elk half jaar samen de donkere plekken langs',
                owner: 'samen-onderdak',
              },
            ],
          },
        ],
      },
      {
        id: 'effect-groen',
        title: 'Er is groen om in te spelen en te zitten',
        owner: 'merendonk',
        indicators: [
          [
            'kpi-bomen',
            'Bomen en struiken in de Rozenbuurt',
            'stuks',
            'up',
            [140, 2026],
            [260, 2030],
            'Alle bewoners',
            'Groenkaart van de gemeente',
            'merendonk',
          ],
        ],
        performances: [
          {
            id: 'prestatie-tuin',
            title: 'Een tuin van bewoners achter het Rozenplein',
            owner: 'ons-plein',
            activities: [
              {
                id: 'activiteit-plantdag',
                title: 'Plantdag met de school, elke lente',
                owner: 'ons-plein',
              },
            ],
          },
          {
            id: 'prestatie-tegels',
            title: 'Elk jaar in drie straten tegels eruit, planten erin',
            owner: 'het-dak',
          },
        ],
      },
    ],
  },
  {
    id: 'effect-betaalbaar',
    title: 'Wonen blijft te betalen',
    owner: 'merendonk',
    indicators: [
      [
        'kpi-energie',
        'Wat een huishouden per maand aan energie betaalt',
        'euro',
        'down',
        [165, 2026],
        [120, 2030],
        'Huurders in de flats aan de Rozenlaan',
        'Meterstanden, met toestemming',
        'het-dak',
      ],
    ],
    effects: [
      {
        id: 'effect-geldzorgen',
        title: 'Geldzorgen komen vroeg boven tafel',
        owner: 'merendonk',
        indicators: [
          [
            'kpi-huurschuld',
            'Huurders met meer dan twee maanden huurschuld',
            'huishoudens',
            'down',
            [41, 2026],
            [15, 2029],
            'Huurders van Het Dak',
            'Huurboekhouding',
            'het-dak',
          ],
        ],
        performances: [
          {
            id: 'prestatie-vroeg-bellen',
            title: 'Na de eerste gemiste huur bellen we, met een aanbod',
            owner: 'het-dak',
            activities: [
              {
                id: 'activiteit-papieren',
                title: 'Dezelfde week hulp met papieren aan de keukentafel',
                owner: 'ons-plein',
              },
            ],
          },
        ],
      },
      {
        id: 'effect-energie',
        title: 'Een warm huis kost minder',
        owner: 'merendonk',
        performances: [
          {
            id: 'prestatie-isoleren',
            title: 'De drie flats aan de Rozenlaan worden geïsoleerd',
            owner: 'het-dak',
            activities: [
              {
                id: 'activiteit-energiecoach',
                title: 'Een buur als energiecoach komt langs',
                owner: 'samen-onderdak',
              },
            ],
          },
        ],
      },
    ],
  },
];
