import type { CaseCard, CaseStep } from '#kernel/case-step.ts'
import type { Id } from '#kernel/ids.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Reader } from '#platform/case.ts'
import { mayEver } from '#modules/access/index.ts'
import { enrolment } from '#modules/enrolments/index.ts'
import { dayText, kronerText } from '#ui/format.ts'
import { loanActions } from '../actions.ts'
import { type LoanState, replayLoan } from '../domain/engine/index.ts'
import { type Loan, settingsOf } from '../domain/loan.ts'
import { overStates } from '../domain/loan-machine.ts'
import { moneyLog } from '../domain/recorded-event.ts'
import { eventsOf } from '../store/events.ts'
import { loansOfPerson } from '../store/loans.ts'
import { texts } from '../texts/texts.ts'

type CaseRef = { personId: string; enrolmentId: Id<'enrolment'> | null }

/** The loan's card on the case page and on the citizen's own: what is left, what comes next, and what is missing. */
export async function loanCards(tx: Tx, { actor, lang, today }: Reader, key: CaseRef): Promise<CaseCard[]> {
  const say = texts(lang)
  const loans = await loansOfPerson(tx, key.personId)
  if (loans.length === 0) return [{ title: say.card, facts: [{ label: say.state, value: say.cardNone }] }]
  const cards: CaseCard[] = []
  for (const loan of loans) {
    const standing = await paidOutStanding(tx, loan, today)
    const next = standing?.next ?? null
    const late = standing !== null && standing.arrears.amount > 0n
    cards.push({
      title: `${say.card} ${loan.number}`,
      facts: [
        { label: say.state, value: say.states[loan.state] },
        { label: say.amount, value: kronerText(loan.amount, lang) },
        ...(standing === null ? [] : [{ label: say.left, value: kronerText(standing.outstanding, lang) }]),
        ...(late ? [{ label: say.late, value: say.lateBy(kronerText(standing.arrears.amount, lang), standing.arrears.daysLate) }] : []),
        ...(next === null || late
          ? []
          : [{ label: say.nextInstalment, value: say.nextDue(kronerText(next.left, lang), dayText(next.payableBy)) }]),
      ],
      ...(mayEver(actor, loanActions.see) ? { href: `/loans/${loan.id}` } : {}),
    })
  }
  return cards
}

// Null for a loan that was never paid out, or is over.
async function paidOutStanding(tx: Tx, loan: Loan, today: Reader['today']): Promise<LoanState | null> {
  if (loan.state !== 'repaying') return null
  const replayed = replayLoan(settingsOf(loan), moneyLog(await eventsOf(tx, loan.id)), today)
  return replayed.ok && replayed.value.status !== 'not_paid_out' ? replayed.value : null
}

/** Applying for a loan as a step of the case, for those who may; for the borrower, an instalment that is missing too. */
export async function loanCaseSteps(tx: Tx, reader: Reader, key: CaseRef): Promise<CaseStep[]> {
  const loans = await loansOfPerson(tx, key.personId)
  const running = loans.find((loan) => !overStates.includes(loan.state))
  if (running !== undefined) return reader.actor.kind === 'citizen' ? missingStep(tx, reader, running) : []
  return applyStep(tx, reader, key)
}

async function missingStep(tx: Tx, { lang, today }: Reader, loan: Loan): Promise<CaseStep[]> {
  const standing = await paidOutStanding(tx, loan, today)
  if (standing === null || standing.arrears.amount === 0n) return []
  const say = texts(lang)
  const consequence = say.missing(kronerText(standing.arrears.amount, lang))
  return [{ label: say.howToPayStep, href: `/loans/${loan.id}#how-to-pay`, consequence, primary: true }]
}

async function applyStep(tx: Tx, { actor, lang }: Reader, key: CaseRef): Promise<CaseStep[]> {
  if (key.enrolmentId === null || !mayEver(actor, loanActions.apply)) return []
  const run = await enrolment(tx, key.enrolmentId)
  if (run === null) return []
  const say = texts(lang)
  const open = run.state === 'gate' || run.state === 'main'
  const step = {
    label: say.applyStep,
    href: `/enrolments/${run.id}/loan-application`,
    consequence: say.applyStepConsequence,
    primary: false,
  }
  return [open ? step : { ...step, disabledReason: say.applyNotYet }]
}
