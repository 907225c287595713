import { z } from 'zod'
import type { AccountId, PersonId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn } from '#platform/db/row.ts'
import { type Authority, type CaseId, type Listed, type Standing, balls, phases } from '../domain/standing.ts'

const row = z.object({
  case_id: idColumn<'referral'>(),
  person_id: idColumn<'person'>(),
  case_number: z.string(),
  agreement_id: idColumn<'agreement'>().nullable(),
  job_centre_id: idColumn<'organisation'>(),
  provider_id: idColumn<'organisation'>(),
  job_centre_account_id: idColumn<'account'>().nullable(),
  provider_account_id: idColumn<'account'>().nullable(),
  source: z.enum(['referral', 'run']),
  state: z.string(),
  paused: z.boolean(),
  phase: z.enum(phases),
  ball: z.enum(balls),
  ball_since: dayColumn,
  due_on: dayColumn.nullable(),
  turns_on: dayColumn.nullable(),
  decide_by: dayColumn.nullable(),
  job_centre_next: z.string().nullable(),
  provider_next: z.string().nullable(),
  ended_on: dayColumn.nullable(),
})

/** A row of the table as a standing. */
export const listedRow = row.transform(
  (one): Listed => ({
    caseId: one.case_id,
    personId: one.person_id,
    caseNumber: one.case_number,
    agreementId: one.agreement_id,
    parties: { acting_job_centre: one.job_centre_id, provider: one.provider_id },
    responsible: { acting_job_centre: one.job_centre_account_id, provider: one.provider_account_id },
    source: one.source,
    state: one.state,
    paused: one.paused,
    phase: one.phase,
    ball: one.ball,
    since: one.ball_since,
    dueOn: one.due_on,
    turnsOn: one.turns_on,
    decideBy: one.decide_by,
    next: { acting_job_centre: one.job_centre_next, provider: one.provider_next },
    endedOn: one.ended_on,
  }),
)

/** What a standing is read from; "no day" is kept as infinity, so that it sorts last, and read as null. */
export const listedColumns = sql`
  case_id, person_id, case_number, agreement_id, job_centre_id, provider_id, job_centre_account_id, provider_account_id, source, state, paused,
  phase, ball, ball_since, nullif(due_on, 'infinity') as due_on, turns_on, decide_by, job_centre_next, provider_next, ended_on`

/** Where a case stands, or null when the session sees no such case. */
export function standing(tx: Tx, caseId: CaseId): Promise<Listed | null> {
  return tx.maybe(listedRow, sql`select ${listedColumns} from caseload.standing where case_id = ${caseId}`)
}

/** Makes others who change the case's row wait until the transaction ends. */
export async function lockStanding(tx: Tx, caseId: CaseId): Promise<void> {
  await tx.run(sql`select from caseload.standing where case_id = ${caseId} for update`)
}

/** The cases of one person that the session sees, by number. */
export function standingsOfPerson(tx: Tx, personId: PersonId): Promise<Listed[]> {
  return tx.rows(listedRow, sql`select ${listedColumns} from caseload.standing where person_id = ${personId} order by case_number`)
}

/** Writes where a case stands, in the transaction of the step that took it there. Who looks after it stays as it was. */
export async function saveStanding(tx: Tx, where: Standing, at: Instant): Promise<void> {
  const {
    caseId,
    personId,
    caseNumber,
    agreementId,
    parties,
    source,
    state,
    paused,
    phase,
    ball,
    since,
    dueOn,
    turnsOn,
    decideBy,
    next,
    endedOn,
  } = where
  await tx.run(sql`
    insert into caseload.standing (case_id, person_id, case_number, agreement_id, job_centre_id, provider_id, source, state, paused, phase, ball,
      ball_since, due_on, turns_on, decide_by, job_centre_next, provider_next, ended_on, changed_at)
    values (${caseId}, ${personId}, ${caseNumber}, ${agreementId}, ${parties.acting_job_centre}, ${parties.provider}, ${source}, ${state}, ${paused}, ${phase},
      ${ball}, ${since}, coalesce(${dueOn}::date, 'infinity'), ${turnsOn}, ${decideBy}, ${next.acting_job_centre}, ${next.provider}, ${endedOn}, ${at})
    on conflict (case_id) do update set agreement_id = excluded.agreement_id, source = excluded.source, state = excluded.state, paused = excluded.paused, phase = excluded.phase,
      ball = excluded.ball, ball_since = excluded.ball_since, due_on = excluded.due_on, turns_on = excluded.turns_on, decide_by = excluded.decide_by,
      job_centre_next = excluded.job_centre_next, provider_next = excluded.provider_next, ended_on = excluded.ended_on,
      changed_at = excluded.changed_at`)
}

const columnOf = { acting_job_centre: sql`job_centre_account_id`, provider: sql`provider_account_id` }

/** Writes who looks after a case at an authority; null for nobody. True when the row was there. */
export async function saveResponsible(tx: Tx, caseId: CaseId, authority: Authority, accountId: AccountId | null): Promise<boolean> {
  const touched = await tx.run(sql`update caseload.standing set ${columnOf[authority]} = ${accountId} where case_id = ${caseId}`)
  return touched === 1
}
