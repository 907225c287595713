import type { Role } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'
import { closeTasks, tell, type NoticeKind } from '#modules/notices/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { ballDays, daysAllowed } from '../domain/ball.ts'
import { type Authority, otherAuthority, type ReferralState } from '../domain/states.ts'
import type { OpenCase } from './take-step.ts'

type About = Pick<OpenCase, 'referral' | 'today' | 'at'>

const roleOf: Record<Authority, Role> = { acting_job_centre: 'caseworker', provider: 'programme_manager' }

/** Tells an authority what happened or what it must do; a task has the day the state's rhythm gives it. */
export async function tellAuthority(
  tx: Tx,
  about: About,
  authority: Authority,
  telling: { kind: NoticeKind; task: boolean; page?: string; dueOn?: Day; state?: ReferralState },
): Promise<void> {
  const { referral, today, at } = about
  const organisationId = authority === 'provider' ? referral.parties.provider : referral.parties.actingJobCentre
  const dueOn = telling.dueOn ?? (telling.state ? ballDays(today, today, daysAllowed[telling.state]).dueOn : undefined)
  await tell(tx, {
    to: { organisationId, role: roleOf[authority] },
    kind: telling.kind,
    subject: { noun: 'referral', id: referral.id },
    href: telling.page ? `/referrals/${referral.id}/${telling.page}` : `/cases/${referral.id}`,
    personId: referral.personId,
    caseNumber: referral.caseNumber,
    ...(dueOn && telling.task ? { dueOn } : {}),
    at,
    task: telling.task,
  })
}

/** The job centre's lead is told that a case lies still, at whichever authority. */
export async function tellLead(tx: Tx, { referral, today, at }: About): Promise<void> {
  const { id, personId, caseNumber, parties } = referral
  const to = { organisationId: parties.actingJobCentre, role: 'job_centre_lead' } as const
  const subject = { noun: 'referral', id }
  await tell(tx, { to, kind: 'ball_escalated', subject, href: `/cases/${id}`, personId, caseNumber, dueOn: today, at, task: true })
}

/** The provider has a referral to look at. */
export async function tellProvider(tx: Tx, about: About, kind: NoticeKind): Promise<void> {
  await tellAuthority(tx, about, 'provider', { kind, task: true, state: 'submitted' })
}

/** Both authorities. */
export async function tellBoth(
  tx: Tx,
  about: About,
  telling: { kind: NoticeKind; task: boolean; page?: string; state?: ReferralState },
): Promise<void> {
  await tellAuthority(tx, about, 'acting_job_centre', telling)
  await tellAuthority(tx, about, 'provider', telling)
}

/** The other one of the two. */
export async function tellOther(
  tx: Tx,
  about: About,
  authority: Authority,
  telling: { kind: NoticeKind; task: boolean; page?: string; state?: ReferralState },
): Promise<void> {
  await tellAuthority(tx, about, otherAuthority(authority), telling)
}

/** The citizen, who signs in to read it. */
export async function tellCitizen(tx: Tx, about: About, kind: NoticeKind, task: boolean, dueOn?: Day): Promise<void> {
  const { referral, at } = about
  await tell(tx, {
    to: { personId: referral.personId },
    kind,
    subject: { noun: 'referral', id: referral.id },
    href: '/me/referral',
    personId: referral.personId,
    caseNumber: referral.caseNumber,
    ...(dueOn ? { dueOn } : {}),
    at,
    task,
  })
}

/** What was to be done in this referral is done, or is no longer to be done. */
export async function closeReferralTasks(tx: Tx, about: About, kind?: NoticeKind): Promise<void> {
  await closeTasks(tx, { subject: { noun: 'referral', id: about.referral.id }, ...(kind ? { kind } : {}), at: about.at })
}
