import { z } from 'zod'
import { type Tx, sql } from '#platform/db/database.ts'
import { agreementEventNames } from '../domain/agreement-machine.ts'

const agreementRow = z.object({ id: z.string(), state: z.string(), events: z.array(z.enum(agreementEventNames)) })

/** Agreements with their events in the order of their identity, at most `most`, the first after `after`; for the owner, who sees them all. */
export function agreementsToCheck(tx: Tx, after: string | null, most: number): Promise<z.output<typeof agreementRow>[]> {
  return tx.rows(
    agreementRow,
    sql`select a.id, a.state, array(select e.name from agreements.event e where e.agreement_id = a.id order by e.id) as events
        from agreements.agreement a where ${after}::uuid is null or a.id > ${after}::uuid order by a.id limit ${most}`,
  )
}

const stayRow = z.object({ id: z.string(), stored: z.string(), reckoned: z.string().nullable() })

/** What is kept of every held place, and the last writing of it that the log has. */
export function staysToCheck(tx: Tx, after: string | null, most: number): Promise<z.output<typeof stayRow>[]> {
  return tx.rows(
    stayRow,
    sql`select o.id, concat_ws(' ', o.place_id, o.holder_id, o.kind, o.stay, o.released_on) as stored, last.reckoned
        from agreements.occupancy o
        left join lateral (
          select concat_ws(' ', v.place_id, v.holder_id, v.kind, v.stay, v.released_on) as reckoned
          from agreements.stay_event v where v.occupancy_id = o.id order by v.id desc limit 1) last on true
        where ${after}::uuid is null or o.id > ${after}::uuid order by o.id limit ${most}`,
  )
}
