import type { Role, PersonId, StaffActor } from '#kernel/actor.ts'
import { type Instant, day } from '#kernel/days.ts'
import { type Id, newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { agreementsModule } from '#modules/agreements/index.ts'
import { movableClock } from '#platform/clock.ts'
import { type Scene, makeScene, noon } from '../../../../test/support/enrolment-scene.ts'
import { type Pages, pagesOf } from '../../../../test/support/pages.ts'
import { type EvaluationPorts, type ReportId, evaluationModule, makeReport, publishReport } from '../index.ts'

/** No loans in these tests; the loans' own tests have them. */
export const ports: EvaluationPorts = { loanStandings: () => Promise.resolve([]) }

/** The pilot with two runs begun on 19 October 2015, the people who read its evaluation, and its pages on 20 April 2016. */
export type EvaluationScene = {
  scene: Scene
  pages: Pages
  amira: PersonId
  amiraRun: Id<'enrolment'>
  bo: PersonId
  a: (role: Role) => StaffActor
  draft: (title?: string, at?: Instant, cutoff?: string) => Promise<ReportId>
  publish: (id: ReportId, actor?: StaffActor, at?: Instant) => ReturnType<typeof publishReport>
}

const readers = [
  ['ishoej', 'committee_secretary'],
  ['ishoej', 'committee_member'],
  ['ishoej', 'business_director'],
  ['naestved', 'programme_manager'],
  ['vallensbaek', 'job_centre_lead'],
  ['vallensbaek', 'caseworker'],
] as const

/** Somebody of an organisation of the scene, or of none. */
export function staffOf(scene: Scene, key: string, role: Role): StaffActor {
  const organisationId = scene.organisations.get(key) ?? newId<'organisation'>()
  return { kind: 'staff', accountId: newId(), humanId: newId(), name: 'Torben Vang', organisationId, roles: [role] }
}

/** Builds the scene. */
export async function evaluationScene(): Promise<EvaluationScene> {
  const scene = await makeScene()
  const clock = movableClock(noon('2016-04-20'))
  const deps = { db: scene.database.db, clock }
  await agreementsModule(deps, { publicUrl: () => 'http://localhost' }).due?.(clock.today())
  const who = new Map<Role, StaffActor>(readers.map(([key, role]) => [role, staffOf(scene, key, role)]))
  const a = (role: Role) => who.get(role) ?? staffOf(scene, 'elsewhere', role)
  const [amira, bo] = [await begin(scene, 'Amira', '2015-10-05'), await begin(scene, 'Bo', '2015-10-06')]
  const draft: EvaluationScene['draft'] = async (title = 'Evaluering', at = noon('2016-04-20'), cutoff = '2016-04-15') => {
    const actor = a('committee_secretary')
    const wish = { actor, agreementId: scene.agreementId, title, cutoffOn: day(cutoff), requestId: newId<'report'>(), at }
    const made = await scene.as(actor, at, (tx) => makeReport(tx, wish))
    assert(made.ok, 'the secretary may make a report')
    return made.value
  }
  const publish: EvaluationScene['publish'] = (reportId, actor = a('committee_secretary'), at = noon('2016-04-20')) =>
    scene.as(actor, at, (tx) => publishReport(tx, ports, { actor, reportId, at }))
  return {
    scene,
    pages: pagesOf(evaluationModule(deps, ports).routes, clock),
    amira: amira.personId,
    amiraRun: amira.id,
    bo: bo.personId,
    a,
    draft,
    publish,
  }
}

async function begin(scene: Scene, name: string, on: string): Promise<{ personId: PersonId; id: Id<'enrolment'> }> {
  const { mette } = scene
  const { id, personId } = await scene.accepted(name, on)
  const offered = await scene.step(mette, on, id, {
    step: 'offer',
    startOn: day('2015-10-19'),
    answerBy: day('2015-10-16'),
    skipReason: '',
  })
  const accepted = await scene.step(scene.ibrahim, '2015-10-12', id, { step: 'accept' })
  const started = await scene.step(mette, '2015-10-19', id, { step: 'start', on: day('2015-10-19') })
  assert(offered.ok && accepted.ok && started.ok, 'the run begins')
  return { personId, id }
}
