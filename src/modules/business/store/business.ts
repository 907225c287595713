import { z } from 'zod'
import type { PersonId, StaffActor } from '#kernel/actor.ts'
import type { CvrNumber } from '#kernel/cvr.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { countColumn, dayColumn, idColumn, instantColumn } from '#platform/db/row.ts'
import { type BusinessState, businessStates, milestones } from '../domain/business-machine.ts'
import type { KeptMilestone } from '../domain/milestone.ts'

/** The run a business is built in. */
export type RunId = Id<'enrolment'>

const stateRow = z.object({ state: z.enum(businessStates) })

/** Where the business of a run stands; `none` before its first milestone. */
export async function businessState(tx: Tx, id: RunId): Promise<BusinessState> {
  return (await tx.maybe(stateRow, sql`select state from business.business where enrolment_id = ${id}`))?.state ?? 'none'
}

/** The same, locked until the transaction ends; opens the business of a run that has none. */
export async function lockBusiness(
  tx: Tx,
  run: { id: RunId; personId: PersonId; agreementId: Id<'agreement'>; caseNumber: string },
  at: Instant,
): Promise<BusinessState> {
  await tx.run(sql`
    insert into business.business (enrolment_id, person_id, agreement_id, case_number, state, changed_at)
    values (${run.id}, ${run.personId}, ${run.agreementId}, ${run.caseNumber}, 'none', ${at})
    on conflict (enrolment_id) do nothing`)
  return (await tx.one(stateRow, sql`select state from business.business where enrolment_id = ${run.id} for update`)).state
}

const businessRow = z.object({ enrolment_id: idColumn<'enrolment'>(), state: z.enum(businessStates) })

/** Businesses with where they stand in the order of their run's identity, at most `most`, the first after `after`. */
export async function businessesAfter(tx: Tx, after: string | null, most: number): Promise<{ id: RunId; state: BusinessState }[]> {
  const rows = await tx.rows(
    businessRow,
    sql`select enrolment_id, state from business.business
        where ${after}::uuid is null or enrolment_id > ${after}::uuid order by enrolment_id limit ${most}`,
  )
  return rows.map((row) => ({ id: row.enrolment_id, state: row.state }))
}

const milestoneRow = z
  .object({
    request_id: z.string(),
    name: z.enum(milestones),
    effective_on: dayColumn,
    recorded_at: instantColumn,
    account_id: idColumn<'account'>(),
    payload: z.object({ cvr: z.string().optional(), vat: z.boolean().optional(), check_months: z.int().optional() }),
    words: z.string().nullable(),
  })
  .transform((row) => ({
    requestId: row.request_id,
    name: row.name,
    on: row.effective_on,
    at: row.recorded_at,
    accountId: row.account_id,
    cvr: row.payload.cvr ?? null,
    vat: row.payload.vat ?? null,
    checkMonths: row.payload.check_months ?? null,
    evidence: row.words,
  }))

/** A milestone as it was recorded; `evidence` is null once erased, and where an after-care check, by its `checkMonths`, is what shows it. */
export type RecordedMilestone = z.infer<typeof milestoneRow>

/** The milestones of a run in order of entry. */
export function milestonesOf(tx: Tx, id: RunId): Promise<RecordedMilestone[]> {
  return tx.rows(
    milestoneRow,
    sql`
    select e.request_id, e.name, e.effective_on, e.recorded_at, e.account_id, e.payload, w.words
    from business.event e left join business.evidence w on w.event_id = e.id
    where e.enrolment_id = ${id} order by e.id`,
  )
}

/** A milestone to keep, with where the business stands by it and who recorded it. */
export type MilestoneEntry = {
  enrolmentId: RunId
  milestone: KeptMilestone
  state: BusinessState
  on: Day
  /** Null where the milestone itself says what shows it. */
  evidence: string | null
  requestId: string
  actor: StaffActor
  at: Instant
}

/** Keeps a milestone with its evidence, and writes where the business now stands. */
export async function insertMilestone(tx: Tx, entry: MilestoneEntry): Promise<void> {
  const { enrolmentId, milestone, state, actor, at } = entry
  const payload = payloadOf(milestone)
  const made = await tx.one(
    z.object({ id: countColumn }),
    sql`
    insert into business.event (request_id, enrolment_id, name, effective_on, recorded_at, account_id, organisation_id, payload)
    values (${entry.requestId}, ${enrolmentId}, ${milestone.name}, ${entry.on}, ${at}, ${actor.accountId}, ${actor.organisationId}, ${payload})
    returning id`,
  )
  if (entry.evidence !== null)
    await tx.run(sql`insert into business.evidence (event_id, enrolment_id, words) values (${made.id}, ${enrolmentId}, ${entry.evidence})`)
  const moved = await tx.run(sql`update business.business set state = ${state}, changed_at = ${at} where enrolment_id = ${enrolmentId}`)
  assert(moved === 1, 'the business was opened and locked before')
}

function payloadOf(milestone: KeptMilestone): Record<string, string | number | boolean> {
  if ('checkMonths' in milestone) return { check_months: milestone.checkMonths }
  return 'cvr' in milestone ? { cvr: milestone.cvr, vat: milestone.vat } : {}
}

/** Deletes the words of evidence about a person; the dates stay. */
export async function eraseEvidence(tx: Tx, personId: string): Promise<void> {
  await tx.run(sql`
    delete from business.evidence where enrolment_id in (select b.enrolment_id from business.business b where b.person_id = ${personId})`)
}

/** The visible persons whose business is registered under the CVR number. */
export async function personsWithCvr(tx: Tx, cvr: CvrNumber): Promise<PersonId[]> {
  const rows = await tx.rows(
    z.object({ person_id: idColumn<'person'>() }),
    sql`select distinct b.person_id from business.event e join business.business b on b.enrolment_id = e.enrolment_id
        where e.name = 'registered' and e.payload ->> 'cvr' = ${cvr}`,
  )
  return rows.map((row) => row.person_id)
}
