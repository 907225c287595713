import { z } from 'zod'
import type { AccountId, OrganisationId, PersonId } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'
import { type Tx, json, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn } from '#platform/db/row.ts'
import { ballOf } from '../domain/ball.ts'
import { caseNumber } from '../domain/case-number.ts'
import type { Progress } from '../domain/progress.ts'
import type { Referral, ReferralId } from '../domain/referral.ts'
import { authorities, openStates, states, balls } from '../domain/states.ts'

const referralRow = z
  .object({
    id: idColumn<'referral'>(),
    case_number: z.string(),
    person_id: idColumn<'person'>(),
    agreement_id: idColumn<'agreement'>(),
    programme_version_id: idColumn<'programme_version'>(),
    acting_job_centre_id: idColumn<'organisation'>(),
    provider_id: idColumn<'organisation'>(),
    purchaser_id: idColumn<'organisation'>(),
    lender_id: idColumn<'organisation'>(),
    state: z.enum(states),
    ball: z.enum(balls),
    ball_since: dayColumn,
    round: z.int(),
    assessed: z.array(z.enum(authorities)),
    hearing_until: dayColumn.nullable(),
    review_on: dayColumn.nullable(),
    complaint: z.enum(['received', 'forwarded']).nullable(),
    complained_on: dayColumn.nullable(),
    board_answered: z.boolean(),
    expected_on: dayColumn.nullable(),
    started_on: dayColumn,
    submitted_on: dayColumn.nullable(),
    state_since: dayColumn,
    touched_on: dayColumn,
    created_by: idColumn<'account'>(),
    caseworker_id: idColumn<'account'>(),
  })
  .transform(
    (row): Referral => ({
      id: row.id,
      caseNumber: row.case_number,
      personId: row.person_id,
      agreementId: row.agreement_id,
      programmeVersionId: row.programme_version_id,
      parties: {
        actingJobCentre: row.acting_job_centre_id,
        provider: row.provider_id,
        purchaser: row.purchaser_id,
        lender: row.lender_id,
      },
      state: row.state,
      ball: row.ball,
      ballSince: row.ball_since,
      round: row.round,
      assessed: row.assessed,
      hearingUntil: row.hearing_until,
      reviewOn: row.review_on,
      complaint: row.complaint && row.complained_on ? { stage: row.complaint, on: row.complained_on } : null,
      boardAnswered: row.board_answered,
      expectedOn: row.expected_on,
      startedOn: row.started_on,
      submittedOn: row.submitted_on,
      stateSince: row.state_since,
      touchedOn: row.touched_on,
      createdBy: row.created_by,
      caseworkerId: row.caseworker_id,
    }),
  )

/** The referral, or null when the session sees none with this id. */
export function referral(tx: Tx, id: ReferralId): Promise<Referral | null> {
  return tx.maybe(referralRow, sql`select * from referrals.referral where id = ${id}`)
}

/** The same, held until the transaction ends: whoever comes second waits, and then sees what the first did. */
export function lockReferral(tx: Tx, id: ReferralId): Promise<Referral | null> {
  return tx.maybe(referralRow, sql`select * from referrals.referral where id = ${id} for update`)
}

/** The person's referrals that the session sees, newest first. */
export function referralsOfPerson(tx: Tx, personId: PersonId): Promise<Referral[]> {
  return tx.rows(
    referralRow,
    sql`select * from referrals.referral where person_id = ${personId} order by started_on desc, case_number desc`,
  )
}

/** The person's open referral, if the session sees one. */
export function openReferralOf(tx: Tx, personId: PersonId): Promise<Referral | null> {
  return tx.maybe(
    referralRow,
    sql`select * from referrals.referral where person_id = ${personId} and state = any(${[...openStates]}::text[])`,
  )
}

