import { z } from 'zod'
import type { HumanId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, oreColumn } from '#platform/db/row.ts'
import type { LossTerm } from '#modules/agreements/index.ts'
import type { SentSettlement } from '../domain/sent-settlement.ts'

const borne = z.object({ purchaser: oreColumn, provider: oreColumn, lender: oreColumn, actingJobCentre: oreColumn })
const flows = { paidOut: oreColumn, repaid: oreColumn, lost: oreColumn, recovered: oreColumn, borne, unshared: oreColumn }
const shares = z.object({ purchaser: z.int(), provider: z.int(), lender: z.int(), actingJobCentre: z.int() })
const words = z.object({ da: z.string(), en: z.string() })
const content = z.object({
  months: z.array(z.object({ month: dayColumn, places: oreColumn.nullable(), ...flows })),
  correction: z.object({ places: oreColumn, ...flows }),
  terms: z.array(z.object({ version: z.int(), from: dayColumn, shares, words })),
})

const settlementRow = z
  .object({
    id: z.string(),
    from_month: dayColumn,
    until_month: dayColumn,
    content: z.instanceof(Uint8Array),
    sha256: z.string(),
    sent_on: dayColumn,
  })
  .transform((row) => ({
    id: row.id,
    from: row.from_month,
    until: row.until_month,
    sentOn: row.sent_on,
    sha256: row.sha256,
    ...content.parse(JSON.parse(new TextDecoder().decode(row.content))),
  }))

/** A settlement as it was sent and kept. */
export type KeptSettlement = z.output<typeof settlementRow>

/** The settlements of an agreement that were sent, the first months first. */
export function settlementsOf(tx: Tx, agreementId: Id<'agreement'>): Promise<KeptSettlement[]> {
  return tx.rows(
    settlementRow,
    sql`select id, from_month, until_month, content, sha256, sent_on from loans.settlement
        where agreement_id = ${agreementId} order by from_month`,
  )
}

/** What is kept of a settlement: the bytes its hash is taken of. Amounts are whole øre as text. */
export function contentOf({ months, correction, terms }: SentSettlement<LossTerm>): Uint8Array {
  const asText = (_: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)
  return new TextEncoder().encode(JSON.stringify({ months, correction, terms }, asText))
}

type Sent = { id: string; agreementId: Id<'agreement'>; from: Day; until: Day; content: Uint8Array; sha256: string }

/** Keeps a settlement as it is sent. */
export async function insertSettlement(tx: Tx, sent: Sent, by: { human: HumanId; on: Day; at: Instant }): Promise<void> {
  await tx.run(sql`
    insert into loans.settlement (id, agreement_id, from_month, until_month, content, sha256, sent_by, sent_on, sent_at)
    values (${sent.id}, ${sent.agreementId}, ${sent.from}, ${sent.until}, ${sent.content}, ${sent.sha256}, ${by.human}, ${by.on}, ${by.at})`)
}

/** Lets one settlement of an agreement be sent at a time. */
export async function lockSettlements(tx: Tx, agreementId: Id<'agreement'>): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended('loans.settlement ' || ${agreementId}::text, 0))`)
}
