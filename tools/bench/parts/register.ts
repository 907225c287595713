import { noGoals } from '../../../test/support/no-goals.ts'
import { movableClock } from '#platform/clock.ts'
import { contextOf } from '#platform/http/context.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { activitiesModule, registerAttendance, sessionsOfClass } from '#modules/activities/index.ts'
import { setStage } from '../../../src/demo/play.ts'
import { noon } from '../../../test/support/enrolment-scene.ts'
import { fullClass } from '../../../test/support/full-class.ts'
import { pagesOf } from '../../../test/support/pages.ts'
import { rate } from '../measure.ts'
import type { BenchPart } from '../part.ts'

/** The register of one session with very many people: to open it, and to save it. */
export const register: BenchPart = {
  name: 'register',
  about:
    'The register of one session, 200 people at full size: the page with the reading of everybody logged, by one client, and the saving ' +
    'of a whole register as a further row. Beside each stands the same with a session of 15.',
  run: async ({ full, database, say }) => {
    const large = full ? 200 : 40
    const [many, few] = [await measured(await database(), large, full, say), await measured(await database(), 15, full, say)]
    return [
      { what: `Register page, ${large} people`, value: many.page, unit: 'ms (median)', against: { what: '15 people', value: few.page } },
      {
        what: `Saving a register, ${large} people`,
        value: many.save,
        unit: 'ms (median)',
        against: { what: '15 people', value: few.save },
      },
    ]
  },
}

type Database = Awaited<ReturnType<Parameters<BenchPart['run']>[0]['database']>>

async function measured(
  { db }: Database,
  count: number,
  full: boolean,
  say: (progress: string) => void,
): Promise<{ page: number; save: number }> {
  say(`a class of ${count}`)
  const clock = movableClock(noon('2015-09-01'))
  const stage = await setStage(db, clock)
  const { classId, runs } = await fullClass(db, stage, count)
  clock.moveTo(noon('2015-12-01'))
  const actor = stage.actors.soeren
  const context = contextOf(actor, day('2015-12-01'))
  const [session] = await db.read(context, (tx) => sessionsOfClass(tx, classId))
  if (session === undefined) throw new Error('The class has sessions')
  const activities = activitiesModule({ db, clock, publicUrl: () => '' }, { overdueSteps: () => Promise.resolve([]), goals: noGoals })
  const pages = pagesOf(activities.routes, clock)
  const seconds = full ? 8 : 2
  say('page')
  const page = await rate({ clients: 1, seconds }, () => pages.get(actor, `/sessions/${session.id}`))
  say('saving')
  const lines = runs.map((enrolmentId) => ({ enrolmentId, outcome: 'present', reason: null }) as const)
  let version = 1
  const save = await rate({ clients: 1, seconds }, async () => {
    const what = { sessionId: session.id, version, tookPlace: true, lines, words: { done: '', next: '' }, requestId: newId() }
    const saved = await db.transaction(context, (tx) =>
      registerAttendance(tx, { actor, ...what, today: day('2015-12-01'), at: clock.now() }),
    )
    if (!saved.ok) throw new Error(saved.refusal.kind)
    version += 1
  })
  return { page: page.p50Ms, save: save.p50Ms }
}
