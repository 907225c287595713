import { kronerText, longDayText, quoted } from '#ui/format.ts'
import type { Day } from '#kernel/days.ts'
import { paragraph, points, section } from '../domain/blocks.ts'
import { loanLettersDa } from './loan-letters-da.ts'
import type { Complaint, Grounds, LetterBlock, LetterWords, ReturnTo } from '../domain/letter.ts'

const day = (value: Day) => longDayText(value, 'da')

const because = ({ reasons, legalRule, considerations }: Grounds): LetterBlock[] => [
  ...section('Begrundelse', ...points(reasons)),
  ...section('Det har vi lagt vægt på', ...points(considerations)),
  ...section('Reglen', paragraph(legalRule)),
]

const howToComplain = ({ sendTo, address, phone, appealBody }: Complaint): LetterBlock[] =>
  section('Sådan klager du', {
    kind: 'list',
    items: [
      'Du kan klage inden 4 uger fra den dag, du har fået afgørelsen.',
      `Send klagen til ${[sendTo, address ?? null].filter((part) => part !== null).join(', ')}. Du kan også ringe${phone ? ` på ${phone}` : ''} eller møde op.`,
      'Vi ser på sagen igen, når vi har fået din klage.',
      `Ændrer vi ikke afgørelsen, sender vi klagen videre til ${appealBody} senest 4 uger efter, at vi har fået den.`,
    ],
  })

const returned = (now: ReturnTo): string => {
  switch (now.kind) {
    case 'goes_on':
      return `Du har plads ${now.placeNumber}. Forløbet slutter efter planen den ${day(now.endsOn)}.`
    case 'right_of_return':
      return `Der er ingen ledig plads lige nu. Du er på pause og har ret til at vende tilbage, når en plads bliver ledig. Vi ser på det igen senest den ${day(now.until)}.`
    case 'starts':
      return now.startsOn === null
        ? `Du har plads ${now.placeNumber}. Vi aftaler med dig, hvornår du begynder.`
        : `Du har plads ${now.placeNumber} og begynder den ${day(now.startsOn)}.`
    case 'in_line':
      return 'Du får tilbudt en plads, når en bliver ledig. Du hører fra os.'
  }
}

const matters = { referral: 'henvisning', loan: 'ansøgning om et mikrolån' }

