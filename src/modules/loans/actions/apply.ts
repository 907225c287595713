import type { Actor, HumanId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { type Id, newId } from '#kernel/ids.ts'
import type { Ore } from '#kernel/money.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { authorize } from '#modules/access/index.ts'
import { agreement } from '#modules/agreements/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { enrolment } from '#modules/enrolments/index.ts'
import { type NoActingConsent, actFor, isUnderAge } from '#modules/people/index.ts'
import { type LoanProduct, mayLendOn, programmeVersion } from '#modules/programmes/index.ts'
import { loanActions } from '../actions.ts'
import type { OtherAid } from '../domain/aid.ts'
import { makePlan } from '../domain/engine/index.ts'
import type { Loan, LoanId } from '../domain/loan.ts'
import { saveDeclaration } from '../store/aid.ts'
import { insertEvent } from '../store/events.ts'
import { insertLoan, loanOfRequest, nextNumber } from '../store/loans.ts'
import { keepStanding } from './keep-standing.ts'
import { tellOfLoan } from './tell.ts'

/** What is applied for; `requestId` is made when the form is shown, so that a double click is one application. */
export type Application = {
  amount: Ore
  terms: number
  startPauseMonths: number
  anchorDay: number
  purpose: string
  requestId: string
} & {
  /** What the borrower declares of other de minimis aid; empty when there is none. */
  otherAid: readonly OtherAid[]
}

/** Why no application was made, in order of precedence. */
export type ApplyRefusal =
  | NotPermitted
  | { kind: 'no_such_enrolment' }
  | NoActingConsent
  | { kind: 'not_in_gate_or_main_phase' }
  | { kind: 'under_age' }
  | OutsideProduct
  | { kind: 'open_loan_already' }

/** Why an application lies outside the product, in order of precedence. */
export type OutsideProduct =
  | { kind: 'no_legal_basis_on_the_day'; legalBasis: LoanProduct['legalBasis'] }
  | { kind: 'amount_out_of_bounds'; min: Ore; max: Ore }
  | { kind: 'terms_out_of_bounds'; max: number }
  | { kind: 'start_pause_out_of_bounds'; max: number }

/** The constraints of an application by name, for `refusing` around the transaction. */
export const applyConstraints = { one_open_loan_per_run: { kind: 'open_loan_already' }, event_once: { kind: 'open_loan_already' } } as const

/** Checks an application against the product; null when it keeps within it (memo: DKK 1,000–50,000). */
export function outsideProduct(
  product: LoanProduct,
  wish: Pick<Application, 'amount' | 'terms' | 'startPauseMonths'>,
  on: Day,
): OutsideProduct | null {
  if (!mayLendOn(product, on)) return { kind: 'no_legal_basis_on_the_day', legalBasis: product.legalBasis }
  if (wish.amount < product.minOre || wish.amount > product.maxOre)
    return { kind: 'amount_out_of_bounds', min: product.minOre, max: product.maxOre }
  if (wish.terms < 1 || wish.terms > product.maxTerms) return { kind: 'terms_out_of_bounds', max: product.maxTerms }
  return wish.startPauseMonths > product.startPauseMonthsMax
    ? { kind: 'start_pause_out_of_bounds', max: product.startPauseMonthsMax }
    : null
}

/** What the product allows for a run; null when the session sees no such run. */
export async function productOf(
  tx: Tx,
  enrolmentId: Id<'enrolment'>,
): Promise<{
  run: NonNullable<Awaited<ReturnType<typeof enrolment>>>
  product: LoanProduct
  parties: NonNullable<Awaited<ReturnType<typeof agreement>>>['parties']
} | null> {
  const run = await enrolment(tx, enrolmentId)
  const agreed = run === null ? null : await agreement(tx, run.agreementId)
  const version = agreed === null ? null : await programmeVersion(tx, agreed.programmeVersionId)
  return run === null || agreed === null || version === null ? null : { run, product: version.loanProduct, parties: agreed.parties }
}

/** Applies for a loan in the gate or the main phase, by the citizen or by the adviser on recorded consent. */
export async function applyForLoan(
  tx: Tx,
  command: { actor: Actor; enrolmentId: Id<'enrolment'>; wish: Application; on: Day; at: Instant },
): Promise<Result<LoanId, ApplyRefusal>> {
  const { actor, enrolmentId, wish, on, at } = command
  const found = await productOf(tx, enrolmentId)
  if (found === null) return refuse({ kind: 'no_such_enrolment' })
  const { run, product, parties } = found
  const permit = authorize(actor, loanActions.apply, { parties, personId: run.personId })
  if (!permit.ok) return permit
  assert(actor.kind !== 'system', 'a loan is applied for by a human')
  const already = await loanOfRequest(tx, run.id, wish.requestId)
  if (already !== null) return ok(already)
  if (run.state !== 'gate' && run.state !== 'main') return refuse({ kind: 'not_in_gate_or_main_phase' })
  // Who is not 18 cannot take on a debt, and those who have custody cannot for them (værgemålsloven §§ 1 and 39).
  if (await isUnderAge(tx, run.personId, on)) return refuse({ kind: 'under_age' })
  const outside = outsideProduct(product, wish, on)
  if (outside !== null) return refuse(outside)
  const made = newLoan({ ...command, humanId: actor.humanId, number: await nextNumber(tx, on), run, product, lenderId: parties.lender })
  assert(makePlan(made, on).ok, 'what the product allows has a plan')
  await insertLoan(tx, made)
  const payload = { amount: wish.amount.toString() }
  const first = await insertEvent(tx, { id: wish.requestId, loanId: made.id, name: 'apply', on, at, actor, payload })
  assert(first, 'a request id is never that of something else')
  const acted = await actFor(tx, {
    actor,
    personId: run.personId,
    cover: 'loan',
    action: loanActions.apply,
    subjectId: made.id,
    at,
  })
  if (!acted.ok) return acted
  await keepStanding(tx, made.id)
  await saveDeclaration(tx, { eventId: wish.requestId, loanId: made.id, on, by: actor.humanId, aids: wish.otherAid })
  await recordChange(tx, {
    actor,
    action: loanActions.apply,
    on: { noun: 'loan', id: made.id },
    personId: run.personId,
    codes: { amount_ore: Number(wish.amount) },
    at,
  })
  await tellOfLoan(tx, made, { kind: 'loan_applied', at })
  return ok(made.id)
}

function newLoan(given: {
  actor: Actor
  humanId: HumanId
  number: string
  run: { personId: Loan['personId']; id: Id<'enrolment'>; agreementId: Id<'agreement'>; caseNumber: string }
  product: LoanProduct
  lenderId: Loan['lenderId']
  wish: Application
  on: Day
  at: Instant
}): Loan {
  const { run, product, wish } = given
  return {
    id: newId<'loan'>(),
    number: given.number,
    personId: run.personId,
    enrolmentId: run.id,
    agreementId: run.agreementId,
    caseNumber: run.caseNumber,
    lenderId: given.lenderId,
    state: 'applied',
    amount: wish.amount,
    min: product.minOre,
    max: product.maxOre,
    terms: wish.terms,
    startPauseMonths: wish.startPauseMonths,
    anchorDay: wish.anchorDay,
    step: product.installmentMultipleOre,
    legalBasis: product.legalBasis.text,
    interestDayCount: product.lateInterest?.dayCount ?? null,
    appliedBy: given.humanId,
    advisedBy: null,
    decidedBy: null,
    paidOutBy: null,
    borrowerHuman: given.actor.kind === 'citizen' ? given.humanId : null,
    ballSince: given.on,
    changedAt: given.at,
    purpose: wish.purpose,
    advice: null,
    reason: null,
  }
}
