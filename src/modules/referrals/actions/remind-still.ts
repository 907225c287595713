import type { SystemActor } from '#kernel/actor.ts'
import { type Day, type Instant, isBefore } from '#kernel/days.ts'
import { nobody, type Tx } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import type { Deps } from '#platform/module.ts'
import { patienceDays, remindedAfter } from '../domain/ball.ts'
import type { Referral, ReferralId } from '../domain/referral.ts'
import type { Authority } from '../domain/states.ts'
import { ballClock } from '../domain/summary.ts'
import { lockReferral, saveReminded, stillCases } from '../store/referrals.ts'
import { tellCase } from './tell.ts'

/**
 * Reminds whoever has had the ball longer than its state allows, once; five days later the job centre's lead is told, also when
 * it is the other authority that does not answer: somebody with a telephone must know. Answers how many cases it did.
 */
export async function remindStill({ db, clock }: Deps, today: Day): Promise<number> {
  const cases = await db.read(nobody(today), (tx) => stillCases(tx, today, remindedAfter, patienceDays))
  const at = clock.now()
  let done = 0
  for (const { referralId, organisationId, what } of cases) {
    const actor: SystemActor = { kind: 'system', job: 'referrals.still', organisationId }
    if (await db.transaction(contextOf(actor, today), (tx) => remindOne(tx, referralId, what, today, at))) done += 1
  }
  return done
}

const holders = ({ ball }: Referral): Authority[] =>
  ball === 'both' ? ['acting_job_centre', 'provider'] : ball === 'provider' || ball === 'acting_job_centre' ? [ball] : []

// The query counts plain days; those of the rhythm may end some days later, on a working day. A complaint is reminded of before its own day.
function isStill(referral: Referral, what: 'remind' | 'escalate', today: Day): boolean {
  if (referral.complaint !== null) return true
  return isBefore(ballClock(referral, today).dueOn.add({ days: what === 'escalate' ? patienceDays : 0 }), today)
}

async function remindOne(tx: Tx, id: ReferralId, what: 'remind' | 'escalate', today: Day, at: Instant): Promise<boolean> {
  const referral = await lockReferral(tx, id)
  if (referral === null || !isStill(referral, what, today) || !(await saveReminded(tx, id, what, today))) return false
  const about = { referral, today, at }
  if (what === 'escalate') await tellCase(tx, about, 'ball_escalated', { dueOn: today })
  else await tellCase(tx, about, 'ball_late', { dueOn: today, only: holders(referral) })
  return true
}
