import type { Id } from '#kernel/ids.ts'
import type { TimelineEntry } from '#kernel/timeline.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Deps, Module } from '#platform/module.ts'
import { kronerText } from '#ui/format.ts'
import type { Reader } from '#platform/case.ts'
import { mayEver } from '#modules/access/index.ts'
import { loanActions } from './actions.ts'
import type { ReadBankFile } from './domain/bank-line.ts'
import { productOf } from './actions/apply.ts'
import { claimInterestDue } from './actions/claim-interest.ts'
import { fillStandings } from './actions/keep-standing.ts'
import { tellDelaysDue } from './actions/tell-delay.ts'
import { remindDue } from './actions/remind.ts'
import { calculatorRoutes } from './api/routes.ts'
import { eventsOf } from './store/events.ts'
import { loansOfPerson } from './store/loans.ts'
import { bankTexts } from './texts/bank/texts.ts'
import { portfolioTexts } from './texts/portfolio/texts.ts'
import { aidTexts } from './texts/aid/texts.ts'
import { paymentTexts } from './texts/payments/texts.ts'
import { texts } from './texts/texts.ts'
import { doersOf } from './actions/read-loan.ts'
import { byWhom, eventText, isBorrowersStep } from './web/event-text.ts'
import { accountRoutes } from './web/accounts/routes.tsx'
import { closingRoutes } from './web/closing/routes.tsx'
import { delayRoutes } from './web/delay/routes.tsx'
import { deferralRoutes } from './web/deferral/routes.tsx'
import type { AcceptancePorts } from './ports.ts'
import { noteRoutes } from './web/plan/note.tsx'
import { type PaymentFiles, paymentRoutes } from './web/payments/routes.tsx'
import { planRoutes } from './web/plan/downloads.ts'
import { portfolioRoutes } from './web/portfolio/routes.tsx'
import { bankRoutes } from './web/bank/routes.tsx'
import { loanRoutes } from './web/routes.tsx'
import { aidRoutes } from './web/aid/routes.tsx'
import { rateRoutes } from './web/rates/routes.tsx'
import { potTexts } from './texts/pot/texts.ts'
import { settlementTexts } from './texts/settlement/texts.ts'
import { settlementRoutes } from './web/settlement/routes.tsx'
import { potRoutes } from './web/pot/routes.tsx'
import { reminderRoutes } from './web/reminders/routes.tsx'
import { statementRoutes } from './web/statement/routes.tsx'
import { whatIfRoutes } from './web/what-if/routes.tsx'

export { eraseLoanWords } from './store/loans.ts'
export { loanChecks } from './actions/verify.ts'
export { type Application, type ApplyRefusal, applyForLoan } from './actions/apply.ts'
export { loanSubject } from './actions/subject.ts'
export { loanPlans, wishedLoan } from './actions/plans-for-budget.ts'
export { type LoanStanding, loanStandings } from './actions/loan-standings.ts'
export { type ClosingRefusal, type ClosingStep, stepClosing } from './actions/closing.ts'
export { noteOnLoan } from './actions/note.ts'
export { type DeferralRefusal, type DeferralStep, stepDeferral } from './actions/defer.ts'
export { type Imported, importLines, parkLine } from './actions/bank-lines.ts'
export { bookLines } from './actions/book-lines.ts'
export { approveBatch, makeBatch, settlePayment } from './actions/batches.ts'
export { decideOwnAccount, proposeAccount } from './actions/own-accounts.ts'
export { answerGrant, enterGrant } from './actions/pots.ts'
export { askRefund, decidePayment, releasePayout } from './actions/release-payment.ts'
export { paymentIdOf } from './domain/bank-line.ts'
export { type BankLineId, linesIn } from './store/bank-lines.ts'
export { paymentsOfLoan } from './store/payments.ts'
export { loan, loansOfPerson } from './store/loans.ts'
export { askForReview, reviewLoan } from './actions/review.ts'
export { meetCondition } from './actions/meet-condition.ts'
export { type MoneyMove, type MoneyRefusal, moveMoney } from './actions/money.ts'
export { type Step, type StepCommand, type TakeStepRefusal, takeLoanStep } from './actions/take-step.ts'
export type { BankFile, BankFileRefusal, BankLine, LeftOut, ReadBankFile } from './domain/bank-line.ts'
export type { AssuranceLevel, SigningOutcome, SigningRequest, SigningService } from './domain/signing.ts'
export type {
  PaymentFile,
  PaymentStatus,
  ReadPaymentStatus,
  StatusRefusal,
  StatusReport,
  WritePaymentFile,
} from './domain/payment-file.ts'
export type { Loan, LoanId } from './domain/loan.ts'
export { type LoanState, ballOf, loanSteps } from './domain/loan-machine.ts'
export { loanCards, loanCaseSteps } from './web/case-views.ts'
export { drawNote, keepAcceptance } from './web/documents/accept.ts'

