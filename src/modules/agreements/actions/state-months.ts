import type { SystemActor } from '#kernel/actor.ts'
import { type Day, type Instant, addMonths, isBefore, laterOf } from '#kernel/days.ts'
import { assert } from '#kernel/result.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { tellAll } from '#modules/notices/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import type { AgreementId } from '../domain/agreement.ts'
import { monthsToState, statementOf } from '../domain/statement.ts'
import { agreement, lockAgreement } from '../store/agreements.ts'
import { occupancies, places } from '../store/places.ts'
import { saveStatement, statements } from '../store/statements.ts'

/**
 * Makes the statements of the months that have ended, and tells purchaser and provider of the newest. Months of long ago, as of an
 * agreement that is loaded late, are made in silence. Answers how many were made.
 */
export async function stateMonths(
  tx: Tx,
  { actor, id, today, at }: { actor: SystemActor; id: AgreementId; today: Day; at: Instant },
): Promise<number> {
  assert(authorize(actor, actions.advance, {}).ok, 'the calendar may state months')
  await lockAgreement(tx, id)
  const agreed = await agreement(tx, id)
  if (agreed === null || agreed.state === 'draft') return 0
  const [spots, held, made] = [await places(tx, id), await occupancies(tx, id), await statements(tx, id)]
  // An agreement that was ended before its time is stated no longer than its places are bought or held.
  const lastDay = [...spots, ...held].reduce((day, { until }) => laterOf(day, until), agreed.startsOn.subtract({ days: 1 }))
  const months = monthsToState(
    agreed.startsOn,
    lastDay,
    today,
    made.map(({ month }) => month),
  )
  const facts = { periods: agreed.periods, runOff: agreed.runOff, places: spots, held }
  const known = made.map((one) => ({ ...one }))
  // What is put right after the last month still has to be settled: in the month that has just ended.
  const ended = today.with({ day: 1 }).subtract({ months: 1 })
  const late = months.length === 0 && made.length > 0 && !made.some(({ month }) => month.equals(ended))
  if (late && (statementOf(facts, agreed.startsOn, ended, known).correctionOre ?? 0n) !== 0n) months.push(ended)
  for (const month of months) {
    const statement = statementOf(
      facts,
      agreed.startsOn,
      month,
      known.filter((one) => isBefore(one.month, month)),
    )
    if (!(await saveStatement(tx, id, statement, at))) continue
    known.push({ ...statement, madeAt: at })
    await recordChange(tx, { actor, action: actions.advance, on: { noun: 'agreement', id }, codes: { statement: month.toString() }, at })
    if (!isBefore(month, addMonths(today, -2))) await tellStatement(tx, agreed, month, at)
  }
  return months.length
}

async function tellStatement(
  tx: Tx,
  { id, parties }: { id: AgreementId; parties: Parameters<typeof tellAll>[1]['parties'] },
  month: Day,
  at: Instant,
) {
  const name = month.toString().slice(0, 7)
  const subject = { noun: 'statement', id: `${id.slice(0, 8)}-${name}` }
  await tellAll(tx, { parties, kind: 'place_statement', subject, href: `/agreements/${id}/statements/${name}`, at })
}
