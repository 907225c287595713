import type { SystemActor } from '#kernel/actor.ts'
import { type Day, type Instant, isBefore } from '#kernel/days.ts'
import { assert } from '#kernel/result.ts'
import type { Db } from '#platform/db/database.ts'
import { nobody } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { authorize, organisations } from '#modules/access/index.ts'
import { tellCitizen } from '#modules/notices/index.ts'
import { type Enrolment, enrolmentsByIds } from '#modules/enrolments/index.ts'
import { activityActions } from '../actions.ts'
import { isPausedOn } from '../domain/paused.ts'
import { takeReminders } from '../store/calendar-links.ts'

/** Reminds each citizen the day before a session, once; whoever is on pause, or whose run has ended by then, is left in peace. Answers how many were reminded. */
export async function remindDue(db: Db, today: Day, at: Instant): Promise<number> {
  let done = 0
  for (const { id: organisationId } of await db.read(nobody(today), (tx) => organisations(tx))) {
    const actor: SystemActor = { kind: 'system', job: 'activities.due', organisationId }
    assert(authorize(actor, activityActions.remind, {}).ok, 'reminders are sent by a job')
    done += await db.transaction(contextOf(actor, today), async (tx) => {
      let told = 0
      const taken = await takeReminders(tx, today.toString(), at)
      const runs = await enrolmentsByIds(
        tx,
        taken.map(({ enrolmentId }) => enrolmentId),
      )
      const runOf = new Map<string, Enrolment>(runs.map((run) => [run.id, run]))
      for (const { sessionId, enrolmentId, personId, caseNumber, on } of taken) {
        const run = runOf.get(enrolmentId)
        const endedOn = run?.run.endedOn ?? null
        if (isPausedOn(run?.pauses ?? [], on) || (endedOn !== null && isBefore(endedOn, on))) continue
        const subject = { noun: 'session', id: sessionId }
        await tellCitizen(tx, { kind: 'session_reminder', subject, href: '/me', personId, caseNumber, at })
        told += 1
      }
      return told
    })
  }
  return done
}
