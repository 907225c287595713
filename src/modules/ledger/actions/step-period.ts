import type { StaffActor } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { ledgerActions } from '../actions.ts'
import { type PeriodRefusal, type PeriodStep, monthsOf, periodSteps, refusedPeriod } from '../domain/period.ts'
import { firstMonth, keptPeriods, lockPeriods, savePeriod } from '../store/periods.ts'

/**
 * Asks for a month of the actor's own books to be closed or reopened, carries that out as the second human, or drops it. Waits for
 * entries that are under way. A step that has been taken already is refused as not possible now, so a double click does no harm.
 */
export async function stepPeriod(
  tx: Tx,
  command: { actor: StaffActor; step: PeriodStep; month: Day; on: Day; at: Instant },
): Promise<Result<true, NotPermitted | PeriodRefusal>> {
  const { actor, step, on, at } = command
  const bookId = actor.organisationId
  const month = command.month.with({ day: 1 })
  const permit = authorize(actor, ledgerActions.close_month, { ownerId: bookId })
  if (!permit.ok) return permit
  await lockPeriods(tx, bookId)
  const periods = monthsOf(await firstMonth(tx, bookId), await keptPeriods(tx, bookId), on)
  const refusal = refusedPeriod(step, month, { periods, by: actor.humanId, today: on })
  if (refusal !== null) return refuse(refusal)
  const who = step === 'ask_close' || step === 'ask_reopen' ? { askedBy: actor.humanId } : { settledBy: actor.humanId }
  await savePeriod(tx, bookId, { month, state: periodSteps[step].to, on, ...who })
  const subject = { noun: 'month', id: month.toString().slice(0, 7) }
  await recordChange(tx, { actor, action: ledgerActions.close_month, on: subject, codes: { step }, at })
  return ok(true)
}