/** The letters in Danish. */
export const lettersDa: LetterWords = {
  ...loanLettersDa({ because, howToComplain }),
  accepted: ({ programme, reasons }) => ({
    heading: 'Afgørelse: Du er optaget',
    blocks: [
      paragraph(`Vi har vurderet din sag sammen. Du er optaget på forløbet ${quoted(programme, 'da')}.`),
      ...section('Begrundelse', ...points(reasons)),
      ...section(
        'Det sker der nu',
        paragraph('Du får tilbudt en plads, så snart der er en ledig. Er alle pladser optaget, står du på venteliste. Du hører fra os.'),
      ),
    ],
  }),
  not_now: ({ reviewOn, complaint, ...grounds }) => ({
    heading: 'Afgørelse: Du kan ikke begynde nu',
    blocks: [
      paragraph(
        `Vi har vurderet din sag sammen. Forløbet kan passe til dig, men ikke lige nu. Vi ser på din sag igen den ${day(reviewOn)}.`,
      ),
      ...because(grounds),
      ...howToComplain(complaint),
    ],
  }),
  hearing: ({ answerBy, ...grounds }) => ({
    heading: 'Høring: Vi overvejer at sige nej',
    blocks: [
      paragraph('Vi har ikke truffet en afgørelse endnu. Vi overvejer at sige nej til, at du kan begynde på forløbet.'),
      ...because(grounds),
      ...section(
        'Du kan svare',
        paragraph(`Du kan skrive eller ringe til os senest den ${day(answerBy)}, hvis noget er forkert, eller hvis vi mangler noget.`),
        paragraph('Svarer du ikke, træffer vi afgørelse ud fra det, vi ved.'),
      ),
    ],
  }),
  refused: ({ complaint, ...grounds }) => ({
    heading: 'Afgørelse: Du kan ikke begynde på forløbet',
    blocks: [
      paragraph('Vi har vurderet din sag sammen. Du kan ikke begynde på forløbet.'),
      ...because(grounds),
      ...howToComplain(complaint),
    ],
  }),
  place_offer: ({ placeNumber, startsOn, answerBy }) => ({
    heading: 'Tilbud: Du kan få en plads',
    blocks: [
      paragraph(`Du kan begynde på forløbet den ${day(startsOn)}.`),
      ...section('Pladsen', {
        kind: 'terms',
        headings: ['Vilkår', 'Værdi'],
        rows: [
          ['Plads', String(placeNumber)],
          ['Begynder', day(startsOn)],
          ['Svar senest', day(answerBy)],
        ],
      }),
      ...section(
        'Sådan svarer du',
        paragraph(
          `Sig ja eller nej senest den ${day(answerBy)}. Svarer du ikke, går pladsen til den næste, og du bliver stående på ventelisten.`,
        ),
        paragraph('Du kan svare på din egen side i programmet eller sige det til din sagsbehandler.'),
      ),
    ],
  }),
  enrolled: ({ placeNumber, startsOn, firstPhaseEndsOn, endsOn }) => ({
    heading: 'Du er indskrevet',
    blocks: [
      paragraph(`Du er indskrevet på forløbet fra den ${day(startsOn)}.`),
      ...section('Dit forløb', {
        kind: 'terms',
        headings: ['Vilkår', 'Værdi'],
        rows: [
          ['Plads', String(placeNumber)],
          ['Første dag', day(startsOn)],
          ['Første del slutter', day(firstPhaseEndsOn)],
          ['Forløbet slutter', day(endsOn)],
        ],
      }),
      paragraph('Du beholder din ydelse i den første del. Sig det til din sagsbehandler, hvis noget ændrer sig.'),
    ],
  }),
  discharge_completed: ({ lastDay, firstPartOnly = false }) => ({
    heading: firstPartOnly ? 'Du har gennemført den første del' : 'Du har gennemført forløbet',
    blocks: [
      paragraph(
        `Tillykke. Du har gennemført ${firstPartOnly ? 'den første del af forløbet, og dit forløb slutter her' : 'forløbet'}. Din sidste dag er den ${day(lastDay)}.`,
      ),
      paragraph('Har du et lån, fortsætter det på de samme vilkår. Vi ringer til dig senere for at høre, hvordan det går.'),
    ],
  }),
  discharge_early: ({ lastDay, reasons, neverStarted = false, legalRule, complaint }) => ({
    heading: neverStarted ? 'Din plads er givet fri' : 'Dit forløb slutter',
    blocks: [
      paragraph(
        neverStarted
          ? `Du kom ikke i gang med forløbet. Din plads er holdt til og med den ${day(lastDay)} og går nu til den næste.`
          : `Dit forløb slutter før tid. Din sidste dag er den ${day(lastDay)}.`,
      ),
      ...section('Begrundelse', ...points(reasons)),
      ...(legalRule === undefined ? [] : section('Reglen', paragraph(legalRule))),
      paragraph(
        neverStarted
          ? 'Vil du stadig i gang, eller er noget forkert, så skriv eller ring til din sagsbehandler.'
          : 'Har du et lån, fortsætter det på de samme vilkår.',
      ),
      ...(complaint === undefined ? [] : howToComplain(complaint)),
    ],
  }),
  reopened: ({ was, endedOn, reasons, now }) => ({
    heading: { course: 'Dit forløb er genåbnet', place: 'Du har plads på forløbet igen', line: 'Du står på ventelisten igen' }[was],
    blocks: [
      paragraph(
        {
          course: `Vi skrev dit forløb ud med sidste dag den ${day(endedOn)}. Det har vi rettet: Du er med på forløbet igen.`,
          place: `Vi gav din plads fri med sidste dag den ${day(endedOn)}. Det har vi rettet: Du har plads på forløbet igen.`,
          line: `Du blev taget af ventelisten den ${day(endedOn)}. Det har vi rettet: Du står på ventelisten igen.`,
        }[was],
      ),
      ...(was === 'line' ? [] : [paragraph('Har du fået et brev om, at det sluttede, gælder brevet ikke længere.')]),
      ...section('Begrundelse', ...points(reasons)),
      ...section('Det sker der nu', paragraph(returned(now)), paragraph('Har du spørgsmål, så skriv eller ring til din sagsbehandler.')),
    ],
  }),
  loan_offered: (loan) => ({
    heading: 'Afgørelse: Du får bevilget et mikrolån',
    blocks: [
      paragraph(`Du får bevilget et lån på ${kronerText(loan.amountOre, 'da')}. Lånet er rentefrit.`),
      ...section('Lånets vilkår', {
        kind: 'terms',
        headings: ['Vilkår', 'Værdi'],
        rows: [
          ['Lånebeløb', kronerText(loan.amountOre, 'da')],
          ['Formål', loan.purpose],
          ['Rente', '0 %'],
          ['Gebyr ved oprettelse', 'Ingen'],
          ['Gebyr for en rykker', loan.lateFeeOre === 0n ? 'Ingen' : `Højst ${kronerText(loan.lateFeeOre, 'da')}`],
          ['Morarente', loan.lateInterest ? 'Efter renteloven § 5' : 'Ingen'],
          ['Antal afdrag', String(loan.instalments)],
          ['Afdrag', kronerText(loan.instalmentOre, 'da')],
          ['Sidste afdrag', kronerText(loan.lastInstalmentOre, 'da')],
          ['Første betaling', day(loan.firstDueOn)],
          ['Sidste betaling', day(loan.lastDueOn)],
        ],
      }),
      ...section(
        'Statsstøtte',
        paragraph(
          `Et lån uden rente er de minimis-støtte efter forordning (EU) ${loan.aidRule}. Støtten svarer til ${kronerText(loan.aidOre, 'da')}. Gem brevet: Du skal oplyse støtten, hvis du søger anden de minimis-støtte inden for tre år.`,
        ),
      ),
      ...section(
        'Sådan svarer du',
        paragraph(`Sig ja til tilbuddet senest den ${day(loan.answerBy)}. Siger du ikke ja inden, falder tilbuddet væk.`),
      ),
    ],
  }),
  loan_reminder: (loan) => ({
    heading: 'Rykker: et afdrag mangler',
    blocks: [
      paragraph(
        `Vi mangler ${kronerText(loan.amountOre, 'da')} på lån ${loan.loanNumber}. Beløbet skulle have været betalt for ${loan.daysLate} dage siden.`,
      ),
      paragraph(loan.feeOre === 0n ? 'Der er intet gebyr for rykkeren.' : `Gebyret for rykkeren er ${kronerText(loan.feeOre, 'da')}.`),
      paragraph(`Betal senest den ${day(loan.payBy)}. Er beløbet betalt, skal du ikke gøre noget.`),
      ...section(
        'Kan du ikke betale?',
        paragraph('Skriv eller ring til os. Du kan bede om henstand. Fra den dag sender vi ingen rykker, til du har fået svar.'),
      ),
      ...section('Er du ikke enig?', paragraph('Skriv det til os. Så holder vi rykkerne tilbage, mens vi ser på det.')),
    ],
  }),
  loan_declined: ({ complaint, ...grounds }) => ({
    heading: 'Afgørelse: Du får ikke et mikrolån',
    blocks: [
      paragraph('Vi har behandlet din ansøgning. Du får ikke et mikrolån. Du kan fortsætte på forløbet og søge igen.'),
      ...because(grounds),
      ...howToComplain(complaint),
    ],
  }),
  decision_delayed: ({ matter, cameOn, decideBy, expectedOn, why }) => ({
    heading: 'Din afgørelse er forsinket',
    blocks: [
      paragraph(
        decideBy === null
          ? `Vi fik din ${matters[matter]} den ${day(cameOn)} og er ikke færdige med at behandle den. Det beklager vi.`
          : `Vi fik din ${matters[matter]} den ${day(cameOn)}. Vores frist for at afgøre sagen er den ${day(decideBy)}. Den kan vi ikke holde, og det beklager vi.`,
      ),
      ...section('Hvorfor det tager længere tid', paragraph(why)),
      ...section(
        'Det kan du forvente',
        paragraph(`Vi regner med, at du får en afgørelse senest den ${day(expectedOn)}. Du hører fra os, hvis det ændrer sig.`),
        paragraph('Du skal ikke gøre noget, medmindre vi skriver til dig. Har du spørgsmål, er du velkommen til at ringe eller skrive.'),
      ),
      ...section('Reglen', paragraph('Retssikkerhedsloven § 3, stk. 2.')),
    ],
  }),
  complaint_received: ({ receivedOn, answerBy, appealBody }) => ({
    heading: 'Vi har fået din klage',
    blocks: [
      paragraph(`Vi fik din klage den ${day(receivedOn)}.`),
      ...section(
        'Det sker der nu',
        paragraph(`Vi ser på sagen igen og svarer dig senest den ${day(answerBy)}.`),
        paragraph(`Ændrer vi ikke afgørelsen, sender vi din klage og sagen videre til ${appealBody}. Du får besked.`),
        paragraph('Du kan trække klagen tilbage. Har du nyt at fortælle, så skriv eller ring til os.'),
      ),
    ],
  }),
  complaint_forwarded: ({ considerations, appealBody }) => ({
    heading: 'Vi har sendt din klage videre',
    blocks: [
      paragraph(`Vi har set på sagen igen. Afgørelsen står ved magt. Din klage og sagens papirer er sendt til ${appealBody}.`),
      ...section('Det har vi lagt vægt på', ...points(considerations)),
      ...section('Det sker der nu', paragraph(`${appealBody} skriver til dig. Du behøver ikke at gøre noget.`)),
    ],
  }),
  complaint_changed: ({ considerations }) => ({
    heading: 'Din klage har ført til, at vi afgør sagen på ny',
    blocks: [
      paragraph('Vi har set på sagen igen og giver dig medhold. Den tidligere afgørelse gælder ikke længere.'),
      ...section('Det har vi lagt vægt på', ...points(considerations)),
      ...section('Det sker der nu', paragraph('De to myndigheder træffer en ny afgørelse sammen. Du får den i et brev.')),
    ],
  }),
}
