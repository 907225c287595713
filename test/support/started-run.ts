import type { CitizenActor, PersonId } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { assert } from '#kernel/result.ts'
import type { EnrolmentId } from '#modules/enrolments/index.ts'
import type { Scene } from './enrolment-scene.ts'

/** Somebody who was accepted in September 2015 and began the qualifying phase on 5 October; the scene must have a place left. */
export async function startedRun(scene: Scene, name: string): Promise<{ id: EnrolmentId; personId: PersonId; citizen: CitizenActor }> {
  const one = await scene.accepted(name, '2015-09-14')
  const wish = { step: 'offer', startOn: day('2015-10-05'), answerBy: day('2015-09-25'), skipReason: 'Kan starte nu' } as const
  for (const [actor, on, step] of [
    [scene.mette, '2015-09-15', wish],
    [scene.ibrahim, '2015-09-20', { step: 'accept' }],
    [scene.mette, '2015-10-05', { step: 'start', on: day('2015-10-05') }],
  ] as const) {
    const taken = await scene.step(actor, on, one.id, step)
    assert(taken.ok, JSON.stringify(taken))
  }
  return one
}
