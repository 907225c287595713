import type { AccountId, OrganisationId, PersonId } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'

/** The identity of a case: its referral's. */
export type CaseId = Id<'referral'>

/** The two authorities that have a case together (memo: Næstved Kommune and Jobcenter Vallensbæk). */
export const authorities = ['acting_job_centre', 'provider'] as const
/** One of them. */
export type Authority = (typeof authorities)[number]

/** Who must move next; `both` is each of the authorities, `appeal_board` has a complaint, `none` when the case is over. */
export const balls = [...authorities, 'both', 'citizen', 'appeal_board', 'none'] as const
/** One of them. */
export type Ball = (typeof balls)[number]

/** The umbrella phases of a case, in their order. */
export const phases = ['referral', 'intake', 'line', 'placed', 'qualifying', 'gate', 'main', 'after_care', 'ended'] as const
/** One of them. */
export type Phase = (typeof phases)[number]

/**
 * Where a case stands. `next` is what each authority does when it has the ball; `turnsOn` the last day a citizen or board has it;
 * `decideBy` the last day to decide by the authority's published deadline, null when nothing is to be decided.
 */
export type Standing = {
  caseId: CaseId
  personId: PersonId
  caseNumber: string
  /** Under which agreement it runs; null only where it was written without one. */
  agreementId: Id<'agreement'> | null
  parties: Record<Authority, OrganisationId>
  source: 'referral' | 'run'
  state: string
  paused: boolean
  phase: Phase
  ball: Ball
  since: Day
  dueOn: Day | null
  turnsOn: Day | null
  decideBy: Day | null
  next: Record<Authority, string | null>
  endedOn: Day | null
}

/** A standing as the worklist reads it: with who looks after the case at each authority, null while nobody does. */
export type Listed = Standing & { responsible: Record<Authority, AccountId | null> }

/** True when an account looks after the case at an authority. */
export function isKeeper({ responsible }: Pick<Listed, 'responsible'>, accountId: AccountId): boolean {
  return authorities.some((authority) => responsible[authority] === accountId)
}

/** The authority an organisation is in a case; null for every other. */
export function authorityIn({ parties }: Pick<Standing, 'parties'>, organisationId: OrganisationId): Authority | null {
  return authorities.find((authority) => parties[authority] === organisationId) ?? null
}

/**
 * Who has the ball on a day, whether or not a job has run: what the citizen did not answer by its last day is with both, what the
 * appeal board did not with the job centre.
 */
export function ballOn({ ball, turnsOn }: Pick<Standing, 'ball' | 'turnsOn'>, today: Day): Ball {
  if (turnsOn === null || Temporal.PlainDate.compare(turnsOn, today) >= 0) return ball
  return ball === 'citizen' ? 'both' : ball === 'appeal_board' ? 'acting_job_centre' : ball
}

/** The authorities that have the ball; none when it is with somebody else or the case is over. */
export function authoritiesWith(ball: Ball): readonly Authority[] {
  return ball === 'both' ? authorities : authorities.filter((authority) => authority === ball)
}

/** True when the authority has the ball on the day, alone or with the other. */
export function holds(standing: Standing, authority: Authority | null, today: Day): boolean {
  return authority !== null && authoritiesWith(ballOn(standing, today)).includes(authority)
}
