import { z } from 'zod'
import type { Day, Instant } from '#kernel/days.ts'
import { type Tx, json, sql } from '#platform/db/database.ts'
import { dayColumn, instantColumn } from '#platform/db/row.ts'
import type { AgreementId } from '../domain/agreement.ts'
import type { AgreementEventName, AgreementState } from '../domain/agreement-machine.ts'
import { type EndingStep, endingSteps } from '../domain/ending.ts'

/** One event of an agreement. */
export type AgreementEvent = { name: AgreementEventName; on: Day; at: Instant; reason: string | null }

const row = z
  .object({
    name: z.enum(['sign', 'start', 'use_option', 'begin_expiry', 'expire', 'terminate']),
    effective_on: dayColumn,
    recorded_at: instantColumn,
    reason: z.string().nullable(),
  })
  .transform(({ name, effective_on, recorded_at, reason }): AgreementEvent => ({ name, on: effective_on, at: recorded_at, reason }))

/** The agreement's events in the order they were recorded. */
export function agreementEvents(tx: Tx, id: AgreementId): Promise<AgreementEvent[]> {
  return tx.rows(row, sql`select name, effective_on, recorded_at, reason from agreements.event where agreement_id = ${id} order by id`)
}

/** Keeps an event and the state it leads to, which are never written apart. */
export async function saveEvent(
  tx: Tx,
  id: AgreementId,
  event: AgreementEvent & { state: AgreementState; payload?: Record<string, string | number> },
): Promise<void> {
  await tx.run(sql`
    insert into agreements.event (agreement_id, name, effective_on, recorded_at, account_id, organisation_id, reason, payload)
    values (${id}, ${event.name}, ${event.on}, ${event.at}, platform.account_id(), platform.organisation_id(), ${event.reason}, ${json(event.payload ?? {})}::jsonb)`)
  await tx.run(sql`update agreements.agreement set state = ${event.state} where id = ${id}`)
}

const step = z.object({ step: z.enum(endingSteps) })

/** The warnings of this end that were given. */
export async function endingsTold(tx: Tx, id: AgreementId, endsOn: Day): Promise<EndingStep[]> {
  return (await tx.rows(step, sql`select step from agreements.ending_told where agreement_id = ${id} and ends_on = ${endsOn}`)).map(
    (each) => each.step,
  )
}

/** Keeps that a warning was given; false when somebody else just did. */
export async function saveEndingTold(tx: Tx, id: AgreementId, endsOn: Day, told: EndingStep, at: Instant): Promise<boolean> {
  const rows = await tx.run(sql`
    insert into agreements.ending_told (agreement_id, ends_on, step, told_at) values (${id}, ${endsOn}, ${told}, ${at})
    on conflict (agreement_id, ends_on, step) do nothing`)
  return rows === 1
}
