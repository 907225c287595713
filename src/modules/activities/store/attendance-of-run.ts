import { z } from 'zod'
import { type Tx, sql } from '#platform/db/database.ts'
import { countColumn } from '#platform/db/row.ts'

const row = z.object({ phase: z.enum(['qualifying', 'main']), activity: z.string(), times: countColumn, minutes: countColumn })

/** How often and how long somebody took part in one activity of a phase. */
export type Attended = z.infer<typeof row>

/** What a run took part in, by phase and activity: sessions that took place, whether whole, late or partly. */
export function attendedInRun(tx: Tx, enrolmentId: string): Promise<Attended[]> {
  return tx.rows(
    row,
    sql`
    select s.phase, s.activity, count(*) as times, sum(s.minutes) as minutes
    from activities.participant p join activities.session s on s.id = p.session_id
    where p.enrolment_id = ${enrolmentId} and s.took_place and p.outcome in ('present', 'late', 'partly')
    group by s.phase, s.activity order by s.phase desc, min(s.held_on)`,
  )
}
