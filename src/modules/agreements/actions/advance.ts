import type { SystemActor } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { assert } from '#kernel/result.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import type { Agreement, AgreementId } from '../domain/agreement.ts'
import { afterEvent, dueEvent } from '../domain/agreement-machine.ts'
import { type EndingStep, endingDue } from '../domain/ending.ts'
import { agreement, lockAgreement } from '../store/agreements.ts'
import { endingsTold, saveEndingTold, saveEvent } from '../store/events.ts'
import { closeEndingTask } from './tell-parties.ts'

/** Tells those who should know that an agreement ends; handed in by whoever puts the modules together. */
export type TellEnding = (tx: Tx, told: { agreement: Agreement; step: EndingStep; at: Instant }) => Promise<void>

/** Does what the calendar has brought to one agreement on or before today: its states, and the warnings of its end. Answers how many things it did. */
export async function advanceAgreement(
  tx: Tx,
  { actor, id, today, at, tellEnding }: { actor: SystemActor; id: AgreementId; today: Day; at: Instant; tellEnding: TellEnding },
): Promise<number> {
  assert(authorize(actor, actions.advance, {}).ok, 'the calendar may advance agreements')
  await lockAgreement(tx, id)
  let done = 0
  for (;;) {
    const found = await agreement(tx, id)
    const due = found === null ? null : dueEvent(found, today)
    if (found === null) return done
    // What asked whether to go on asks no more once it is over.
    if (found.state === 'expired') await closeEndingTask(tx, found, at)
    if (due === null) return done + (await tellDue(tx, { agreement: found, today, at, tellEnding }))
    const state = afterEvent(found.state, due.event)
    assert(state.ok, 'what is due can be done')
    await saveEvent(tx, id, { name: due.event, on: due.on, at, reason: null, state: state.value })
    await recordChange(tx, { actor, action: actions.advance, on: { noun: 'agreement', id }, codes: { event: due.event }, at })
    done += 1
  }
}

async function tellDue(
  tx: Tx,
  { agreement: found, today, at, tellEnding }: { agreement: Agreement; today: Day; at: Instant; tellEnding: TellEnding },
): Promise<number> {
  if (found.state === 'draft' || found.state === 'terminated' || found.state === 'expired') return 0
  const { tell, passed } = endingDue(found, today, await endingsTold(tx, found.id, found.endsOn))
  for (const step of passed) await saveEndingTold(tx, found.id, found.endsOn, step, at)
  if (tell === null || !(await saveEndingTold(tx, found.id, found.endsOn, tell, at))) return 0
  await tellEnding(tx, { agreement: found, step: tell, at })
  return 1
}
