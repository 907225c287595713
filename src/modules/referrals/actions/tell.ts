import type { Day } from '#kernel/days.ts'
import { closeTasks, tellAll, type NoticeKind } from '#modules/notices/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { rhythmEnd } from '../domain/ball.ts'
import type { Authority, ReferralState } from '../domain/states.ts'
import type { OpenCase } from './take-step.ts'

type About = Pick<OpenCase, 'referral' | 'today' | 'at'>

/**
 * Tells whom the table of notices names of a referral. `page` is the page of the referral that staff go on with; the day it is due
 * is given, or follows from the rhythm of the `state` it stands in. `only` are those whom it concerns where it does not concern all.
 */
export async function tellCase(
  tx: Tx,
  about: About,
  kind: NoticeKind,
  telling: { page?: string; dueOn?: Day | null; state?: ReferralState; only?: readonly (Authority | 'citizen')[] } = {},
): Promise<void> {
  const { referral, today, at } = about
  const { id, personId, caseNumber, parties } = referral
  const { page, state, only } = telling
  const dueOn = telling.dueOn ?? (state ? rhythmEnd(today, state) : null)
  await tellAll(tx, {
    kind,
    parties,
    subject: { noun: 'referral', id },
    href: page ? `/referrals/${id}/${page}` : `/cases/${id}`,
    ownHref: '/me/referral',
    personId,
    caseNumber,
    ...(only ? { only: only.map((one) => readerOf[one]) } : {}),
    ...(dueOn ? { dueOn } : {}),
    at,
  })
}

const readerOf = { acting_job_centre: 'caseworker', provider: 'programme_manager', citizen: 'citizen' } as const satisfies Record<
  Authority | 'citizen',
  string
>

/** What was to be done in this referral is done, or is no longer to be done. */
export async function closeReferralTasks(tx: Tx, about: About, kind?: NoticeKind): Promise<void> {
  await closeTasks(tx, { subject: { noun: 'referral', id: about.referral.id }, ...(kind ? { kind } : {}), at: about.at })
}
