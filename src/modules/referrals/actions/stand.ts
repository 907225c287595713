import { type Day, type Instant, isBefore } from '#kernel/days.ts'
import { assert } from '#kernel/result.ts'
import { type Phase, standAs } from '#modules/caseload/index.ts'
import { publishedDeadline } from '#modules/programmes/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { complaintDueOn } from '../domain/complaint.ts'
import { undecidedState } from '../domain/delay.ts'
import type { Referral, ReferralId } from '../domain/referral.ts'
import { type ReferralState, isOpen } from '../domain/states.ts'
import { ballClock, nextFor } from '../domain/summary.ts'
import { decisionsOf } from '../store/decisions.ts'
import { referral } from '../store/referrals.ts'

const intake: readonly ReferralState[] = ['joint_assessment', 'conciliation', 'refusal_proposed']

function phaseOf(state: ReferralState): Phase {
  if (state === 'accepted') return 'line'
  if (!isOpen(state)) return 'ended'
  return intake.includes(state) ? 'intake' : 'referral'
}

/** Writes the case's row of the worklist after a step, in the step's own transaction. */
export async function stand(tx: Tx, id: ReferralId, at: Instant, today: Day): Promise<void> {
  const found = await referral(tx, id)
  assert(found !== null, 'a referral that was just written is there')
  const { personId, caseNumber, agreementId, parties, state, ball, ballSince, hearingUntil, complaint } = found
  const over = ball === 'none'
  const decideBy = await decisionDay(tx, found)
  const heardUntil = state === 'refusal_proposed' && ball === 'citizen' ? hearingUntil : null
  const boardUntil = ball === 'appeal_board' && complaint !== null ? complaintDueOn(complaint) : null
  // What an authority does when the citizen's hearing has run out is what it would do with the ball on the day after.
  const next = (authority: 'acting_job_centre' | 'provider') =>
    nextFor(found, authority, heardUntil === null ? today : heardUntil.add({ days: 1 }))
  await standAs(
    tx,
    {
      caseId: id,
      personId,
      caseNumber,
      agreementId,
      parties: { acting_job_centre: parties.actingJobCentre, provider: parties.provider },
      source: 'referral',
      state: complaint === null ? state : `complaint_${complaint.stage}`,
      paused: false,
      phase: over || complaint === null ? phaseOf(state) : 'intake',
      ball,
      since: ballSince,
      dueOn: over ? null : dueOn(found, today, decideBy),
      turnsOn: heardUntil ?? boardUntil,
      decideBy,
      next: { acting_job_centre: next('acting_job_centre'), provider: next('provider') },
      endedOn: over ? found.stateSince : null,
    },
    at,
  )
}

/**
 * The last day to decide, by what the acting job centre, or else the provider, had published on the day the referral was sent. It is the first
 * decision that is owed by then: what is taken up again after one has the clock of its own step.
 */
async function decisionDay(tx: Tx, { id, state, submittedOn, parties }: Referral): Promise<Day | null> {
  if (submittedOn === null || undecidedState(state) === null) return null
  if ((await decisionsOf(tx, id)).some(({ outcome }) => outcome !== 'hearing')) return null
  return publishedDeadline(tx, [parties.actingJobCentre, parties.provider], 'intake', submittedOn)
}

// Whoever has the ball has it no longer than until the case must be decided.
function dueOn(found: Referral, today: Day, decideBy: Day | null): Day {
  const due = ballClock(found, today).dueOn
  return decideBy !== null && isBefore(decideBy, due) ? decideBy : due
}
