import type { Day } from '#kernel/days.ts'
import { agenda } from './agenda.ts'
import { type Run, openPause, runPhases } from './run.ts'

/**
 * The day the next step of a run is wanted by: an answer, a start, an end of a phase, of a pause or of the gate, a check; null when no day is
 * set. Nobody owes a place by a day, so who waits has none; that interest is asked for every two months is a task of the job centre's.
 */
export function wantedBy(run: Run): Day | null {
  const pause = openPause(run)
  if (pause !== null) return pause.until
  if (run.state === 'offered') return run.offer?.answerBy ?? null
  if (run.state === 'placed') return run.offer?.startOn ?? null
  if (run.state === 'main') return runPhases(run)[1]?.endsOn ?? null
  const due = agenda(run)
  const step = due.find((one) => 'step' in one && (one.step === 'open_gate' || one.step === 'release_gate_place'))
  if (step !== undefined) return step.on.subtract({ days: 1 })
  return due.find((one) => 'remind' in one && one.remind === 'check_due')?.on ?? null
}
