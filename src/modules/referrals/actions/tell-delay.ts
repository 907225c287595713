import { type Day, type Instant, isBefore } from '#kernel/days.ts'
import type { SystemActor } from '#kernel/actor.ts'
import { assert, ok, refuse, type Result } from '#kernel/result.ts'
import { standing } from '#modules/caseload/index.ts'
import {
  checkExpected,
  type Delay,
  type DelayRefusal,
  expectedAgain,
  letter,
  letterContent,
  type LetterContent,
  type LetterFields,
  tellAll,
} from '#modules/notices/index.ts'
import { addressee } from '#modules/people/index.ts'
import { nobody, type Tx } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import type { Deps } from '#platform/module.ts'
import { actions } from '../actions.ts'
import { expectedDecision, undecidedState } from '../domain/delay.ts'
import type { MachineRefusal } from '../domain/guards.ts'
import type { Referral } from '../domain/referral.ts'
import { delayedCases } from '../store/referrals.ts'
import { texts } from '../texts/texts.ts'
import { type CaseRefusal, type Command, openCase, takeStep } from './take-step.ts'

/** Why a delay is not told. `told_meanwhile`: a letter went out that the teller had not seen. */
export type TellDelayRefusal =
  | CaseRefusal
  | MachineRefusal
  | DelayRefusal
  | { kind: 'text_missing' }
  | { kind: 'told_meanwhile'; until: Day }
/** The new day and why, and the day the citizen was last told of as far as the teller knows (null: none). */
export type DelayCommand = Command & Delay & { seen: Day | null }

/**
 * Tells the citizen by letter that the decision is late and when to expect it (retssikkerhedsloven § 3, stk. 2). Both authorities and the
 * job centre's lead are told as well. It may be told before the deadline passes, and again with another day by who has seen the first.
 */
export async function tellDelay(tx: Tx, command: DelayCommand): Promise<Result<true, TellDelayRefusal>> {
  const opened = await openCase(tx, command, actions.tell_delay)
  if (!opened.ok) return opened
  const open = opened.value
  const why = command.why.trim()
  if (why === '') return refuse({ kind: 'text_missing' })
  const wrong = checkExpected(command.expectedOn, open.today)
  if (wrong) return refuse(wrong)
  const until = open.progress.expectedOn
  if (until !== null && command.seen?.equals(until) !== true) return refuse({ kind: 'told_meanwhile', until })
  const step = await takeStep(tx, open, { name: 'tell_delay', expectedOn: command.expectedOn.toString() }, {}, { text: why })
  if (!step.ok) return step
  const { actor, at, referral } = open
  const { id, personId, caseNumber, parties } = referral
  const fields = await delayFields(tx, referral, { expectedOn: command.expectedOn, why })
  await letter(tx, { actor, personId, caseNumber, template: 'decision_delayed', fields, organisationId: parties.actingJobCentre, at })
  const subject = { noun: 'referral', id }
  await tellAll(tx, { kind: 'decision_delayed', parties, personId, caseNumber, subject, href: `/cases/${id}`, at })
  return ok(true)
}

async function delayFields(tx: Tx, referral: Referral, { expectedOn, why }: Delay): Promise<LetterFields['decision_delayed']> {
  const { id, submittedOn, startedOn } = referral
  return { matter: 'referral', cameOn: submittedOn ?? startedOn, decideBy: (await standing(tx, id))?.decideBy ?? null, expectedOn, why }
}

/** What the letter would say, in the citizen's language. */
export async function previewDelay(tx: Tx, referral: Referral, delay: Delay): Promise<LetterContent & { lang: 'da' | 'en' }> {
  const lang = await langOf(tx, referral)
  return { ...letterContent('decision_delayed', await delayFields(tx, referral, delay), lang), lang }
}

/** A first proposal: the day that the working rhythm gives, and the reason that lies in where the case stands; null when nothing is owed. */
export async function delayProposal(tx: Tx, referral: Referral, today: Day): Promise<Delay | null> {
  const state = undecidedState(referral.state)
  if (state === null) return null
  const why = texts(await langOf(tx, referral)).delay.reasons[state]
  return { expectedOn: expectedDecision({ ...referral, state }, today), why }
}

const langOf = async (tx: Tx, { personId }: Referral) => (await addressee(tx, personId))?.lang ?? 'da'

/** Writes to every citizen whose deadline has passed and who knows of no day to come. Answers how many letters it sent. */
export async function tellDelays({ db, clock }: Deps, today: Day): Promise<number> {
  const cases = await db.read(nobody(today), (tx) => delayedCases(tx, today))
  const at = clock.now()
  let done = 0
  for (const { referralId, organisationId } of cases) {
    const actor: SystemActor = { kind: 'system', job: 'referrals.delay', organisationId }
    if (await db.transaction(contextOf(actor, today), (tx) => tellOne(tx, { actor, referralId, at }, today))) done += 1
  }
  return done
}

async function tellOne(tx: Tx, command: { actor: SystemActor; referralId: Referral['id']; at: Instant }, today: Day): Promise<boolean> {
  const opened = await openCase(tx, command, actions.tell_delay)
  if (!opened.ok) return false
  const { referral, progress } = opened.value
  const known = progress.expectedOn !== null && !isBefore(progress.expectedOn, today)
  const proposal = known ? null : await delayProposal(tx, referral, today)
  if (proposal === null) return false
  const expectedOn = expectedAgain(proposal.expectedOn, progress.expectedOn, today)
  const told = await tellDelay(tx, { ...command, ...proposal, expectedOn, seen: progress.expectedOn })
  assert(told.ok, `a delay that was found is told: ${told.ok ? '' : told.refusal.kind}`)
  return true
}
