/** A real tree to try things on: five programmes of a Dutch municipality, their goals, what is done for
 *  each and the work under that.
 *
 *  Source of the facts: gemeente Geertruidenberg, Programmabegroting 2026-2029 (programmes 1, 2, 3, 4 and
 *  6 with their goals, and the efforts named there) and the efforts in its Begroting 2024-2027 and
 *  Tussenrapportage 2025-1. Only structure and facts are taken: every sentence is our own, and where the
 *  source speaks of efforts in general, the work under them is filled in as such budgets have it. */
export const programmeBudget = `Iedereen woont en verblijft hier prettig
    Buurtgenoten kennen elkaar en leven fijn samen
        Elke buurt kan geld krijgen voor eigen activiteiten
            Twintig buurtbudgetten per jaar uitgeven
            Een formulier maken dat in tien minuten is ingevuld
        Inwoners met een plan krijgen hulp om te beginnen
            Een vast aanspreekpunt voor plannen van inwoners
            Elk jaar vijfendertig plannen van inwoners op weg helpen
    Inwoners beslissen mee over hun eigen buurt
        Werken in de wijk en werken aan zorg worden één aanpak
            De twee ploegen gaan samen één keer per maand de wijk in
            Alle onderwerpen van een wijk staan in één overzicht
        Elke wijk heeft een eigen plan
            Met bewoners opschrijven wat de wijk nodig heeft
            Gepland werk op straat in het wijkplan opnemen
            Het plan ieder jaar aan de wijktafel bespreken
        De wijkregisseur is de spil van de wijk
            De wijkregisseur houdt elke week spreekuur in het buurthuis
    Straten, pleinen en parken zijn schoon en heel
        Het onderhoud gaat naar de plekken waar bewoners erom vragen
            Meldingen van bewoners op één kaart zetten
            Elk half jaar met bewoners een ronde lopen
        Speelplekken zijn er voor alle kinderen
            Drie speelplekken per jaar opknappen
            Op elke speelplek iets voor kinderen in een rolstoel
    Mensen voelen zich thuis en op het werk veilig
        Ondermijning wordt eerder gezien en gestopt
            Medewerkers leren signalen te herkennen
            Samen met politie en ondernemers bedrijventerreinen controleren
        Overlast en vernieling nemen af
            Jongerenwerkers zijn ook op vrijdagavond buiten
            Schade op straat binnen drie dagen herstellen
    Iedereen komt makkelijk en veilig waar hij wil zijn
        De routes naar school zijn veilig voor fietsers
            Met elke school de gevaarlijke plekken aanwijzen
            Twee kruispunten per jaar veiliger maken
        De bus blijft bereikbaar vanuit alle kernen
            Haltes zonder drempels maken
            Met de provincie afspraken maken over de dienstregeling
    De buurt wordt groener
        Er komen meer bomen en struiken in de straat
            In versteende straten tegels vervangen door planten
            Bewoners een boom laten kiezen voor hun straat
        Bewoners onderhouden mee
            Gereedschap uitlenen aan groepen die een perk beheren
Onze gemeente is in 2050 duurzaam
    We gebruiken alleen nog schone energie
        Inwoners besparen energie in huis
            Energiecoaches komen gratis langs
            Een voordelige lening voor isolatie
            Avonden over isoleren in elke kern
        Er komt een plan voor warmte zonder aardgas
            Het warmteprogramma opstellen in 2026
            Per wijk met bewoners de keuzes bespreken
        De gemeente neemt haar plaats in als knooppunt van energie
            Meedoen in het regionale werk aan Powerport
            Ruimte zoeken voor leidingen en stations
    Alle reizen zijn schoon
        Elektrisch rijden kan vanuit elke straat
            Laadpalen plaatsen waar bewoners erom vragen
            Laadpalen bij sporthallen en winkels
        Fietsen en delen wordt gewoon
            Deelfietsen bij de haltes
            Een doorgaande fietsroute tussen de kernen
    Spullen en grondstoffen worden opnieuw gebruikt
        Er blijft minder restafval over
            Afval beter gescheiden ophalen bij flats
            Lessen over afval op alle basisscholen
        Repareren en ruilen kan dicht bij huis
            Elke maand een reparatiecafé per kern
            Een ruilhoek op de milieustraat
        De gemeente koopt zelf hergebruikt in
            Bij elke aanbesteding vragen naar hergebruik
    We zijn voorbereid op hitte, droogte en zware regen
        Straten kunnen een stortbui aan
            Regenwater afkoppelen bij elke rioolvervanging
            Wadi’s aanleggen op lage plekken
        Er is overal schaduw en koelte te vinden
            Een kaart met koele plekken
            Een hitteplan met de zorgorganisaties
Iedereen doet mee en kijkt naar elkaar om
    Inwoners zijn en blijven gezond
        Mensen bewegen meer en leven gezonder
            Beweeglessen voor ouderen in de buurthuizen
            Een gezonde kantine bij elke sportclub
            Samen wandelen vanuit de huisartsenpraktijk
        Het gesprek over alcohol en roken begint vroeg
            Ouderavonden op de middelbare school
            Rookvrije speelplekken en sportvelden
    Inwoners kunnen rondkomen
        Wie geldzorgen heeft, wordt snel geholpen
            Bellen na de eerste gemiste rekening
            Binnen een week een gesprek aan de keukentafel
        Werken met talent loont voor iedereen
            Proefplaatsen bij bedrijven in de buurt
            Taallessen op de werkvloer
            Een vaste begeleider voor wie begint
        Regelingen zijn makkelijk aan te vragen
            Eén formulier voor alle minimaregelingen
    Mensen horen erbij in hun dorp en stad
        Er is in elke kern een plek om binnen te lopen
            Een vrije inloop op vijf dagen in de week
            Vrijwilligers als gastheer en gastvrouw
        Mantelzorgers en vrijwilligers krijgen steun
            Vervanging regelen als een mantelzorger weg wil
            Eén keer per jaar een dag voor mantelzorgers
        Subsidies passen bij wat de samenleving nodig heeft
            Nieuwe regels voor subsidie maken met de verenigingen
    Hulp is er eerder en komt uit één hand
        Kinderen groeien gelukkig op
            Jeugdwerkers zijn aanwezig op elke school
            Ouders leren van elkaar in groepen
            Minder kinderen uit huis plaatsen
        Een gezin heeft één plan en één begeleider
            Afspraken over wie de leiding heeft
            Professionals leren samen van lastige situaties
    Ook later is er hulp voor wie die nodig heeft
        Algemene hulp gaat voor hulp op maat
            Hulpmiddelen lenen in de buurt
            Groepen voor lichte begeleiding
        We weten of de hulp werkt en wat die kost
            Een monitor met cijfers en verhalen van inwoners
            Elk kwartaal bespreken met de aanbieders
Er is een passend huis voor iedereen
    Er komen woningen bij die mensen nodig hebben
        Nieuwbouw past bij wat inwoners zoeken
            Elke vier jaar onderzoeken waar behoefte aan is
            Twee derde van de nieuwe woningen betaalbaar
            Bouwen voor starters en voor ouderen
        Bestaande gebouwen worden woningen
            Regels voor het splitsen van woningen
            Leegstaande winkels en kantoren ombouwen
    De woningen zijn eerlijk verdeeld
        Mensen kunnen doorstromen naar een huis dat past
            Een verhuiscoach voor ouderen
            Voorrang voor wie een grote huurwoning achterlaat
        Er is plaats voor mensen die snel een huis nodig hebben
            Tijdelijke woningen voor spoedzoekers
            Goede opvang voor mensen uit Oekraïne
            Afspraken over het huisvesten van arbeidsmigranten
    De gemeente stuurt op de woningmarkt
        Met de corporaties staan jaarlijks afspraken op papier
            Prestatieafspraken maken met corporaties en huurders
            Elk half jaar samen de voortgang bekijken
        Bouwplannen gaan sneller van idee naar sleutel
            Eén tafel voor alle vergunningen van een plan
            Met de regio afspreken wie waar bouwt
    Plannen ontstaan samen met de mensen die er wonen
        Bewoners praten mee voordat er iets vastligt
            Een startavond bij elk nieuw bouwplan
            Terugmelden wat met elk idee is gedaan
Het bestuur is dichtbij en betrouwbaar
    We weten welke toekomst de gemeente kan hebben
        Er ligt een onderzoek naar de toekomst van de gemeente
            Scenario’s uitwerken voor de korte en de lange termijn
            De scenario’s bespreken in alle kernen
    Raad en college werken als één overheid
        Raad en college leren samen
            Twee werkdagen per jaar over de grote opgaven
        De raad krijgt leesbare stukken
            Elk voorstel op één bladzijde samenvatten
    Iedereen kan bij de gemeente terecht
        Brieven en websites zijn voor iedereen te begrijpen
            Alle brieven herschrijven in gewone taal
            De website laten testen door mensen die slechtziend zijn
        Het gemeentehuis is toegankelijk
            Een ronde door het gebouw met ervaringsdeskundigen
    De dienstverlening is goed en gaat altijd door
        Wie belt of mailt, krijgt snel antwoord
            Antwoord binnen twee werkdagen
            Bij elke brief een naam en een nummer
        Medewerkers hebben tijd om te leren
            Een vast leerbudget voor iedereen
            Meelopen bij een andere gemeente
    We horen eerder wat er speelt
        Bestuurders zijn zichtbaar in de kernen
            Elke maand een bezoek aan een straat of vereniging
        Vragen van inwoners worden beter gebruikt
            Meldingen en klachten elk kwartaal bekijken
    Wie geraakt wordt door een besluit, praat mee
        Bij elk groot plan staat vooraf hoe mensen meepraten
            Een stappenplan voor inspraak bij elk voorstel
            Ook jongeren en mensen met weinig tijd vragen
        Inwoners zien wat er met hun inbreng gebeurt
            Op één plek laten zien wat er is ingebracht en besloten
`;
