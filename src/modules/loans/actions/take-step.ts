import type { Actor, HumanId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import type { Ore } from '#kernel/money.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { authorize } from '#modules/access/index.ts'
import { agreement } from '#modules/agreements/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { type NoticeKind, closeTasks } from '#modules/notices/index.ts'
import { type NoActingConsent, actFor, openPart } from '#modules/people/index.ts'
import { mayLendOn, programmeVersion, reasonOf } from '#modules/programmes/index.ts'
import { loanActions } from '../actions.ts'
import type { Aid, AidRefusal } from '../domain/aid.ts'
import { type Loan, type LoanId, type SecondPersonRefusal, secondPerson } from '../domain/loan.ts'
import type { PotRefusal } from '../domain/pot.ts'
import { type OfferRefusal, refusedAcceptance } from '../domain/offer.ts'
import { type StepRefusal, loanSteps, refusedStep } from '../domain/loan-machine.ts'
import { type SplitRefusal, type TrancheWish, checkSplit, tranchesFor } from '../domain/tranche.ts'
import { saveAid } from '../store/aid.ts'
import { eventsOf, insertEvent } from '../store/events.ts'
import { handsOf, lockLoan, saveHand, saveLoan } from '../store/loans.ts'
import { saveTranches } from '../store/tranches.ts'
import { reckonedAid } from './aid.ts'
import { type OutsideProduct, outsideProduct } from './apply.ts'
import { sendOffer, sendRefusal } from './decision-letter.ts'
import { keepStanding } from './keep-standing.ts'
import { takeFromPot } from './pots.ts'
import { tellOfLoan } from './tell.ts'

/** A step before the payout. `words` are the advice or the reason; `reason` a code of the programme's list when declining;
 * `aidReference` what the aid is registered under: the central register's, or the lender's own list's where that does not cover the day. */
export type Step =
  | { kind: 'advise'; words: string }
  | { kind: 'return'; words: string }
  | { kind: 'apply_again'; words: string; wish?: NewWish }
  | { kind: 'approve'; words: string; aidReference: string; laterParts?: readonly TrancheWish[] }
  | { kind: 'decline'; reason: string; words: string }
  | { kind: 'accept' }
  | { kind: 'withdraw' }

/** What the application is changed to, when it was returned because of it. */
export type NewWish = { amount: Ore; terms: number; startPauseMonths: number }

/** Why a step was not taken, in order of precedence. */
export type TakeStepRefusal =
  | { kind: 'no_such_loan' }
  | NotPermitted
  | StepRefusal
  | SecondPersonRefusal
  | OutsideProduct
  | { kind: 'no_such_reason' }
  | NoActingConsent
  | AidRefusal
  | SplitRefusal
  | OfferRefusal
  | PotRefusal

/** Who asks, for which loan, when; `requestId` makes a repeated press the same step. */
export type StepCommand = { actor: Actor; loanId: LoanId; requestId: string; on: Day; at: Instant }

/** Loads the loan with a lock and asks whether the actor may do this to it. */
export async function lockedFor(tx: Tx, command: StepCommand, action: keyof typeof loanSteps) {
  const found = await lockLoan(tx, command.loanId)
  const agreed = found === null ? null : await agreement(tx, found.agreementId)
  if (found === null || agreed === null) return refuse({ kind: 'no_such_loan' } as const)
  const permit = authorize(command.actor, loanActions[action], { parties: agreed.parties, personId: found.personId })
  if (!permit.ok) return permit
  const not = refusedStep(action, found.state)
  return not === null ? ok({ loan: found, agreed }) : refuse(not)
}

/** A second press of the same button finds the loan already moved on: that is no refusal. */
export async function alreadyDone(
  tx: Tx,
  command: StepCommand,
  refusal: { ok: false; refusal: TakeStepRefusal },
): Promise<Result<true, TakeStepRefusal>> {
  if (refusal.refusal.kind !== 'not_now') return refusal
  const events = await eventsOf(tx, command.loanId)
  return events.some((event) => event.id === command.requestId) ? ok(true) : refusal
}

/** Takes a step before the payout: advise, return, approve (which offers), decline, accept, withdraw. */
export async function takeLoanStep(tx: Tx, command: StepCommand & { step: Step }): Promise<Result<true, TakeStepRefusal>> {
  const { actor, step, on, at } = command
  const locked = await lockedFor(tx, command, step.kind)
  if (!locked.ok) return alreadyDone(tx, command, locked)
  const { loan, agreed } = locked.value
  assert(actor.kind !== 'system', 'a human takes the step')
  const refusal = await refusedDecision(tx, { ...locked.value, step, humanId: actor.humanId, on })
  if (refusal !== null) return refuse(refusal)
  const acted =
    step.kind === 'apply_again'
      ? await actFor(tx, { actor, personId: loan.personId, cover: 'loan', action: loanActions.apply_again, subjectId: loan.id, at })
      : ok(true as const)
  if (!acted.ok) return acted
  const pot = step.kind === 'approve' ? await takeFromPot(tx, loan, { purchaserId: agreed.parties.purchaser, on }) : null
  if (pot !== null) return refuse(pot)
  if (step.kind === 'advise') await openPart(tx, { personId: loan.personId, organisationId: loan.lenderId, from: on, why: 'loan' })
  const reason = step.kind === 'decline' ? step.reason : null
  const payload = step.kind === 'apply_again' && step.wish !== undefined ? { payload: { amount: step.wish.amount.toString() } } : {}
  const first = await insertEvent(tx, { id: command.requestId, loanId: loan.id, name: step.kind, on, at, actor, reason, ...payload })
  assert(first, 'a request id is never that of something else')
  if (step.kind === 'advise' || step.kind === 'apply_again')
    await saveHand(tx, loan.id, actor.humanId, step.kind === 'advise' ? 'advised' : 'sent')
  const aid = step.kind === 'approve' ? await keepOffer(tx, command, loan, step) : null
  await saveLoan(tx, after(loan, step, actor), loanSteps[step.kind].to, { on, at })
  await keepStanding(tx, loan.id)
  await recordChange(tx, { actor, action: loanActions[step.kind], on: { noun: 'loan', id: loan.id }, personId: loan.personId, at })
  await tellOf(tx, loan, step.kind, at)
  await writeOf(tx, { ...command, aid, loan, programmeVersionId: agreed.programmeVersionId })
  return ok(true)
}

/** What an offer consists of: its tranches, and its aid element with the reference it is registered under. */
async function keepOffer(tx: Tx, { requestId, on }: StepCommand, loan: Loan, step: Extract<Step, { kind: 'approve' }>): Promise<Aid> {
  await saveTranches(tx, loan.id, tranchesFor(loan.amount, step.laterParts ?? []))
  const { reckoned } = await reckonedAid(tx, loan, on)
  assert(reckoned.ok, 'the aid was judged with the decision')
  await saveAid(tx, { eventId: requestId, loanId: loan.id, on, aid: reckoned.value, reference: step.aidReference.trim() })
  return reckoned.value
}

const told: Record<Step['kind'], readonly NoticeKind[]> = {
  advise: ['loan_advised'],
  return: ['loan_returned'],
  apply_again: ['loan_applied'],
  approve: ['loan_approved', 'loan_offered'],
  decline: ['loan_declined'],
  accept: ['loan_accepted'],
  withdraw: [],
}

async function tellOf(tx: Tx, loan: Loan, step: Step['kind'], at: Instant): Promise<void> {
  await closeTasks(tx, { subject: { noun: 'loan', id: loan.id }, at })
  for (const kind of told[step]) await tellOfLoan(tx, loan, { kind, at })
}

type Written = StepCommand & { step: Step; aid: Aid | null; loan: Loan; programmeVersionId: Id<'programme_version'> }

/** A decision is a letter, written in the same transaction. */
async function writeOf(tx: Tx, { actor, step, aid, loan, programmeVersionId, on, at }: Written): Promise<void> {
  if (actor.kind !== 'staff' || (step.kind !== 'approve' && step.kind !== 'decline')) return
  const decided = { actor, loan, version: await programmeVersion(tx, programmeVersionId), words: step.words, on, at }
  if (aid !== null) await sendOffer(tx, { ...decided, aid })
  else if (step.kind === 'decline') await sendRefusal(tx, { ...decided, reason: step.reason })
}

type Deciding = { loan: Loan; agreed: { programmeVersionId: Id<'programme_version'> }; step: Step; humanId: HumanId; on: Day }

/** Why the application may not be sent or decided so, or the offer not be accepted; null when it may, or when the step does neither. */
async function refusedDecision(tx: Tx, { loan, agreed, step, humanId, on }: Deciding): Promise<TakeStepRefusal | null> {
  if (step.kind === 'accept') return refusedAcceptance(await eventsOf(tx, loan.id), on)
  if (step.kind === 'apply_again') return outsideNewWish(tx, agreed.programmeVersionId, step.wish, on)
  if (step.kind !== 'approve' && step.kind !== 'decline') return null
  const same = secondPerson(loan, 'decide', humanId, await handsOf(tx, loan.id))
  if (same !== null) return same
  const version = await programmeVersion(tx, agreed.programmeVersionId)
  if (step.kind === 'decline') return reasonOf(version, 'loan_decline', step.reason) === null ? { kind: 'no_such_reason' } : null
  if (!mayLendOn(version.loanProduct, on)) return { kind: 'no_legal_basis_on_the_day', legalBasis: version.loanProduct.legalBasis }
  const { reckoned } = await reckonedAid(tx, loan, on)
  if (!reckoned.ok) return reckoned.refusal
  if (step.aidReference.trim() === '') return { kind: 'no_register_reference' }
  return checkSplit(loan.amount, tranchesFor(loan.amount, step.laterParts ?? []))
}

async function outsideNewWish(
  tx: Tx,
  version: Id<'programme_version'>,
  wish: NewWish | undefined,
  on: Day,
): Promise<OutsideProduct | null> {
  return wish === undefined ? null : outsideProduct((await programmeVersion(tx, version)).loanProduct, wish, on)
}

function after(loan: Loan, step: Step, actor: Exclude<Actor, { kind: 'system' }>): Loan {
  switch (step.kind) {
    case 'advise':
      return { ...loan, advice: step.words, advisedBy: actor.humanId }
    case 'return':
      return { ...loan, reason: step.words, advisedBy: null }
    case 'apply_again':
      return { ...loan, ...step.wish, purpose: step.words, appliedBy: actor.humanId }
    case 'approve':
    case 'decline':
      return { ...loan, reason: step.words, decidedBy: actor.humanId }
    case 'accept':
      return actor.kind === 'citizen' ? { ...loan, borrowerHuman: actor.humanId } : loan
    case 'withdraw':
      return loan
  }
}
