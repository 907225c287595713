import { type Day, isBefore } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { PlaceCommand } from './command.ts'
import type { PlaceRefusal } from './refusal.ts'
import type { RunEvent } from './run-event.ts'
import type { Run } from './run.ts'

/** Days after a move within which the municipalities settle who goes on paying. */
export const moveSettledWithinDays = 28

type OutsideCommand = Extract<PlaceCommand, { step: 'close_list' | 'transfer' | 'record_move' | 'settle_move' | 'record_death' }>

/** What becomes of a run by what happens outside of it: the agreement ends, the citizen moves, the citizen dies. */
export function decideOutside(run: Run, command: OutsideCommand, today: Day): Result<RunEvent, PlaceRefusal> {
  switch (command.step) {
    case 'close_list':
      return command.agreementOver ? ok({ name: 'close_list', on: today }) : refuse({ kind: 'agreement_goes_on' })
    case 'transfer': {
      const { agreementId, months, gateDays } = command
      return ok({ name: 'transfer', on: today, agreementId, months, gateDays })
    }
    case 'settle_move':
      return run.move === null || run.move.settled ? refuse({ kind: 'no_open_move' }) : ok({ name: 'settle_move', on: today })
    case 'record_move':
      return notAfter(command.on, today.add({ months: 3 }), run, {
        name: 'record_move',
        on: command.on,
        municipality: command.municipality,
      })
    case 'record_death':
      return notAfter(command.on, today, run, { name: 'record_death', on: command.on })
  }
}

// What happened before the intake accepted the citizen is not this run's; a death from before is one found out late.
function notAfter(on: Day, latest: Day, run: Run, event: RunEvent): Result<RunEvent, PlaceRefusal> {
  if (isBefore(latest, on)) return refuse({ kind: 'too_late', field: 'on', latest })
  return isBefore(on, run.acceptedOn) ? refuse({ kind: 'too_early', field: 'on', earliest: run.acceptedOn }) : ok(event)
}
