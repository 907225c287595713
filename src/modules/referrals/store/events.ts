import { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { type Tx, json, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn, instantColumn } from '#platform/db/row.ts'
import type { Happening } from '../domain/progress.ts'
import type { RecordedEvent, ReferralId } from '../domain/referral.ts'
import { authorities, events, outcomes, states } from '../domain/states.ts'

const stored = z.object({ name: z.string(), payload: z.record(z.string(), z.unknown()) })
const bareNames = events.filter(
  (name) =>
    name !== 'submit_assessment' &&
    name !== 'propose' &&
    name !== 'open_hearing' &&
    name !== 'complain' &&
    name !== 'forward_complaint' &&
    name !== 'tell_delay',
)
const proposal = z.object({ id: z.string(), outcome: z.enum(outcomes), authority: z.enum(authorities), humanId: z.string() })
const happeningSchema = z.union([
  z.object({ name: z.literal('submit_assessment'), authority: z.enum(authorities), over: z.int() }),
  z.object({ name: z.literal('propose'), proposal }),
  z.object({ name: z.literal('open_hearing'), until: z.iso.date() }),
  z.object({ name: z.enum(['complain', 'forward_complaint']), on: z.iso.date() }),
  z.object({ name: z.literal('tell_delay'), expectedOn: z.iso.date() }),
  z.object({ name: z.enum(bareNames) }),
])

/** The referral's history as the machine replays it, without its start. */
export async function happenings(tx: Tx, referralId: ReferralId): Promise<Happening[]> {
  const rows = await tx.rows(
    stored,
    sql`select name, payload from referrals.event where referral_id = ${referralId} and name <> 'start' order by id`,
  )
  return rows.map(({ name, payload }): Happening => happeningSchema.parse({ ...payload, name }))
}

/** An event to keep: `payload` is what the machine replays, `text` lies in a row of its own that can be erased. */
export type NewEvent = {
  referralId: ReferralId
  name: RecordedEvent['name']
  state: RecordedEvent['state']
  on: Day
  at: Instant
  actor: Actor
  reason: string | null
  payload: Record<string, unknown>
  text: string
}

/** Keeps an event; it is never changed. */
export async function saveEvent(tx: Tx, event: NewEvent): Promise<void> {
  const { actor } = event
  const accountId = actor.kind === 'system' ? null : actor.accountId
  const organisationId = actor.kind === 'citizen' ? null : actor.organisationId
  const { id } = await tx.one(
    z.object({ id: z.bigint() }),
    sql`insert into referrals.event (referral_id, name, state, effective_on, recorded_at, account_id, organisation_id, reason, payload)
        values (${event.referralId}, ${event.name}, ${event.state}, ${event.on}, ${event.at}, ${accountId}, ${organisationId}, ${event.reason},
          ${json(event.payload)}::jsonb)
        returning id`,
  )
  if (event.text.trim() === '') return
  await tx.run(
    sql`insert into referrals.event_text (event_id, referral_id, text) values (${id}, ${event.referralId}, ${event.text.trim()})`,
  )
}

const eventRow = z
  .object({
    id: z.bigint(),
    name: z.enum([...events, 'start']),
    state: z.enum(states),
    effective_on: dayColumn,
    recorded_at: instantColumn,
    account_id: idColumn<'account'>().nullable(),
    organisation_id: idColumn<'organisation'>().nullable(),
    reason: z.string().nullable(),
    payload: z.record(z.string(), z.unknown()),
    text: z.string().nullable(),
  })
  .transform(
    ({ effective_on, recorded_at, account_id, organisation_id, ...same }): RecordedEvent => ({
      ...same,
      on: effective_on,
      at: recorded_at,
      accountId: account_id,
      organisationId: organisation_id,
    }),
  )

/** Everything that happened in the referral, in the order it was recorded. */
export function recordedEvents(tx: Tx, referralId: ReferralId): Promise<RecordedEvent[]> {
  return tx.rows(
    eventRow,
    sql`select e.id, e.name, e.state, e.effective_on, e.recorded_at, e.account_id, e.organisation_id, e.reason, e.payload, t.text
        from referrals.event e left join referrals.event_text t on t.event_id = e.id
        where e.referral_id = ${referralId} order by e.id`,
  )
}

/** Deletes the words of an erased person's referrals: answers, event texts, questions, sentences, wording. Scores, outcomes and codes stay. */
export async function eraseReferrals(tx: Tx, personId: string): Promise<void> {
  await tx.run(sql`select referrals.erase_person(${personId})`)
}
