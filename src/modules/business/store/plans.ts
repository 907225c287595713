import { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { idColumn, instantColumn, nullable } from '#platform/db/row.ts'
import { type PlanId, type PlanSection, type PlanState, type PlanStep, planSections, planSteps, planStates } from '../domain/plan.ts'
import type { RunId } from './business.ts'

/** Whoever writes in a plan. */
export type Writer = Exclude<Actor, { kind: 'system' }>

/** The organisation somebody acts for; null for the citizen. */
export function organisationOf(actor: Writer): string | null {
  return actor.kind === 'staff' ? actor.organisationId : null
}

const eventSchema = z
  .object({ name: z.enum(['open', 'submit', 'take_back', 'return', 'approve']), at: z.string(), by: z.string(), request_id: z.string() })
  .transform((row) => ({ name: row.name, at: Temporal.Instant.from(row.at), by: row.by, requestId: row.request_id }))

const planRow = z
  .object({
    id: idColumn<'business_plan'>(),
    enrolment_id: idColumn<'enrolment'>(),
    number: z.int(),
    state: z.enum(planStates),
    events: z.array(eventSchema),
  })
  .transform(({ enrolment_id, ...same }) => ({ ...same, enrolmentId: enrolment_id }))

/** A version of a plan and what happened to it, in order. */
export type Plan = z.infer<typeof planRow>

/** Every version of a run's plan, the first first. */
export function plansOf(tx: Tx, enrolmentId: RunId): Promise<Plan[]> {
  return tx.rows(
    planRow,
    sql`
    select p.id, p.enrolment_id, p.number, p.state,
      (select coalesce(jsonb_agg(jsonb_build_object('name', e.name, 'at', to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
         'by', e.account_id, 'request_id', e.request_id) order by e.id), '[]') from business.plan_event e where e.plan_id = p.id) as events
    from business.plan p where p.enrolment_id = ${enrolmentId} order by p.number`,
  )
}

const sectionRow = z
  .object({
    section: z.enum(planSections),
    words: z.string(),
    revision: z.int(),
    written_at: instantColumn,
    account_id: idColumn<'account'>(),
  })
  .transform((row) => ({
    section: row.section,
    words: row.words,
    revision: row.revision,
    writtenAt: row.written_at,
    accountId: row.account_id,
  }))

/** A section as it was last written. */
export type WrittenSection = z.infer<typeof sectionRow>

/** What stands in a version, by section. */
export async function sectionsOf(tx: Tx, id: PlanId): Promise<Map<PlanSection, WrittenSection>> {
  const rows = await tx.rows(
    sectionRow,
    sql`select section, words, revision, written_at, account_id from business.plan_section where plan_id = ${id}`,
  )
  return new Map(rows.map((row) => [row.section, row]))
}

const commentRow = z
  .object({
    id: z.string(),
    number: z.int(),
    section: z.enum(planSections).nullable(),
    words: z.string(),
    commented_at: instantColumn,
    account_id: idColumn<'account'>(),
    organisation_id: nullable(idColumn<'organisation'>()),
  })
  .transform((row) => ({
    id: row.id,
    version: row.number,
    section: row.section,
    words: row.words,
    at: row.commented_at,
    accountId: row.account_id,
    organisationId: row.organisation_id,
  }))

/** A comment with the version it was made on; `section` is null for the whole version. */
export type PlanComment = z.infer<typeof commentRow>

/** The comments on every version of a run's plan, the oldest first. */
export function commentsOf(tx: Tx, enrolmentId: RunId): Promise<PlanComment[]> {
  return tx.rows(
    commentRow,
    sql`
    select c.id, p.number, c.section, c.words, c.commented_at, c.account_id, c.organisation_id
    from business.plan_comment c join business.plan p on p.id = c.plan_id
    where p.enrolment_id = ${enrolmentId} order by c.commented_at, c.id`,
  )
}

type Deed = { actor: Writer; at: Instant; requestId: string }

/** Begins the next version as a draft with the words of the one before. The run's business is locked. */
export async function openPlan(tx: Tx, enrolmentId: RunId, before: Plan | undefined, deed: Deed): Promise<PlanId> {
  const id = newId<'business_plan'>()
  await tx.run(sql`
    insert into business.plan (id, enrolment_id, number, state, opened_at)
    values (${id}, ${enrolmentId}, ${(before?.number ?? 0) + 1}, 'draft', ${deed.at})`)
  await insertEvent(tx, id, 'open', deed)
  if (before !== undefined)
    await tx.run(sql`
      insert into business.plan_section (plan_id, section, words, revision, written_at, account_id)
      select ${id}, section, words, revision, written_at, account_id from business.plan_section where plan_id = ${before.id}`)
  return id
}

/** Moves a version by a step. */
export async function movePlan(tx: Tx, id: PlanId, step: Exclude<PlanStep, 'open'>, deed: Deed): Promise<PlanState> {
  const { to } = planSteps[step]
  await insertEvent(tx, id, step, deed)
  await tx.run(sql`update business.plan set state = ${to} where id = ${id}`)
  return to
}

async function insertEvent(tx: Tx, id: PlanId, name: PlanStep, { actor, at, requestId }: Deed): Promise<void> {
  await tx.run(sql`
    insert into business.plan_event (request_id, plan_id, name, recorded_at, account_id, organisation_id)
    values (${requestId}, ${id}, ${name}, ${at}, ${actor.accountId}, ${organisationOf(actor)})`)
}

/** Writes a section of a draft. */
export async function saveSection(
  tx: Tx,
  id: PlanId,
  { section, words }: { section: PlanSection; words: string },
  { actor, at }: Pick<Deed, 'actor' | 'at'>,
): Promise<void> {
  await tx.run(sql`
    insert into business.plan_section as s (plan_id, section, words, revision, written_at, account_id)
    values (${id}, ${section}, ${words}, 1, ${at}, ${actor.accountId})
    on conflict (plan_id, section) do update
    set words = excluded.words, revision = s.revision + 1, written_at = excluded.written_at, account_id = excluded.account_id`)
}

/** Keeps a comment; the same request is the same comment. */
export async function saveComment(
  tx: Tx,
  id: PlanId,
  { section, words }: { section: PlanSection | null; words: string },
  { actor, at, requestId }: Deed,
): Promise<void> {
  await tx.run(sql`
    insert into business.plan_comment (id, plan_id, section, words, commented_at, account_id, organisation_id)
    values (${requestId}, ${id}, ${section}, ${words}, ${at}, ${actor.accountId}, ${organisationOf(actor)})
    on conflict (id) do nothing`)
}

/** Deletes the words of every plan of a person; versions and their steps stay. */
export async function erasePlans(tx: Tx, personId: string): Promise<void> {
  const plans = sql`select p.id from business.plan p join business.business b on b.enrolment_id = p.enrolment_id where b.person_id = ${personId}`
  await tx.run(sql`delete from business.plan_section where plan_id in (${plans})`)
  await tx.run(sql`delete from business.plan_comment where plan_id in (${plans})`)
}
