import { z } from 'zod'
import type { Id } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn } from '#platform/db/row.ts'
import { type Pause, type PauseHappening, pausesAfter } from '../domain/pauses.ts'

const row = z.object({
  holder_id: idColumn<'enrolment'>(),
  name: z.enum(['pause', 'extend_pause', 'resume', 'end_early', 'record_death']),
  on_day: dayColumn,
  until_day: dayColumn.nullable(),
  keeps_place: z.boolean().nullable(),
})

/**
 * The pauses that keep a place under an agreement, by its holder, for every party: the purchaser pays for them and sees no runs. In which
 * phase they lie is not told here.
 */
export async function keptPauses(tx: Tx, agreementId: Id<'agreement'>): Promise<Map<string, readonly Pause[]>> {
  const rows = await tx.rows(row, sql`select holder_id, name, on_day, until_day, keeps_place from enrolments.pauses_told(${agreementId})`)
  const told = new Map<string, readonly Pause[]>()
  for (const one of rows) told.set(one.holder_id, pausesAfter(told.get(one.holder_id) ?? [], happening(one), 'qualifying'))
  return told
}

function happening({ name, on_day: on, until_day: until, keeps_place: keepsPlace }: z.output<typeof row>): PauseHappening {
  if (name !== 'pause' && name !== 'extend_pause') return { name, on }
  assert(until !== null, 'a pause and its extension have a last day')
  if (name === 'extend_pause') return { name, until }
  assert(keepsPlace !== null, 'a pause keeps its place or lets it go')
  return { name, on, until, keepsPlace }
}
