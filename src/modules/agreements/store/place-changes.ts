import { z } from 'zod'
import type { AccountId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, instantColumn } from '#platform/db/row.ts'
import type { AgreementId } from '../domain/agreement.ts'

/** A change of the number of places within a period. */
export type PlaceChange = { from: Day; before: number; places: number; reason: string; at: Instant }

const row = z
  .object({ from_on: dayColumn, places_before: z.int(), places: z.int(), reason: z.string(), recorded_at: instantColumn })
  .transform(
    ({ from_on, places_before, recorded_at, ...same }): PlaceChange => ({ ...same, from: from_on, before: places_before, at: recorded_at }),
  )

/** The changes of an agreement's number of places in the order of their days. */
export function placeChanges(tx: Tx, id: AgreementId): Promise<PlaceChange[]> {
  return tx.rows(
    row,
    sql`select from_on, places_before, places, reason, recorded_at from agreements.place_change where agreement_id = ${id} order by from_on, id`,
  )
}

/** True when the request has already been recorded: the same button pressed twice. */
export async function hasPlaceChange(tx: Tx, id: AgreementId, requestId: string): Promise<boolean> {
  return (
    (await tx.rows(z.object({}), sql`select from agreements.place_change where agreement_id = ${id} and request_id = ${requestId}`))
      .length > 0
  )
}

/** Keeps a change. */
export async function savePlaceChange(
  tx: Tx,
  change: {
    agreementId: AgreementId
    from: Day
    before: number
    places: number
    reason: string
    requestId: string
    accountId: AccountId
    at: Instant
  },
): Promise<void> {
  const { agreementId, from, before, places, reason, requestId, accountId, at } = change
  await tx.run(sql`
    insert into agreements.place_change (agreement_id, from_on, places_before, places, reason, recorded_at, account_id, request_id)
    values (${agreementId}, ${from}, ${before}, ${places}, ${reason}, ${at}, ${accountId}, ${requestId})`)
}