type CaseRef = { personId: string; enrolmentId: Id<'enrolment'> | null }

/** What happened to the loans of a case, for its timeline; it leads to the loan for those who may see it. */
export async function loanTimeline(tx: Tx, { actor, lang }: Reader, key: CaseRef): Promise<TimelineEntry[]> {
  const say = texts(lang)
  const entries: TimelineEntry[] = []
  for (const loan of await loansOfPerson(tx, key.personId)) {
    const found = await productOf(tx, loan.enrolmentId)
    const events = await eventsOf(tx, loan.id)
    const names = await doersOf(tx, events.filter(isBorrowersStep))
    for (const event of events) {
      const who = byWhom(event, names, lang)
      const amount = event.amount === null ? '' : `, ${kronerText(event.amount, lang)}`
      entries.push({
        on: event.on,
        at: event.at,
        tone: 'done',
        icon: 'payments',
        title: `${say.card}: ${eventText(event, found?.product ?? null, lang)}${amount}`,
        ...(who === null || !isBorrowersStep(event) ? {} : { text: `${who}.` }),
        ...(mayEver(actor, loanActions.see) ? { href: `/loans/${loan.id}` } : {}),
        kind: 'money',
      })
    }
  }
  return entries
}

/** Loans: application, decision, payout, payments, and the public calculators. Without `payments` there are no payment files, and no pages of them. */
export function loansModule(deps: Deps, readBankFile: ReadBankFile, ports: AcceptancePorts, payments?: PaymentFiles): Module {
  return {
    name: 'loans',
    actions: Object.values(loanActions),
    routes: [
      ...bankRoutes(deps, readBankFile),
      ...accountRoutes(deps),
      ...(payments === undefined ? [] : paymentRoutes(deps, payments)),
      ...loanRoutes(deps, ports),
      ...noteRoutes(deps),
      ...portfolioRoutes(deps),
      ...deferralRoutes(deps),
      ...closingRoutes(deps),
      ...delayRoutes(deps),
      ...planRoutes(deps),
      ...statementRoutes(deps),
      ...whatIfRoutes(deps),
      ...reminderRoutes(deps),
      ...aidRoutes(deps),
      ...rateRoutes(deps),
      ...settlementRoutes(deps),
      ...potRoutes(deps),
      ...calculatorRoutes(),
    ],
    nav: navOf(payments !== undefined),
    due: async (today, say) => {
      await fillStandings(deps.db, today, say)
      const claimed = await claimInterestDue(deps.db, today, deps.clock.now(), say)
      const told = await tellDelaysDue(deps.db, today, deps.clock.now(), say)
      return claimed + told + (await remindDue(deps.db, today, deps.clock.now(), say))
    },
  }
}

function navOf(withPayments: boolean): NonNullable<Module['nav']> {
  return [
    {
      group: 'programme',
      href: '/portfolio',
      label: { da: portfolioTexts('da').title, en: portfolioTexts('en').title },
      icon: 'analytics',
      action: loanActions.list,
    },
    {
      group: 'programme',
      href: '/loans',
      label: { da: texts('da').nav, en: texts('en').nav },
      icon: 'payments',
      action: loanActions.list,
    },
    {
      group: 'programme',
      href: '/pot',
      label: { da: potTexts('da').title, en: potTexts('en').title },
      icon: 'payments',
      action: loanActions.see_pot,
    },
    {
      group: 'programme',
      href: '/settlement',
      label: { da: settlementTexts('da').title, en: settlementTexts('en').title },
      icon: 'payments',
      action: loanActions.see_settlement,
    },
    {
      group: 'programme',
      href: '/bank-lines',
      label: { da: bankTexts('da').title, en: bankTexts('en').title },
      icon: 'payments',
      action: loanActions.see_bank,
    },
    ...(!withPayments
      ? []
      : [
          {
            group: 'programme' as const,
            href: '/payments',
            label: { da: paymentTexts('da').out.title, en: paymentTexts('en').out.title },
            icon: 'payments' as const,
            action: loanActions.see_payments,
          },
        ]),
    {
      group: 'programme',
      href: '/reference-rates',
      label: { da: aidTexts('da').rates.title, en: aidTexts('en').rates.title },
      icon: 'payments',
      action: loanActions.see_rates,
    },
  ]
}
