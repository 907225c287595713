import { z } from 'zod'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn } from '#platform/db/row.ts'
import { type Stay, stayKinds } from '../domain/report/stays.ts'
import type { Asked } from './facts.ts'

const row = z
  .object({ place_number: z.int(), kind: z.enum(stayKinds), from_on: dayColumn, until_on: dayColumn })
  .transform((read): Stay => {
    return { place: read.place_number, kind: read.kind, from: read.from_on.toString(), until: read.until_on.toString() }
  })

/** How the places of an agreement were held day by day to the cut-off, as known at a moment. */
export function stayFacts(tx: Tx, { agreementId, cutoffOn, knownAt }: Asked): Promise<Stay[]> {
  return tx.rows(row, sql`select place_number, kind, from_on, until_on from agreements.stays(${agreementId}, ${knownAt}, ${cutoffOn})`)
}
