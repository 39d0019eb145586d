/** The narrative of the Rozenbuurt: about 900 words in plain Dutch, with the tree's nodes in it. */
import { writeNarrative } from '@meemaak/narrative';
import type { NarrativeDocument } from '@meemaak/model';

interface Content {
  readonly type: string;
  readonly text?: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly marks?: readonly { readonly type: string }[];
  readonly content?: readonly Content[];
}

type Inline = string | Content;

const chip = (ref: string): Content => ({ type: 'nodeChip', attrs: { ref } });
const strong = (text: string): Content => ({ type: 'text', text, marks: [{ type: 'bold' }] });
const inline = (parts: readonly Inline[]): Content[] =>
  parts.map((part) => (typeof part === 'string' ? { type: 'text', text: part } : part));

const heading = (level: number, text: string): Content => ({
  type: 'heading',
  attrs: { level },
  content: inline([text]),
});
const paragraph = (...parts: readonly Inline[]): Content => ({
  type: 'paragraph',
  content: inline(parts),
});
const list = (...entries: readonly (readonly Inline[])[]): Content => ({
  type: 'bulletList',
  content: entries.map((parts) => ({ type: 'listItem', content: [paragraph(...parts)] })),
});
const steps = (...entries: readonly (readonly Inline[])[]): Content => ({
  type: 'orderedList',
  content: entries.map((parts) => ({ type: 'listItem', content: [paragraph(...parts)] })),
});
const quote = (text: string, who: string): Content => ({
  type: 'blockquote',
  content: [paragraph(text), paragraph(who)],
});

