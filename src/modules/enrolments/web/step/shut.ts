import { type Day, addMonths, formatDay, isBefore } from '#kernel/days.ts'
import { correctionMonths } from '../../domain/decide.ts'
import type { Enrolment } from '../../domain/enrolment.ts'
import type { PlaceStepName } from '../../domain/place-machine.ts'
import type { Texts } from '../../texts/da.ts'

/** Why a step that the run's state allows is shut for good: a second prolongation, a correction after its time. Null while it can be taken. */
export function shutReason(
  { run }: Pick<Enrolment, 'run'>,
  name: PlaceStepName,
  { say, today }: { say: Texts; today: Day },
): string | null {
  if (name === 'prolong' && run.prolongedDays > 0) return say.refusals.prolongedOnce
  if (name !== 'reopen' || run.endedOn === null) return null
  const until = addMonths(run.diedOn ?? run.endedOn, correctionMonths)
  return isBefore(until, today) ? say.refusals.correctionOver(formatDay(until)) : null
}
