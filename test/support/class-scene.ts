import { day } from '#kernel/days.ts'
import { type Id, newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import type { StaffActor } from '#kernel/actor.ts'
import { type ClassPlan, type Move, activitiesModule, makeClass, moveSession, sessionsOfClass } from '#modules/activities/index.ts'
import { makeScene, noon } from './enrolment-scene.ts'
import { noGoals } from './no-goals.ts'
import { pagesOf } from './pages.ts'
import { startedRun } from './started-run.ts'

const at = noon('2015-11-02')
const today = day('2015-11-02')

/** The pilot's scene with two runs in the first phase, the pages of the activities, and what makes and moves a class. */
export async function classScene() {
  const scene = await makeScene()
  const amina = (await startedRun(scene, 'Amina Yıldız')).id
  const peter = (await startedRun(scene, 'Peter Lind')).id
  const clock = { now: () => at, today: () => today }
  const deps = { db: scene.database.db, clock, publicUrl: () => 'https://grobund.example' }
  const pages = pagesOf(activitiesModule(deps, { overdueSteps: () => Promise.resolve([]), goals: noGoals }).routes, clock)
  /** A class on Tuesdays over Christmas: 1, 8, 15, 22 and 29 December, unless told otherwise. */
  const planOf = (more: Partial<ClassPlan> = {}): ClassPlan => ({
    agreementId: scene.agreementId,
    phase: 'qualifying',
    activity: 'vat_class',
    label: 'Hold 3',
    template: { from: day('2015-12-01'), weekdays: [2], everyWeeks: 1, count: 5 },
    startsAt: Temporal.PlainTime.from('09:00'),
    minutes: 180,
    place: 'Lokale 2',
    teacherId: scene.soeren.accountId,
    enrolmentIds: [amina, peter],
    requestId: newId(),
    ...more,
  })
  const make = (actor: StaffActor, plan: ClassPlan) => scene.as(actor, at, (tx) => makeClass(tx, { actor, plan, at }))
  const sessionsOf = (plan: ClassPlan) => scene.as(scene.soeren, at, (tx) => sessionsOfClass(tx, plan.requestId))
  const daysOf = async (plan: ClassPlan) => (await sessionsOf(plan)).map((one) => one.on.toString())
  const moving = (on: string, more: Partial<Move> = {}): Move => ({
    on: day(on),
    startsAt: Temporal.PlainTime.from('09:00'),
    place: 'Lokale 2',
    scope: 'one',
    ...more,
  })
  const move = (actor: StaffActor, sessionId: Id<'session'>, to: Move, requestId: string = newId()) =>
    scene.as(actor, at, (tx) =>
      moveSession(tx, { actor, sessionId, move: to, askedBy: 'teacher', reason: 'illness', requestId, today, at }),
    )

  async function madeClass(more: Partial<ClassPlan> = {}): Promise<{ plan: ClassPlan; ids: Id<'session'>[] }> {
    const plan = planOf(more)
    const made = await make(scene.soeren, plan)
    assert(made.ok, JSON.stringify(made))
    return { plan, ids: (await sessionsOf(plan)).map((one) => one.id) }
  }
  return { scene, pages, amina, peter, at, today, planOf, make, sessionsOf, daysOf, moving, move, madeClass }
}