export const narrative: readonly Content[] = [
  heading(1, 'Prettig wonen in de Rozenbuurt'),
  paragraph(
    'Dit is het verhaal van de Rozenbuurt, en van wat wij hier samen willen bereiken. Wij zijn bewoners, huurders, ' +
      'hulpverleners, verhuurders en mensen van de gemeente. Wij schreven het aan de keukentafel, in de huiskamer van ' +
      'de buurt en op twee avonden in de gymzaal. Het is nog niet af. U kunt meeschrijven.',
  ),
  paragraph(
    'In de Rozenbuurt wonen 2.300 mensen in 1.150 huizen. De meeste huizen zijn van corporatie Het Dak. Er staan drie ' +
      'flats aan de Rozenlaan en daarachter straten met lage huizen. Veel mensen wonen hier al meer dan twintig jaar. ' +
      'De laatste jaren komen er ook veel nieuwe buren bij.',
  ),

  heading(2, 'Wat bewoners vertelden'),
  paragraph(
    'Deze zomer liepen we met twaalf bewoners door de wijk. Ook belden we bij tachtig deuren aan. We vroegen steeds ' +
      'hetzelfde: wanneer woont u hier prettig? De antwoorden leken op elkaar.',
  ),
  quote(
    '“Vroeger wist ik wie er boven mij woonde. Nu hoor ik alleen nog voetstappen. Ik zou best willen aanbellen, maar ik ' +
      'weet niet meer hoe je dat doet.”',
    'Mevrouw De Wit, 71 jaar, Rozenlaan',
  ),
  paragraph('Vier dingen kwamen telkens terug:'),
  list(
    ['Mensen willen hun buren ', strong('kennen'), ', ook als ze niet op elkaar lijken.'],
    ['Mensen willen hier ', strong('oud worden'), ', en niet verhuizen om een drempel.'],
    ['Mensen willen ’s avonds over een ', strong('lichte straat'), ' naar huis.'],
    ['Mensen willen de huur en de warmte kunnen ', strong('betalen'), '.'],
  ),

  heading(2, 'Buren kennen elkaar'),
  paragraph(
    'Ons eerste doel is klein en groot tegelijk: ',
    chip('effect-buren'),
    '. Het begint met een naam. Wie twee namen kent in het portiek, vraagt eerder om hulp. Die biedt ook eerder hulp aan.',
  ),
  paragraph(
    'Voor nieuwe buren is de eerste maand belangrijk. Huurdersvereniging Samen Onderdak wil daarom dat ',
    chip('prestatie-gastheren'),
    '. In zes portieken is dat al begonnen. Een gastvrouw vertelt waar de fietsen staan, wie een boormachine heeft en ' +
      'wanneer de vuilnis wordt opgehaald. Daarna komt er koffie. Het Dak doet mee: wie een sleutel krijgt, krijgt ook ' +
      'een wandeling door de straat.',
  ),
  paragraph(
    'Sommige mensen zien bijna niemand. Voor hen is een koffieochtend een grote stap. Daarom houdt welzijn Ons Plein de ' +
      'deur elke dag open: ',
    chip('prestatie-huiskamer'),
    '. U hoeft daar niets. U mag er zitten, de krant lezen of soep koken. Zorg De Brug zoekt belmaatjes voor wie liever ' +
      'thuis blijft.',
  ),

  heading(2, 'Hier oud worden'),
  paragraph(
    'Een op de vier bewoners is ouder dan 65 jaar. Bijna allemaal willen ze blijven wonen waar ze wonen. Dat kan niet ' +
      'overal. In 38 portieken is de lift te smal voor een rollator. In veel badkamers zit een hoge rand.',
  ),
  paragraph(
    'Het Dak belooft: ',
    chip('prestatie-drempels'),
    '. Dat lijkt weinig. Maar het gaat om de woningen waar het nu echt nodig is. De lijst maken we samen, en iedereen kan ' +
      'zien hoe die tot stand komt. Een beugel of een leuning regelen we sneller: binnen twee weken.',
  ),
  paragraph(
    'Overdag is er hulp genoeg. In de avond en de nacht is dat anders. De Brug zegt eerlijk: zonder een vast team voor de ' +
      'avond kunnen mensen niet veilig thuis blijven. Daarom staat ',
    chip('prestatie-avondzorg'),
    ' in dit plan. Hoe we de nacht regelen, weten we nog niet. Dat is een vraag voor het gesprek in maart.',
  ),

  heading(2, 'Een fijne straat'),
  paragraph(
    'Het pad langs de sporthal is donker. Meisjes fietsen om, en ouderen gaan na het eten niet meer naar buiten. De ' +
      'gemeente zorgt voor ',
    chip('prestatie-lampen'),
    '. Samen Onderdak loopt twee keer per jaar een ronde met bewoners. Wat zij zien, gaat op een lijst. Op het bord in ' +
      'de huiskamer staat wat ermee gebeurt.',
  ),
  paragraph(
    'Achter het Rozenplein ligt een veld waar niemand komt. Kinderen noemen het de zandbak, maar er ligt geen zand. Hier ' +
      'komt ',
    chip('prestatie-tuin'),
    '. De school helpt met planten. Een paar buren hebben al beloofd water te geven in de zomer.',
  ),

  heading(2, 'Wonen dat te betalen is'),
  paragraph(
    'Vorig jaar hadden 41 gezinnen meer dan twee maanden huurschuld. Bijna altijd begon het klein: een kapotte wasmachine, ' +
      'minder uren werk, een brief die dicht bleef. Wie dan een boete krijgt, komt verder in de problemen. Het Dak gaat ' +
      'het anders doen. ',
    chip('prestatie-vroeg-bellen'),
    '. Ons Plein kan dezelfde week langskomen om te helpen met papieren.',
  ),
  paragraph(
    'De flats aan de Rozenlaan zijn in de winter koud. Het Dak begint in 2027 met de eerste flat. De huur gaat daarvoor ' +
      'niet omhoog. Dat is afgesproken en dat blijft zo. Een buur die er verstand van heeft, legt thuis uit hoe de nieuwe ' +
      'knoppen werken.',
  ),

  heading(2, 'Hoe wij samenwerken'),
  paragraph('Wij hebben vijf afspraken gemaakt over hoe wij met elkaar omgaan:'),
  steps(
    ['De gemeente zegt wat er moet veranderen. De partijen zeggen zelf wat zij daarvoor doen.'],
    ['Niemand schrijft een belofte op voor een ander.'],
    ['Wij gebruiken woorden die iedereen snapt. Een moeilijk woord leggen we uit.'],
    ['Wij tellen, maar wij vertellen ook. Bij elk cijfer hoort een verhaal.'],
    ['Gaat iets niet goed, dan helpen we elkaar. Wij rekenen niet af.'],
  ),
  paragraph(
    'Elk jaar in september kijken we samen terug. Wat is gelukt? Wat viel tegen? Wat leerden we van bewoners? Daarna ' +
      'schrijven we op wat er het volgende jaar gebeurt. De raad van Merendonk leest mee en stelt vragen.',
  ),

  heading(2, 'Wat wij nog niet weten'),
  list(
    ['Wie is er ’s nachts bereikbaar voor mensen die alleen wonen?'],
    ['Hoe bereiken we jongeren? Zij waren er op de avonden bijna niet.'],
    [
      'Wat noemen wij “te betalen”? Daar willen we een woord voor dat voor iedereen hetzelfde betekent.',
    ],
  ),
  paragraph(
    'Hebt u een idee of een bezwaar? Schrijf het op, plak het op het bord of zeg het tegen iemand die u vertrouwt. Wij ' +
      'laten u altijd weten wat ermee is gedaan.',
  ),
];

export function writeExampleNarrative({ body }: NarrativeDocument): void {
  writeNarrative(body, { type: 'doc', content: JSON.parse(JSON.stringify(narrative)) });
}
