import { formatCpr } from '#kernel/cpr.ts'
import { formatCvr } from '#kernel/cvr.ts'
import type { Day } from '#kernel/days.ts'
import { ore, sumOre } from '#kernel/money.ts'
import { remindersOf } from '#modules/programmes/index.ts'
import type { LetterBlock } from '#modules/notices/index.ts'
import { dayText, kronerText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import type { NoteParties } from '../../actions/note-parties.ts'
import type { LoanView } from '../../actions/read-loan.ts'
import type { Signature } from '../../texts/da-life.ts'
import { paymentTexts } from '../../texts/payments/texts.ts'
import { lifeTexts, texts } from '../../texts/texts.ts'
import { payFacts, payHint } from '../loan/how-to-pay.tsx'
import { planSentence } from '../words.ts'
import { planLines } from './plan-rows.ts'

/** What a note is drawn of: the loan, whom it names, and how it is signed. */
export type NoteFacts = { view: LoanView; parties: NoteParties; signature: Signature; on: Day }

/** The promissory note (gældsbrev) in reading order: parties, debt, purpose, what it costs, payout, plan, what happens when one cannot pay, legal basis. */
export function agreementBlocks({ view, parties, signature, on }: NoteFacts, lang: Lang): LetterBlock[] {
  const { loan } = view
  const say = lifeTexts(lang).agreement
  const kroner = (amount: typeof loan.amount) => kronerText(amount, lang)
  const paragraph = (text: string): LetterBlock => ({ kind: 'paragraph', text })
  const heading = (text: string): LetterBlock => ({ kind: 'heading', text })
  const preview = view.preview ?? []
  const lines = planLines(view, lang)
  const borrower = parties.borrower.name ?? texts(lang).masked
  return [
    ...partyBlocks(parties, lang),
    heading(say.debtHead),
    paragraph(say.debt(borrower, kroner(loan.amount), parties.lender.name)),
    heading(say.purposeHead),
    paragraph(loan.purpose),
    heading(say.costHead),
    paragraph(say.cost(kroner(loan.amount), lateTerms(view, lang))),
    paragraph(say.early),
    ...(view.tranches.length < 2 ? [] : [heading(say.conditionsHead), { kind: 'list' as const, items: trancheLines(view, lang) }]),
    heading(say.planHead),
    ...(preview.length === 0
      ? []
      : [paragraph(planSentence(preview, loan.anchorDay, lang)), paragraph(say.planIf(dayText(view.standing.asOf)))]),
    {
      kind: 'terms',
      headings: [say.headings.by, say.headings.amount],
      rows: [
        ...lines.map((line) => [dayText(line.payableBy), kroner(line.amount)] as const),
        [say.total, kroner(sumOre(lines.map((line) => line.amount)))],
      ],
    },
    paragraph(lifeTexts(lang).plan.note),
    ...payBlocks(view, lang),
    heading(say.lateHead),
    { kind: 'list', items: say.late(lateTerms(view, lang)) },
    heading(say.legalHead),
    paragraph(loan.legalBasis),
    heading(say.signHead),
    paragraph(say.sign[signature](borrower, dayText(on))),
  ]
}

/** Who owes and whom, so that neither can be taken for another. What is not known is left out; a protected address is not written. */
function partyBlocks({ borrower, lender }: NoteParties, lang: Lang): LetterBlock[] {
  const say = lifeTexts(lang).agreement
  const list = (lines: readonly (readonly [string, string | null])[]): LetterBlock => ({
    kind: 'list',
    items: lines.flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`])),
  })
  return [
    { kind: 'heading', text: say.borrowerHead },
    list([
      [say.name, borrower.name ?? texts(lang).masked],
      [say.cpr, borrower.cpr === null ? null : formatCpr(borrower.cpr)],
      [say.address, borrower.addressHidden ? say.hiddenAddress : oneLine(borrower.address)],
    ]),
    { kind: 'heading', text: say.lenderHead },
    list([
      [say.name, lender.name],
      [say.cvr, lender.cvr === null ? null : formatCvr(lender.cvr)],
      [say.address, oneLine(lender.address)],
    ]),
  ]
}

function oneLine(address: string | null): string | null {
  return address === null
    ? null
    : address
        .split(/\s*\n\s*/)
        .filter((line) => line !== '')
        .join(', ')
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
