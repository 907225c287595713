import type { SystemActor } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { assert } from '#kernel/result.ts'
import { agreement } from '#modules/agreements/index.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { nobody } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import type { Due } from '../domain/agenda.ts'
import type { EnrolmentId } from '../domain/enrolment.ts'
import { dueRuns, openAgenda, saveNextDue, saveTold, splitAgenda } from '../store/agenda.ts'
import { lockEnrolment } from '../store/enrolments.ts'
import type { EnrolmentPorts } from './ports.ts'
import { takeStep } from './take-step.ts'
import { tellAgreementEnds } from './tell-agreement-ends.ts'
import { tellOfReminder } from './tell.ts'

/** A run is never left with more than this many things due on one day; more would be a loop. */
const mostPerRun = 100

/**
 * Does everything that has fallen due in every run on or before today, each in a transaction of its own, and answers how
 * many things it did. May be run any number of times: what was done is not done again.
 */
export async function doWhatIsDue(db: Db, ports: EnrolmentPorts, today: Day, at: Instant): Promise<number> {
  let done = 0
  for (const { id, providerId } of await db.read(nobody(today), (tx) => dueRuns(tx, today))) {
    const actor: SystemActor = { kind: 'system', job: 'enrolments.due', organisationId: providerId }
    for (let round = 0; ; round += 1) {
      assert(round < mostPerRun, `run ${id} has no end of things due`)
      const did = await db.transaction(contextOf(actor, today), (tx) => doNext(tx, ports, { id, actor, today, at }))
      if (!did) break
      done += 1
    }
  }
  return done + (await tellAgreementEnds(db, today, at))
}

type Turn = { id: EnrolmentId; actor: SystemActor; today: Day; at: Instant }

/** The first thing that is due in the run; false when nothing is. */
async function doNext(tx: Tx, ports: EnrolmentPorts, turn: Turn): Promise<boolean> {
  const { id, today } = turn
  const found = await lockEnrolment(tx, id)
  if (found === null) return false
  const dues = await openAgenda(tx, id, found.run)
  const { now, next } = splitAgenda(dues, today)
  const [first] = now
  if (first === undefined) {
    await saveNextDue(tx, id, next)
    return false
  }
  await doOne(tx, ports, turn, first)
  return true
}

async function doOne(tx: Tx, ports: EnrolmentPorts, { id, actor, at }: Turn, due: Due): Promise<void> {
  if ('step' in due) {
    const taken = await takeStep(tx, ports, { actor, enrolmentId: id, wish: { step: due.step }, at })
    assert(taken.ok, `the calendar's step ${due.step} was refused`)
    return
  }
  const found = await lockEnrolment(tx, id)
  const agreed = found === null ? null : await agreement(tx, found.agreementId)
  assert(found !== null && agreed !== null, 'a run that was locked is there')
  await saveTold(tx, id, due.remind, due.about, at)
  await tellOfReminder(tx, due.remind, due.about, { agreed, after: found, at })
}
