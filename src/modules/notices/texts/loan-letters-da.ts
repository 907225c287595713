import { kronerText, longDayText } from '#ui/format.ts'
import type { Day } from '#kernel/days.ts'
import { paragraph, points, section } from '../domain/blocks.ts'
import type { Complaint, Grounds, LetterBlock, LetterWords } from '../domain/letter.ts'
import type { DeferralInBrief, LoanLetterFields, PlanInBrief } from '../domain/loan-letter.ts'

const day = (value: Day) => longDayText(value, 'da')

/** The parts that decisions share. */
type Parts = { because: (grounds: Grounds) => LetterBlock[]; howToComplain: (complaint: Complaint) => LetterBlock[] }

function what(deferral: DeferralInBrief): string {
  switch (deferral.kind) {
    case 'pause':
      return `Du betaler ikke i ${deferral.months === 1 ? 'en måned' : `${deferral.months} måneder`}. Derefter betaler du som før.`
    case 'move':
      return 'Dit næste afdrag får en ny dato, og de senere følger med.'
    case 'extend':
      return `Det, der mangler, er fordelt på ${deferral.terms} flere afdrag. Hvert afdrag bliver mindre.`
    case 'new_plan':
      return `Alt, hvad der mangler, er fordelt på ${deferral.terms} nye afdrag. Det, der var for sent, er med.`
  }
}

function plans(before: PlanInBrief, after: PlanInBrief): LetterBlock[] {
  const next = (plan: PlanInBrief) => `${kronerText(plan.nextOre, 'da')} senest ${day(plan.nextOn)}`
  return section('Din plan', {
    kind: 'terms',
    headings: ['Plan', 'Betaling'],
    rows: [
      ['Næste afdrag før', next(before)],
      ['Næste afdrag nu', next(after)],
      ['Sidste afdrag før', day(before.lastOn)],
      ['Sidste afdrag nu', day(after.lastOn)],
      ['Du skylder i alt', kronerText(after.owedOre, 'da')],
    ],
  })
}

/** Deferrals. */
const deferrals = ({
  because,
  howToComplain,
}: Parts): Pick<LetterWords, 'loan_deferred' | 'loan_deferral_refused' | 'loan_deferral_undone'> => ({
  loan_deferred: ({ loanNumber, deferral, before, after, reason, complaint, notAsked }) => ({
    heading: `Afgørelse: Du får henstand på lån ${loanNumber}`,
    blocks: [
      paragraph(`${what(deferral)} Henstanden koster ikke noget, og din gæld bliver ikke større.`),
      ...plans(before, after),
      ...section('Begrundelse', paragraph(reason)),
      ...(complaint === undefined
        ? []
        : [
            paragraph(
              notAsked === 'nothing'
                ? 'Du har ikke selv bedt om henstanden. Vi har givet den på vores eget initiativ.'
                : 'Det er ikke helt det, du bad om.',
            ),
            ...howToComplain(complaint),
          ]),
    ],
  }),
  loan_deferral_refused: ({ loanNumber, complaint, ...grounds }) => ({
    heading: `Afgørelse: Du får ikke henstand på lån ${loanNumber}`,
    blocks: [
      paragraph(
        'Vi har behandlet din anmodning om henstand. Planen er den samme som før. Du kan bede om henstand igen, hvis noget ændrer sig.',
      ),
      ...because(grounds),
      ...howToComplain(complaint),
    ],
  }),
  loan_deferral_undone: ({ loanNumber, before, after, complaint }) => ({
    heading: `Vi har rettet planen for lån ${loanNumber}`,
    blocks: [
      paragraph('En henstand var registreret ved en fejl. Vi har taget den tilbage, og planen er igen den, den var.'),
      ...plans(before, after),
      ...howToComplain(complaint),
    ],
  }),
})