/** Referrals in the order of their identity, at most `most`, the first after `after`. */
export function referralsAfter(tx: Tx, after: string | null, most: number): Promise<Referral[]> {
  return tx.rows(
    referralRow,
    sql`select * from referrals.referral where ${after}::uuid is null or id > ${after}::uuid order by id limit ${most}`,
  )
}

/** Which referrals a list shows: open ones by how long the ball has lain, or ended ones, the newest first. */
export type ListFilter = { which: 'open' | 'ended'; limit: number; after?: string | undefined }

/** The referrals of an organisation that the session sees. */
export function referralsOf(tx: Tx, organisationId: OrganisationId, filter: ListFilter): Promise<Referral[]> {
  const mine = sql`${organisationId}::uuid in (acting_job_centre_id, provider_id)`
  return filter.which === 'open'
    ? tx.rows(
        referralRow,
        sql`select * from referrals.referral where ${mine} and ball <> 'none' order by ball_since, case_number limit ${filter.limit}`,
      )
    : tx.rows(
        referralRow,
        sql`select * from referrals.referral where ${mine} and ball = 'none' order by state_since desc, case_number desc limit ${filter.limit}`,
      )
}

/** A fresh case number of the purchaser's letter and the day's year; taken even if the transaction's case is withdrawn later. */
export async function nextCaseNumber(tx: Tx, letter: string, on: Day): Promise<string> {
  const { serial } = await tx.one(z.object({ serial: z.int() }), sql`select referrals.next_serial(${letter}, ${on.year}) as serial`)
  return caseNumber(letter, on.year, serial)
}

/** What a new draft is made of. */
export type NewReferral = Pick<Referral, 'id' | 'caseNumber' | 'personId' | 'agreementId' | 'programmeVersionId' | 'parties'> & {
  on: Day
  by: AccountId
}

/** Keeps a new draft. */
export async function saveStarted(tx: Tx, made: NewReferral): Promise<void> {
  const { actingJobCentre, provider, purchaser, lender } = made.parties
  await tx.run(sql`
    insert into referrals.referral (id, case_number, person_id, agreement_id, programme_version_id, acting_job_centre_id, provider_id,
      purchaser_id, lender_id, state, ball, ball_since, started_on, state_since, touched_on, created_by, caseworker_id)
    values (${made.id}, ${made.caseNumber}, ${made.personId}, ${made.agreementId}, ${made.programmeVersionId}, ${actingJobCentre}, ${provider},
      ${purchaser}, ${lender}, 'draft', 'acting_job_centre', ${made.on}, ${made.on}, ${made.on}, ${made.on}, ${made.by}, ${made.by})`)
}

/** Writes where the referral stands after an event; `reviewOn` only when a decision named it. */
export async function saveProgress(tx: Tx, before: Referral, progress: Progress, on: Day, reviewOn: Day | null): Promise<void> {
  const ball = ballOf(progress, on)
  // What was taken up again as a draft comes anew on the day it is sent, and its deadline with it.
  const isSent = progress.state === 'submitted' && (before.state === 'draft' || before.state === 'shared')
  const submittedOn = isSent ? on : before.submittedOn
  await tx.run(sql`
    update referrals.referral
    set state = ${progress.state}, ball = ${ball}, round = ${progress.round}, assessed = ${[...progress.assessed]}::text[],
        ball_since = case when ball = ${ball} and state = ${progress.state} and complaint is not distinct from ${progress.complaint?.stage ?? null} then ball_since else ${on}::date end,
        state_since = case when state = ${progress.state} then state_since else ${on}::date end,
        reminded_on = case when ball = ${ball} and state = ${progress.state} then reminded_on end,
        escalated_on = case when ball = ${ball} and state = ${progress.state} then escalated_on end,
        hearing_until = ${progress.hearing?.until ?? null}, review_on = ${progress.state === 'not_now' ? (reviewOn ?? before.reviewOn) : null},
        complaint = ${progress.complaint?.stage ?? null}, complained_on = ${progress.complaint?.on ?? null}, expected_on = ${progress.expectedOn}, board_answered = ${progress.boardAnswered},
        submitted_on = ${submittedOn}, touched_on = ${on}
    where id = ${before.id}`)
}

