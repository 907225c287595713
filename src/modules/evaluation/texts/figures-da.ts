import type { DefinitionKey } from '../domain/figures/definitions.ts'

/** Name and definition of a figure; the definition says what is counted, so that it can be counted again. */
export type FigureWords = { name: string; definition: string }

/** Name and definition of every figure in Danish. */
export const figuresDa: Record<DefinitionKey, FigureWords> = {
  places: { name: 'Pladser', definition: 'Pladser, som aftalen har købt på mindst én dag til og med opgørelsesdagen.' },
  place_days_bought: { name: 'Pladsdage købt', definition: 'Dage, hver plads er købt, lagt sammen til og med opgørelsesdagen.' },
  place_days_used: { name: 'Pladsdage brugt', definition: 'Dage, hvor en plads var optaget af et forløb, ud af de købte pladsdage.' },
  place_days_reserved: { name: 'Pladsdage reserveret', definition: 'Dage, hvor en plads var holdt til en borger, som ikke var begyndt.' },
  referred: { name: 'Henvist', definition: 'Henvisninger sendt til og med opgørelsesdagen. Fejlregistreringer tæller ikke.' },
  assessed: {
    name: 'Vurderet af begge parter',
    definition: 'Henviste, som begge myndigheder har vurderet, eller som har fået en afgørelse.',
  },
  accepted: { name: 'Optaget', definition: 'Henviste, som begge myndigheder har sagt ja til.' },
  started: { name: 'Begyndt på forløbet', definition: 'Optagne, som er begyndt på opkvalificeringen.' },
  main_reached: { name: 'Nået til hovedforløbet', definition: 'Begyndte, som er gået videre til hovedforløbet.' },
  completed: {
    name: 'Gennemført',
    definition: 'Begyndte, som har gennemført hele forløbet. Forløb, der ikke er slut, er ikke mislykkede.',
  },
  loan_granted: { name: 'Fået lån bevilget', definition: 'Henviste med mindst ét bevilget lån, som ikke er frafaldet før udbetaling.' },
  loan_paid_out: { name: 'Fået lån udbetalt', definition: 'Henviste med mindst ét udbetalt lån.' },
  not_assessed: { name: 'Endnu ikke vurderet', definition: 'Henviste uden afgørelse, hvor begge vurderinger ikke er inde.' },
  assessed_open: {
    name: 'Vurderet, afventer afgørelse',
    definition: 'Henviste, som begge har vurderet, men hvor afgørelsen ikke er truffet.',
  },
  not_now: { name: 'Egnet, men ikke nu', definition: 'Henviste, som er egnet, men hvor afgørelsen er udskudt til en dato.' },
  withdrawn: { name: 'Trukket tilbage', definition: 'Henvisninger, som er trukket tilbage før en afgørelse.' },
  refused: { name: 'Afslag', definition: 'Henviste, som har fået afslag, i alt og efter begrundelse.' },
  waiting: { name: 'Venter på at begynde', definition: 'Optagne, som venter på en plads eller på startdagen.' },
  left_before_start: { name: 'Begyndte aldrig', definition: 'Optagne, som forlod ventelisten eller aldrig begyndte.' },
  qualifying: { name: 'I opkvalificering', definition: 'Forløb, som er i første fase på opgørelsesdagen. De er ikke slut.' },
  gate: { name: 'Ved overgangen', definition: 'Forløb mellem første fase og hovedforløbet på opgørelsesdagen. De er ikke slut.' },
  main: { name: 'I hovedforløbet', definition: 'Forløb, som er i hovedforløbet på opgørelsesdagen. De er ikke slut.' },
  completed_first_phase: {
    name: 'Afsluttet efter første fase',
    definition: 'Forløb, som er afsluttet efter første fase uden at gå videre.',
  },
  ended_first: { name: 'Stoppet i første fase', definition: 'Forløb, som stoppede før hovedforløbet, i alt og efter årsag.' },
  ended_main: { name: 'Stoppet i hovedforløbet', definition: 'Forløb, som stoppede i hovedforløbet, i alt og efter årsag.' },
  completed_of_due: {
    name: 'Gennemført af dem, der kunne være færdige',
    definition:
      'Kun forløb begyndt så tidligt, at hele forløbet kunne være slut på opgørelsesdagen. Ellers ville de første tal alene være dem, der stoppede.',
  },
  attendance: {
    name: 'Fremmøde',
    definition: 'Gange en borger mødte, ud af de gange borgeren var ventet, i registrerede lektioner og møder.',
  },
  basis: {
    name: 'Forsørgelsesgrundlag',
    definition:
      'Hvad de begyndte levede af den dag, efter ydelse. Kun de, hvor dagen er nået på opgørelsesdagen, og hvor grundlaget er registreret, tæller med.',
  },
  unknown: {
    name: 'Forsørgelsesgrundlag ikke registreret',
    definition: 'Begyndte, hvor dagen er nået, men hvor intet forsørgelsesgrundlag er registreret.',
  },
  flow: {
    name: 'Fra start til udskrivning',
    definition: 'Udskrevne efter forsørgelsesgrundlag, da forløbet begyndte, og på dagen for udskrivning.',
  },
  self: {
    name: 'Selvforsørgende',
    definition: 'Udskrevne uden nogen offentlig ydelse den dag, ud af dem med registreret forsørgelsesgrundlag. SU er en ydelse.',
  },
  part: {
    name: 'Helt eller delvist selvforsørgende',
    definition: 'Som selvforsørgende, og desuden de, der er gået fra en fuld ydelse til fleksløntilskud eller SU.',
  },
  registered: { name: 'Virksomhed stiftet', definition: 'Begyndte, som har registreret en virksomhed (CVR) til og med opgørelsesdagen.' },
  trading: {
    name: 'Virksomhed kommet i drift',
    definition: 'Stiftede virksomheder, som er kommet i drift, også dem, der siden er ophørt. Den første virksomhed tæller.',
  },
  alive: { name: 'Stadig registreret', definition: 'Stiftede virksomheder, som ikke er ophørt på opgørelsesdagen.' },
  alive_after: {
    name: 'Stadig registreret',
    definition: 'Ud af dem, der er stiftet så længe før opgørelsesdagen: de, som ikke var ophørt.',
  },
  trading_after: {
    name: 'I drift',
    definition: 'Ud af dem, der er stiftet så længe før opgørelsesdagen: de, som var kommet i drift og ikke var ophørt.',
  },
  loans_applied: { name: 'Lån søgt', definition: 'Ansøgninger om lån til og med opgørelsesdagen.' },
  loans_in_process: { name: 'Under behandling', definition: 'Ansøgninger uden afgørelse på opgørelsesdagen.' },
  loans_declined: { name: 'Afslået', definition: 'Ansøgninger, som er afslået.' },
  loans_withdrawn: { name: 'Frafaldet', definition: 'Ansøgninger og tilbud, som borgeren har trukket tilbage før udbetaling.' },
  loans_granted: { name: 'Bevilget', definition: 'Lån, som er bevilget og ikke frafaldet før udbetaling.' },
  loans_paid_out: { name: 'Udbetalt', definition: 'Lån, som er udbetalt.' },
  loans_settled: { name: 'Betalt tilbage', definition: 'Udbetalte lån, hvor intet skyldes, og intet mangler at blive udbetalt.' },
  granted_ore: { name: 'Bevilget beløb', definition: 'Hovedstol for bevilgede lån.' },
  paid_out_ore: { name: 'Udbetalt beløb', definition: 'Udbetalt til og med opgørelsesdagen.' },
  repaid_ore: { name: 'Tilbagebetalt beløb', definition: 'Indbetalinger uden dem, der er tilbageført.' },
  outstanding_ore: { name: 'Udestående beløb', definition: 'Udbetalt minus tilbagebetalt for hvert lån, aldrig under nul.' },
  lead_median: {
    name: 'Ventetid, midterste',
    definition:
      'Dage, ventetiden varede for den midterste, når alle stilles op efter længde; ved lige antal den laveste af de to midterste. Kun ventetid, der er slut på opgørelsesdagen.',
  },
  lead_max: { name: 'Ventetid, længste', definition: 'Dage, den længste ventetid varede. Kun ventetid, der er slut på opgørelsesdagen.' },
  minutes: {
    name: 'Tid pr. deltager',
    definition: 'Minutter i registrerede lektioner og møder, som deltagerne mødte til, delt med antallet af deltagere.',
  },
  loans_par30: {
    name: 'Over 30 dage bagud',
    definition: 'Udbetalte lån med restgæld, hvor en ydelse er mere end 30 dage over sidste rettidige betalingsdag.',
  },
  loans_par90: {
    name: 'Over 90 dage bagud',
    definition: 'Udbetalte lån med restgæld, hvor en ydelse er mere end 90 dage over sidste rettidige betalingsdag.',
  },
  loans_deferred: { name: 'Med henstand', definition: 'Udbetalte lån, hvor en ydelse er flyttet.' },
  loans_lost: { name: 'Afskrevet eller eftergivet', definition: 'Udbetalte lån, hvor noget er afskrevet eller eftergivet.' },
  median_granted_ore: {
    name: 'Bevilget lån, midterste',
    definition: 'Hovedstolen af det midterste bevilgede lån; ved lige antal det laveste af de to midterste.',
  },
  par30_ore: { name: 'Restgæld på lån over 30 dage bagud (PAR30)', definition: 'Hele restgælden på lån over 30 dage bagud.' },
  par90_ore: { name: 'Restgæld på lån over 90 dage bagud (PAR90)', definition: 'Hele restgælden på lån over 90 dage bagud.' },
  lost_ore: { name: 'Afskrevet eller eftergivet beløb', definition: 'Tab på udbetalte lån til og med opgørelsesdagen.' },
  cost_ore: {
    name: 'Forløbenes pris',
    definition:
      'Pris for de købte pladser til og med opgørelsesdagen og det, pladserne ikke betaler. En dag koster månedens pris delt med månedens dage.',
  },
  cost_per_used_month_ore: {
    name: 'Pris pr. brugt pladsmåned',
    definition: 'Pris for de købte pladser delt med de måneder, en plads var optaget.',
  },
  cost_per_completed_ore: {
    name: 'Pris pr. gennemført forløb',
    definition: 'Pris for de købte pladser delt med antallet, der har gennemført.',
  },
  cost_per_self_ore: {
    name: 'Pris pr. selvforsørgende',
    definition: 'Pris for de købte pladser delt med antallet, der er selvforsørgende på opgørelsesdagen.',
  },
  net_ore: {
    name: 'Regnestykkets bundlinje',
    definition:
      'Sparet ydelse efter statens refusion i den valgte årrække fra dagen efter opgørelsesdagen, uge for uge efter den regel, der gælder da, minus forløbenes pris og forventet tab på lån. Siger ikke, hvad der ville være sket uden forløbet.',
  },
  break_even: {
    name: 'Så mange skal blive selvforsørgende',
    definition: 'Det mindste antal, hvis sparede ydelse efter refusion i den valgte årrække betaler forløbenes pris og forventet tab.',
  },
  answered_gate: { name: 'Svar ved overgangen', definition: 'Spørgeskemaer ved overgangen, som er besvaret, ud af dem, der er sendt.' },
  answered_end: { name: 'Svar ved udskrivning', definition: 'Spørgeskemaer ved udskrivning, som er besvaret, ud af dem, der er sendt.' },
  answered_end6: { name: 'Svar efter 6 måneder', definition: 'Spørgeskemaer 6 måneder efter, som er besvaret, ud af dem, der er sendt.' },
  useful: { name: 'Kunne bruge forløbet', definition: 'Svar »ja« i høj eller nogen grad på, om forløbet kunne bruges, ud af alle svar.' },
  help: {
    name: 'Hjælp, når der var brug for den',
    definition: 'Svar »ja« i høj eller nogen grad på, om der var hjælp, når der var brug for den, ud af alle svar.',
  },
  together: {
    name: 'Parterne arbejdede godt sammen',
    definition: 'Svar »ja« i høj eller nogen grad på, om parterne arbejdede godt sammen, ud af alle svar.',
  },
  recommend: {
    name: 'Ville anbefale det',
    definition: 'Svar »ja« i høj eller nogen grad på, om man ville anbefale forløbet eller henvise igen, ud af alle svar.',
  },
  lessons: { name: 'Erfaringer skrevet ned', definition: 'Erfaringer, parterne har skrevet ned til og med opgørelsesdagen.' },
  method_changes: {
    name: 'Ændringer undervejs',
    definition: 'Nye perioder og ændrede antal pladser, som gælder senest på opgørelsesdagen.',
  },
}