/** Parts of a loan that are not paid out after all. */
const rest = ({ because, howToComplain }: Parts): Pick<LetterWords, 'loan_rest_waived'> => ({
  loan_rest_waived: ({ loanNumber, waivedOre, paidOutOre, owedOre, complaint, ...grounds }) => ({
    heading: `Afgørelse: Resten af lån ${loanNumber} bliver ikke udbetalt`,
    blocks: [
      paragraph(`Du får ikke udbetalt de sidste ${kronerText(waivedOre, 'da')} af dit lån.`),
      paragraph(
        owedOre === 0n
          ? `Du har fået udbetalt ${kronerText(paidOutOre, 'da')} og betalt det hele tilbage. Lånet er slut.`
          : `Du har fået udbetalt ${kronerText(paidOutOre, 'da')} og mangler at betale ${kronerText(owedOre, 'da')} tilbage. Det gør du efter planen på lånets side.`,
      ),
      ...because(grounds),
      ...howToComplain(complaint),
    ],
  }),
})

/** The end of a claim. */
const endings: Pick<LetterWords, 'loan_hand_over_notice' | 'loan_hand_over_dropped' | 'loan_remitted' | 'loan_recalled'> = {
  loan_hand_over_notice: ({ loanNumber, amountOre, oldestOn, payBy, reason }) => ({
    heading: `Varsel: Lån ${loanNumber} kan blive sendt til inddrivelse`,
    blocks: [
      paragraph(
        `Vi mangler ${kronerText(amountOre, 'da')}. Det ældste afdrag skulle være betalt senest ${day(oldestOn)}. Er beløbet ikke betalt senest ${day(payBy)}, kan vi overdrage kravet til Gældsstyrelsen, der inddriver gæld til det offentlige.`,
      ),
      ...section('Begrundelse', paragraph(reason)),
      ...section(
        'Det betyder det',
        ...points([
          'Gældsstyrelsen kan lægge renter og gebyrer til og trække i løn, overskydende skat og udbetalinger.',
          'Den del af lånet, der ikke er forfaldet, betaler du stadig til os.',
        ]),
      ),
      ...section(
        'Det kan du gøre',
        ...points([
          'Betal beløbet inden fristen. Så sker der ikke mere.',
          'Kan du ikke betale, så bed om henstand. Vi finder en plan sammen.',
          'Er du ikke enig i kravet, så skriv det til os. Så ser vi på det, før der sker mere.',
        ]),
      ),
    ],
  }),
  loan_hand_over_dropped: ({ loanNumber, amountOre, reason }) => ({
    heading: `Lån ${loanNumber} bliver ikke sendt til inddrivelse`,
    blocks: [
      paragraph(
        'Du har fået et varsel om, at kravet kunne blive overdraget til Gældsstyrelsen. Det sker ikke nu. Du betaler stadig til os.',
      ),
      ...(amountOre === 0n ? [] : [paragraph(`Der mangler ${kronerText(amountOre, 'da')} i dag. Kan du ikke betale, så bed om henstand.`)]),
      ...section('Begrundelse', paragraph(reason)),
    ],
  }),
  loan_remitted: ({ loanNumber, amountOre, reason }) => ({
    heading: `Afgørelse: Din gæld på lån ${loanNumber} er eftergivet`,
    blocks: [
      paragraph(`Du skal ikke betale de ${kronerText(amountOre, 'da')}, der mangler. Gælden findes ikke mere.`),
      ...section('Begrundelse', paragraph(reason)),
      paragraph('En eftergivet gæld kan have betydning for din skat. Spørg Skattestyrelsen, hvis du er i tvivl.'),
    ],
  }),
  loan_recalled: ({ loanNumber, amountOre }) => ({
    heading: `Lån ${loanNumber} er kaldt tilbage fra inddrivelse`,
    blocks: [
      paragraph(`Du betaler igen til os. Der mangler ${kronerText(amountOre, 'da')} i dag. Planen står på lånets side.`),
      paragraph('Kan du ikke betale, så skriv eller ring til os, eller bed om henstand.'),
    ],
  }),
}

/** The letters of a loan's later life in Danish. */
export function loanLettersDa(parts: Parts): Pick<LetterWords, keyof LoanLetterFields> {
  return { ...deferrals(parts), ...rest(parts), ...endings }
}