/** Notes that someone worked in the referral, so that a draft does not lapse. */
export async function touch(tx: Tx, id: ReferralId, on: Day): Promise<void> {
  await tx.run(sql`update referrals.referral set touched_on = ${on} where id = ${id}`)
}

const dueRow = z
  .object({
    referral_id: idColumn<'referral'>(),
    organisation_id: idColumn<'organisation'>(),
    what: z.enum(['lapse', 'review', 'hearing_over']),
  })
  .transform((row) => ({ referralId: row.referral_id, organisationId: row.organisation_id, what: row.what }))

/** What fell due on or before the day, over all organisations. */
export function dueCases(tx: Tx, on: Day): Promise<z.output<typeof dueRow>[]> {
  return tx.rows(dueRow, sql`select referral_id, organisation_id, what from referrals.due_cases(${on}) order by referral_id`)
}

const delayedRow = z
  .object({ referral_id: idColumn<'referral'>(), organisation_id: idColumn<'organisation'>() })
  .transform((row) => ({ referralId: row.referral_id, organisationId: row.organisation_id }))

/** Cases whose published deadline passed before the day and whose citizen was told of no day to come. */
export function delayedCases(tx: Tx, on: Day): Promise<z.output<typeof delayedRow>[]> {
  return tx.rows(delayedRow, sql`select referral_id, organisation_id from referrals.delayed_cases(${on}) order by referral_id`)
}

const stillRow = z
  .object({ referral_id: idColumn<'referral'>(), organisation_id: idColumn<'organisation'>(), what: z.enum(['remind', 'escalate']) })
  .transform((row) => ({ referralId: row.referral_id, organisationId: row.organisation_id, what: row.what }))

/** Cases whose ball lies still on the day: to remind the holder, or to tell the lead `patience` days later. */
export function stillCases(tx: Tx, on: Day, allowed: Record<string, number>, patience: number): Promise<z.output<typeof stillRow>[]> {
  return tx.rows(
    stillRow,
    sql`select referral_id, organisation_id, what from referrals.still_cases(${on}, ${json(allowed)}::jsonb, ${patience}) order by referral_id`,
  )
}

/** Notes that the holder was reminded, or the lead told; false when somebody did it in between. */
export async function saveReminded(tx: Tx, id: ReferralId, what: 'remind' | 'escalate', on: Day): Promise<boolean> {
  const rows =
    what === 'remind'
      ? await tx.run(sql`update referrals.referral set reminded_on = ${on} where id = ${id} and reminded_on is null`)
      : await tx.run(
          sql`update referrals.referral set escalated_on = ${on} where id = ${id} and reminded_on is not null and escalated_on is null`,
        )
  return rows === 1
}

/** Seals a round again: each authority reads its own part of it only. */
export async function sealAgain(tx: Tx, id: ReferralId, round: number): Promise<void> {
  await tx.run(sql`update referrals.referral set resealed_round = ${round} where id = ${id}`)
}

/** Gives the ball back to both when a hearing has run out. */
export async function saveBall(tx: Tx, id: ReferralId, ball: Referral['ball'], on: Day): Promise<void> {
  await tx.run(sql`update referrals.referral set ball = ${ball}, ball_since = ${on} where id = ${id}`)
}

const counts = z.object({ open: z.int(), ended: z.int() })

/** How many of an organisation's referrals the session sees, open and ended. */
export function countsOf(tx: Tx, organisationId: OrganisationId): Promise<z.infer<typeof counts>> {
  return tx.one(
    counts,
    sql`select count(*) filter (where ball <> 'none')::int as open, count(*) filter (where ball = 'none')::int as ended
        from referrals.referral where ${organisationId}::uuid in (acting_job_centre_id, provider_id)`,
  )
}
