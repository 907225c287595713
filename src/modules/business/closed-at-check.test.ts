import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { type EnrolmentId, type StepWish, doWhatIsDue, takeStep } from '#modules/enrolments/index.ts'
import { type Scene, makeScene, noon } from '../../../test/support/enrolment-scene.ts'
import { businessPorts } from '../../../test/support/business-ports.ts'
import { startedRun } from '../../../test/support/started-run.ts'
import { type Pages, pagesOf } from '../../../test/support/pages.ts'
import { businessModule, businessState, businessTimeline, ceaseByCheck, milestonesOf, recordMilestone } from './index.ts'

let scene: Scene
let pages: Pages
beforeAll(async () => {
  scene = await makeScene()
  const clock = { now: () => noon('2017-01-09'), today: () => day('2017-01-09') }
  pages = pagesOf(businessModule({ db: scene.database.db, clock }, businessPorts).routes, clock)
})
afterAll(() => scene.database.close())

// A run that ended on 4 October 2016 and is in after-care.
async function ended(name: string): Promise<{ id: EnrolmentId }> {
  const one = await startedRun(scene, name)
  await doWhatIsDue(scene.database.db, scene.ports, day('2016-04-05'), noon('2016-04-05'))
  await scene.step(scene.mette, '2016-04-05', one.id, { step: 'pass_gate', on: day('2016-04-05'), despite: '' })
  await scene.step(scene.mette, '2016-10-04', one.id, { step: 'complete' })
  await doWhatIsDue(scene.database.db, scene.ports, day('2016-10-05'), noon('2016-10-05'))
  return one
}

const ports = () => ({ ...scene.ports, businessClosed: ceaseByCheck })
const check = (enrolmentId: EnrolmentId, business: 'trading' | 'ceased', month: 3 | 6, on: string) =>
  scene.as(scene.ibrahim, noon(on), (tx) => {
    const wish: StepWish = { step: 'record_check', month, finding: 'benefit', basis: 'unemployment_benefit', business }
    return takeStep(tx, ports(), { actor: scene.ibrahim, enrolmentId, wish, at: noon(on) })
  })

test('a business found closed at a check has ceased from that day, shown by the check; one that never was stays as it is', async () => {
  const [amina, karim] = [await ended('Amina Yıldız'), await ended('Karim Haddad')]
  const idea = { enrolmentId: amina.id, milestone: { name: 'idea' as const }, on: day('2015-11-02'), evidence: 'Sytøj' }
  await scene.as(scene.soeren, noon('2015-11-02'), (tx) =>
    recordMilestone(tx, { ...idea, actor: scene.soeren, requestId: newId(), at: noon('2015-11-02') }),
  )
  expect((await check(amina.id, 'ceased', 3, '2017-01-05')).ok).toBe(true)
  expect((await check(amina.id, 'ceased', 6, '2017-04-05')).ok, 'found closed again').toBe(true)
  expect((await check(karim.id, 'ceased', 3, '2017-01-05')).ok).toBe(true)
  await scene.as(scene.ibrahim, noon('2017-01-09'), async (tx) => {
    expect(await businessState(tx, amina.id)).toBe('ceased')
    const reached = (await milestonesOf(tx, amina.id)).map(({ name, on, checkMonths }) => [name, on.toString(), checkMonths])
    expect(reached).toEqual([
      ['idea', '2015-11-02', null],
      ['ceased', '2017-01-05', 3],
    ])
    expect((await businessTimeline(tx, 'da', { enrolmentId: amina.id })).at(-1)?.text).toBe(
      'Oplyst ved opfølgningen 3 måneder efter forløbet',
    )
    expect(await businessState(tx, karim.id)).toBe('none')
  })
  expect((await pages.get(scene.soeren, `/enrolments/${amina.id}/business`)).html).toContain('Oplyst ved opfølgningen 3 måneder efter')
})
