/** The words that a dossier's language lamp starts with, and everyday words for each. Content, as the
 *  example dossier is: it is Dutch in every language of the screen. Our own wording; the participants of a
 *  dossier change it as they like (`model/glossary`). Forms such as plurals are found by `inflect`. */

export interface PolicyWord {
  /** Small letters. */
  readonly word: string;
  /** Best first, each short enough to stand in the same sentence. At least one. */
  readonly alternatives: readonly string[];
}

/** `word: first alternative, second alternative`. */
const LIST = `
aanpalend: naastgelegen
aanwenden: gebruiken
acteren: doen, handelen
actoren: mensen en organisaties
additioneel: extra
adequaat: goed, passend
adresseren: bespreken, aanpakken
afstemmen: overleggen
alvorens: voordat
ambitie: doel, wens
anticiperen: vooruitkijken
arrangement: aanbod, pakket
assetmanagement: beheer van huizen
beleidskader: regels
beleidsmatig: in de plannen
benchmark: vergelijking
betreffende: over
bewerkstelligen: zorgen voor
binnen afzienbare tijd: binnenkort
borgen: zorgen dat het blijft
borging: zorgen dat het blijft
casuïstiek: voorbeelden
coalitie: samenwerking
complementair: aanvullend
concretiseren: precies maken
conform: volgens
consulteren: vragen
continueren: doorgaan met
convenant: afspraak
coördineren: regelen
co-creatie: samen maken
cyclus: ronde
dekkend netwerk: hulp op elke plek
derhalve: daarom
dienen te: moeten
differentiatie: verschil
discrepantie: verschil
doelgroep: mensen om wie het gaat
doelstelling: doel
doorontwikkelen: beter maken
draagvlak: steun
duurzaamheid: zuinig zijn met energie
effectief: goed werkend
efficiënt: slim, zuinig
eigenaarschap: zelf verantwoordelijk zijn
evaluatie: terugblik
evalueren: terugkijken
evident: duidelijk
expertise: kennis
extramuraal: thuis
faciliteren: helpen, mogelijk maken
faciliteit: voorziening
fungeren als: zijn
gebiedsgericht: per buurt
geëigend: passend
generiek: algemeen
gremium: overleg
handelingsperspectief: wat u kunt doen
handhaven: controleren
herstructurering: slopen en opnieuw bouwen
implementatie: invoering
implementeren: invoeren
impuls: steun
inclusief: voor iedereen
indicatie: aanwijzing
indien: als
infrastructuur: wegen en leidingen
initiëren: beginnen
inspanningsverplichting: belofte om ons best te doen
instrumentarium: middelen
integraal: samen, in één keer
interventie: hulp, ingreep
intramuraal: in een instelling
inzichtelijk maken: laten zien
jegens: tegenover
kaderstellend: met grenzen
ketenpartner: organisatie die meewerkt
kwalitatief: goed
kwaliteitsimpuls: verbetering
kwantitatief: in aantallen
kwetsbare doelgroep: mensen die hulp nodig hebben
leefbaarheid: prettig wonen
levensloopbestendig: ook geschikt als u ouder wordt
liquiditeit: geld in kas
locatie: plek
middels: met, door
mitigeren: kleiner maken
mitsdien: daarom
monitoren: bijhouden
monitoring: bijhouden
mutatie: verandering
mutatiegraad: hoe vaak mensen verhuizen
nadere: meer
nihil: niets
nimmer: nooit
omtrent: over
onderhavig: dit
ontmoetingsfunctie: plek om elkaar te zien
opgave: taak
opschalen: groter maken
optimaal: zo goed mogelijk
optimaliseren: verbeteren
outcome: resultaat
output: wat er gedaan is
participatie: meedoen
participeren: meedoen
passend toewijzen: een huis geven dat bij het inkomen past
pilot: proef
portefeuille: bezit, taken
potentieel: mogelijk
preventie: voorkomen van problemen
preventief: om problemen te voorkomen
prioriteit: wat eerst moet
prioriteren: kiezen wat eerst moet
proactief: uit onszelf
programmatisch: volgens plan
realiseren: maken, bouwen
realisatie: uitvoering
rechtmatig: volgens de wet
regievoerder: wie de leiding heeft
relevant: belangrijk
renovatie: opknappen
resultaatgericht: gericht op wat het oplevert
samenhangend: dat bij elkaar past
scope: wat erbij hoort
sociale cohesie: elkaar kennen en helpen
stakeholder: wie ermee te maken heeft
stakeholders: wie ermee te maken hebben
stimuleren: aanmoedigen
strategie: plan
strategisch: voor later
structureel: blijvend
synergie: samen meer bereiken
systematiek: manier van werken
taakstelling: opdracht
teneinde: om
ten aanzien van: over
ten behoeve van: voor
ter plaatse: daar
thans: nu
transformatie: verandering
transitie: verandering
transparant: open, duidelijk
uitrollen: overal invoeren
urgentie: haast
van toepassing zijn: gelden
verantwoorden: uitleggen
vigerend: geldend
visie: idee voor later
vitaal: gezond en sterk
voornemens zijn: van plan zijn
voorliggend: dat er al is
voorzieningenniveau: wat er in de buurt is
vraagstuk: vraag, probleem
wederkerig: van twee kanten
woningvoorraad: huizen
zelfredzaam: die zichzelf kunnen redden
zelfredzaamheid: jezelf kunnen redden
zorg dragen voor: zorgen voor
met betrekking tot: over
m.b.t.: over
t.a.v.: over
t.b.v.: voor
i.h.k.v.: voor
in het kader van: voor
in samenspraak met: samen met
op basis van: door
`;

/** In the order of the alphabet. */
export const POLICY_WORDS: readonly PolicyWord[] = LIST.trim()
  .split('\n')
  .map((line) => {
    const [word = '', alternatives = ''] = line.split(': ');
    return { word, alternatives: alternatives.split(', ') };
  })
  .toSorted((one, other) => one.word.localeCompare(other.word, 'nl'));
