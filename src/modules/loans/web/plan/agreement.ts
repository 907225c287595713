import { ore } from '#kernel/money.ts'
import { remindersOf } from '#modules/programmes/index.ts'
import type { LetterBlock } from '#modules/notices/index.ts'
import { dayText, kronerText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import type { LoanView } from '../../actions/read-loan.ts'
import { paymentTexts } from '../../texts/payments/texts.ts'
import { lifeTexts } from '../../texts/texts.ts'
import { payFacts, payHint } from '../loan/how-to-pay.tsx'
import { planSentence } from '../words.ts'
import { planLines } from './plan-rows.ts'

/** The promissory note (gældsbrev) in reading order: debt, purpose, what it costs, payout, plan, what happens when one cannot pay, legal basis. */
export function agreementBlocks(given: { view: LoanView; borrower: string; lender: string }, lang: Lang): LetterBlock[] {
  const { view, borrower, lender } = given
  const { loan } = view
  const say = lifeTexts(lang).agreement
  const kroner = (amount: typeof loan.amount) => kronerText(amount, lang)
  const paragraph = (text: string): LetterBlock => ({ kind: 'paragraph', text })
  const heading = (text: string): LetterBlock => ({ kind: 'heading', text })
  const preview = view.preview ?? []
  return [
    paragraph(say.debtor(borrower, kroner(loan.amount), lender)),
    heading(say.purposeHead),
    paragraph(loan.purpose),
    heading(say.costHead),
    paragraph(say.cost(kroner(loan.amount))),
    ...(view.tranches.length < 2 ? [] : [heading(say.conditionsHead), { kind: 'list' as const, items: trancheLines(view, lang) }]),
    heading(say.planHead),
    ...(preview.length === 0
      ? []
      : [paragraph(planSentence(preview, loan.anchorDay, lang)), paragraph(say.planIf(dayText(view.standing.asOf)))]),
    {
      kind: 'terms',
      headings: [say.headings.by, say.headings.amount],
      rows: planLines(view, lang).map((line) => [dayText(line.payableBy), kroner(line.amount)] as const),
    },
    ...payBlocks(view, lang),
    heading(say.lateHead),
    { kind: 'list', items: say.late(lateTerms(view, lang)) },
    heading(say.legalHead),
    paragraph(loan.legalBasis),
    heading(say.signHead),
    paragraph(say.sign),
  ]
}

function lateTerms({ loan, version }: LoanView, lang: Lang) {
  const fee = remindersOf(version.loanProduct).reduce((most, step) => (step.feeOre > most ? step.feeOre : most), ore(0n))
  return { fee: fee === 0n ? null : kronerText(fee, lang), interest: loan.interestDayCount !== null }
}

/** How to pay, as it stands in the plan and the note. */
export function payBlocks(view: LoanView, lang: Lang): LetterBlock[] {
  return [
    { kind: 'heading', text: paymentTexts(lang).pay.title },
    { kind: 'paragraph', text: payHint(view, lang) },
    { kind: 'list', items: payFacts(view, lang).map(({ name, value }) => `${name}: ${value}`) },
  ]
}

function trancheLines(view: LoanView, lang: Lang): string[] {
  const say = lifeTexts(lang)
  return view.tranches.map((tranche) => {
    const conditions = tranche.conditions.map((condition) => condition.words).join('; ')
    return say.agreement.tranche(tranche.n, kronerText(tranche.amount, lang), conditions === '' ? say.tranches.none : conditions)
  })
}
