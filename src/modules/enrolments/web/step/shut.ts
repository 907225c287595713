import { type Day, addMonths, formatDay, isBefore } from '#kernel/days.ts'
import { correctionMonths, openChecks } from '../../domain/decide.ts'
import type { Enrolment } from '../../domain/enrolment.ts'
import type { PlaceStepName } from '../../domain/place-machine.ts'
import type { Texts } from '../../texts/da.ts'

/** Why a step that the run's state allows is shut: a second prolongation, a correction after its time, a check that has not come. Null while it can be taken. */
export function shutReason(
  { run }: Pick<Enrolment, 'run'>,
  name: PlaceStepName,
  { say, today }: { say: Texts; today: Day },
): string | null {
  if (name === 'prolong' && run.prolongedDays > 0) return say.refusals.prolongedOnce
  if (name === 'record_check') return checkShut(run, { say, today })
  if (name !== 'reopen' || run.endedOn === null) return null
  const until = addMonths(run.diedOn ?? run.endedOn, correctionMonths)
  return isBefore(until, today) ? say.refusals.correctionOver(formatDay(until)) : null
}

function checkShut(run: Enrolment['run'], { say, today }: { say: Texts; today: Day }): string | null {
  const { months, nextOn } = openChecks(run, today)
  if (months.length > 0) return null
  return nextOn === null ? say.refusals.allChecked : say.refusals.notOpenYet(formatDay(nextOn))
}
