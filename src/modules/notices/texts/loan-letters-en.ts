import { kronerText, longDayText } from '#ui/format.ts'
import type { Day } from '#kernel/days.ts'
import { paragraph, points, section } from '../domain/blocks.ts'
import type { Complaint, Grounds, LetterBlock, LetterWords } from '../domain/letter.ts'
import type { DeferralInBrief, LoanLetterFields, PlanInBrief } from '../domain/loan-letter.ts'

const day = (value: Day) => longDayText(value, 'en')

/** The parts that decisions share. */
type Parts = { because: (grounds: Grounds) => LetterBlock[]; howToComplain: (complaint: Complaint) => LetterBlock[] }

function what(deferral: DeferralInBrief): string {
  switch (deferral.kind) {
    case 'pause':
      return `You do not pay for ${deferral.months === 1 ? 'a month' : `${deferral.months} months`}. Then you pay as before.`
    case 'move':
      return 'Your next instalment gets a new date, and the later ones follow.'
    case 'extend':
      return `What is left is spread over ${deferral.terms} more instalments. Each becomes smaller.`
    case 'new_plan':
      return `All that is left is spread over ${deferral.terms} new instalments. What was late is part of it.`
  }
}

function plans(before: PlanInBrief, after: PlanInBrief): LetterBlock[] {
  const next = (plan: PlanInBrief) => `${kronerText(plan.nextOre, 'en')} by ${day(plan.nextOn)}`
  return section('Your plan', {
    kind: 'terms',
    headings: ['Plan', 'Payment'],
    rows: [
      ['Next instalment before', next(before)],
      ['Next instalment now', next(after)],
      ['Last instalment before', day(before.lastOn)],
      ['Last instalment now', day(after.lastOn)],
      ['You owe in all', kronerText(after.owedOre, 'en')],
    ],
  })
}

/** Deferrals. */
const deferrals = ({
  because,
  howToComplain,
}: Parts): Pick<LetterWords, 'loan_deferred' | 'loan_deferral_refused' | 'loan_deferral_undone'> => ({
  loan_deferred: ({ loanNumber, deferral, before, after, reason, complaint, notAsked }) => ({
    heading: `Decision: Loan ${loanNumber} is deferred`,
    blocks: [
      paragraph(`${what(deferral)} The deferral costs nothing, and your debt does not grow.`),
      ...plans(before, after),
      ...section('Reasons', paragraph(reason)),
      ...(complaint === undefined
        ? []
        : [
            paragraph(
              notAsked === 'nothing'
                ? 'You did not ask for the deferral. We have given it on our own initiative.'
                : 'It is not quite what you asked for.',
            ),
            ...howToComplain(complaint),
          ]),
    ],
  }),
  loan_deferral_refused: ({ loanNumber, complaint, ...grounds }) => ({
    heading: `Decision: Loan ${loanNumber} is not deferred`,
    blocks: [
      paragraph('We have looked at your request for a deferral. The plan is the same as before. You can ask again if something changes.'),
      ...because(grounds),
      ...howToComplain(complaint),
    ],
  }),
  loan_deferral_undone: ({ loanNumber, before, after, complaint }) => ({
    heading: `We have corrected the plan of loan ${loanNumber}`,
    blocks: [
      paragraph('A deferral was registered by mistake. We have taken it back, and the plan is again what it was.'),
      ...plans(before, after),
      ...howToComplain(complaint),
    ],
  }),
})

/** Parts of a loan that are not paid out after all. */
const rest = ({ because, howToComplain }: Parts): Pick<LetterWords, 'loan_rest_waived'> => ({
  loan_rest_waived: ({ loanNumber, waivedOre, paidOutOre, owedOre, complaint, ...grounds }) => ({
    heading: `Decision: The rest of loan ${loanNumber} is not paid out`,
    blocks: [
      paragraph(`The last ${kronerText(waivedOre, 'en')} of your loan will not be paid out.`),
      paragraph(
        owedOre === 0n
          ? `${kronerText(paidOutOre, 'en')} was paid out, and you have paid it all back. The loan is over.`
          : `${kronerText(paidOutOre, 'en')} was paid out, and you have ${kronerText(owedOre, 'en')} left to pay back. You do so by the plan on the loan’s page.`,
      ),
      ...because(grounds),
      ...howToComplain(complaint),
    ],
  }),
})

/** The end of a claim. */
const endings: Pick<LetterWords, 'loan_hand_over_notice' | 'loan_hand_over_dropped' | 'loan_remitted' | 'loan_recalled'> = {
  loan_hand_over_notice: ({ loanNumber, amountOre, oldestOn, payBy, reason }) => ({
    heading: `Notice: Loan ${loanNumber} may be sent to collection`,
    blocks: [
      paragraph(
        `${kronerText(amountOre, 'en')} is missing. The oldest instalment should have been paid by ${day(oldestOn)}. If the amount is not paid by ${day(payBy)}, we may hand the claim over to the Danish Debt Collection Agency (Gældsstyrelsen).`,
      ),
      ...section('Reasons', paragraph(reason)),
      ...section(
        'What that means',
        ...points([
          'The agency may add interest and fees and deduct from wages, tax refunds and payments.',
          'The part of the loan that has not fallen due you still pay to us.',
        ]),
      ),
      ...section(
        'What you can do',
        ...points([
          'Pay the amount in time. Then nothing more happens.',
          'If you cannot pay, ask for a deferral. We find a plan together.',
          'If you do not agree with the claim, write to us. Then we look at it before anything more happens.',
        ]),
      ),
    ],
  }),
  loan_hand_over_dropped: ({ loanNumber, amountOre, reason }) => ({
    heading: `Loan ${loanNumber} is not sent to collection`,
    blocks: [
      paragraph(
        'You were told that the claim might be handed over to the Danish Debt Collection Agency. That does not happen now. You still pay to us.',
      ),
      ...(amountOre === 0n ? [] : [paragraph(`${kronerText(amountOre, 'en')} is missing today. If you cannot pay, ask for a deferral.`)]),
      ...section('Reasons', paragraph(reason)),
    ],
  }),
  loan_remitted: ({ loanNumber, amountOre, reason }) => ({
    heading: `Decision: Your debt on loan ${loanNumber} is remitted`,
    blocks: [
      paragraph(`You do not have to pay the ${kronerText(amountOre, 'en')} that is missing. The debt no longer exists.`),
      ...section('Reasons', paragraph(reason)),
      paragraph('A remitted debt may matter for your tax. Ask the Danish Tax Agency if you are in doubt.'),
    ],
  }),
  loan_recalled: ({ loanNumber, amountOre }) => ({
    heading: `Loan ${loanNumber} is called back from collection`,
    blocks: [
      paragraph(`You pay to us again. ${kronerText(amountOre, 'en')} is missing today. The plan stands on the loan’s page.`),
      paragraph('If you cannot pay, write to us or call, or ask for a deferral.'),
    ],
  }),
}

/** The letters of a loan's later life in English. */
export function loanLettersEn(parts: Parts): Pick<LetterWords, keyof LoanLetterFields> {
  return { ...deferrals(parts), ...rest(parts), ...endings }
}
