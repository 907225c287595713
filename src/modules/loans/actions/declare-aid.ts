import { type Result, assert, ok } from '#kernel/result.ts'
import { actFor } from '#modules/people/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { loanActions } from '../actions.ts'
import type { OtherAid } from '../domain/aid.ts'
import { saveDeclaration } from '../store/aid.ts'
import { enter, logFor } from './enter.ts'
import { type StepCommand, type TakeStepRefusal, alreadyDone, lockedFor } from './take-step.ts'

/** Declares other aid anew, by the borrower or by the adviser for them; the newest declaration counts. */
export async function declareAid(tx: Tx, command: StepCommand & { aids: readonly OtherAid[] }): Promise<Result<true, TakeStepRefusal>> {
  const { actor, on, requestId, aids } = command
  const locked = await lockedFor(tx, command, 'declare_aid')
  if (!locked.ok) return alreadyDone(tx, command, locked)
  const recorded = await logFor(tx, command)
  if (recorded === null) return ok(true)
  assert(actor.kind !== 'system', 'a human declares')
  const { loan } = locked.value
  const acted = await actFor(tx, {
    ...command,
    personId: loan.personId,
    cover: 'loan',
    action: loanActions.declare_aid,
    subjectId: loan.id,
  })
  if (!acted.ok) return acted
  const entered = await enter(tx, command, recorded, { loan, name: 'declare_aid', on, body: null })
  assert(entered.ok, 'a declaration moves no money')
  await saveDeclaration(tx, { eventId: requestId, loanId: loan.id, on, by: actor.humanId, aids })
  return ok(true)
}
