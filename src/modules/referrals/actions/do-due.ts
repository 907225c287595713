import type { SystemActor } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { Deps } from '#platform/module.ts'
import { nobody, type Tx } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { actions } from '../actions.ts'
import type { ReferralId } from '../domain/referral.ts'
import { dueCases, lockReferral, saveBall } from '../store/referrals.ts'
import { endParts } from './end-parts.ts'
import { stand } from './stand.ts'
import { closeReferralTasks, tellCase } from './tell.ts'
import { openCase, takeStep } from './take-step.ts'

/**
 * Does what has fallen due on or before the day: drafts nobody touched lapse, a review day calls, a hearing that ran out
 * gives the ball back. Each case in a transaction of its own; a second run finds nothing left. Answers how many it did.
 */
export async function doDue({ db, clock }: Deps, today: Day): Promise<number> {
  const cases = await db.read(nobody(today), (tx) => dueCases(tx, today))
  const at = clock.now()
  let done = 0
  for (const { referralId, organisationId, what } of cases) {
    const actor: SystemActor = { kind: 'system', job: 'referrals.due', organisationId }
    const context = contextOf(actor, today)
    const did = await db.transaction(context, (tx) =>
      what === 'lapse' ? lapse(tx, actor, referralId, at) : remind(tx, referralId, what, today, at),
    )
    if (did) done += 1
  }
  return done
}

async function lapse(tx: Tx, actor: SystemActor, referralId: ReferralId, at: Instant): Promise<boolean> {
  const opened = await openCase(tx, { actor, referralId, at }, actions.lapse)
  if (!opened.ok) return false
  const step = await takeStep(tx, opened.value, { name: 'lapse' })
  if (!step.ok) return false
  await closeReferralTasks(tx, opened.value)
  await tellCase(tx, opened.value, 'referral_withdrawn', { only: ['acting_job_centre'] })
  await endParts(tx, opened.value)
  return true
}

async function remind(tx: Tx, referralId: ReferralId, what: 'review' | 'hearing_over', today: Day, at: Instant): Promise<boolean> {
  const referral = await lockReferral(tx, referralId)
  if (referral === null) return false
  const about = { referral, today, at }
  if (what === 'review') {
    if (referral.state !== 'not_now' || referral.reviewOn === null || referral.ballSince.equals(referral.reviewOn)) return false
    await saveBall(tx, referralId, 'acting_job_centre', referral.reviewOn)
    await stand(tx, referralId, at, today)
    await tellCase(tx, about, 'review_due', { dueOn: referral.reviewOn })
    return true
  }
  if (referral.ball !== 'citizen' || referral.hearingUntil === null) return false
  await saveBall(tx, referralId, 'both', referral.hearingUntil.add({ days: 1 }))
  await stand(tx, referralId, at, today)
  await closeReferralTasks(tx, about)
  await tellCase(tx, about, 'hearing_over', { page: 'decision', state: 'conciliation' })
  return true
}
