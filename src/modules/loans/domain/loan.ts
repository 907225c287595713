import type { HumanId, OrganisationId, PersonId } from '#kernel/actor.ts'
import { nextBankDay } from '#kernel/bank-days.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import type { Ore } from '#kernel/money.ts'
import type { LoanSettings } from './engine/index.ts'
import type { LoanState } from './loan-machine.ts'

/** How the days of a year are counted for default interest; a term of the product. */
export type DayCount = 'act/365' | '30/360'

/** A loan's identity. */
export type LoanId = Id<'loan'>

/** A loan as it stands; its money follows from its events. */
export type Loan = {
  id: LoanId
  number: string
  personId: PersonId
  enrolmentId: Id<'enrolment'>
  agreementId: Id<'agreement'>
  caseNumber: string
  lenderId: OrganisationId
  state: LoanState
  amount: Ore
  min: Ore
  max: Ore
  terms: number
  startPauseMonths: number
  anchorDay: number
  step: Ore
  legalBasis: string
  /** How days are counted for default interest; null where the product takes none. */
  interestDayCount: DayCount | null
  appliedBy: HumanId
  advisedBy: HumanId | null
  decidedBy: HumanId | null
  paidOutBy: HumanId | null
  borrowerHuman: HumanId | null
  ballSince: Day
  changedAt: Instant
  purpose: string
  advice: string | null
  reason: string | null
}

/** What a loan's plan follows from. */
export type LoanTerms = Pick<Loan, 'amount' | 'terms' | 'startPauseMonths' | 'anchorDay' | 'step'>

/** The loan's terms as the engine takes them; lateness counts from the next bank day. */
export function settingsOf(loan: LoanTerms): LoanSettings {
  const { amount, terms, startPauseMonths, anchorDay, step } = loan
  return { amount, terms, startPauseMonths, anchorDay, step, payableBy: nextBankDay }
}

/** Four eyes, compared as humans: why this human may not take this step. */
export type SecondPersonRefusal = { kind: 'second_person_required'; because: 'applied' | 'advised' | 'decided' | 'borrower' }

/** A human who sent or advised an application, in whatever round. */
export type Hand = { human: HumanId; part: 'sent' | 'advised' }

/**
 * Whoever sent or advised the application, in any round, or borrows does not decide; whoever decided or borrows does not pay out
 * (memo's "to personer", DESIGN §3).
 */
export function secondPerson(
  loan: Loan,
  step: 'decide' | 'pay_out',
  human: HumanId,
  hands: readonly Hand[] = [],
): SecondPersonRefusal | null {
  if (loan.borrowerHuman === human) return { kind: 'second_person_required', because: 'borrower' }
  if (step === 'pay_out') return loan.decidedBy === human ? { kind: 'second_person_required', because: 'decided' } : null
  const part = hands.find((hand) => hand.human === human)?.part
  if (part === 'sent' || loan.appliedBy === human) return { kind: 'second_person_required', because: 'applied' }
  return part === 'advised' || loan.advisedBy === human ? { kind: 'second_person_required', because: 'advised' } : null
}

/** Days in which a late application can be expected to be decided, from where it stands: the pilot's working rhythm, not law. */
export function daysToDecide(state: LoanState): number {
  return state === 'advised' ? 7 : 14
}
