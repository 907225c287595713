import type { PersonId } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { assert } from '#kernel/result.ts'
import { recordSupportBasis } from '#modules/people/index.ts'
import { type Scene, noon } from './enrolment-scene.ts'

/** Records on a day what a citizen of the scene lives on, from another day. */
export async function liveOn(scene: Scene, told: { on: string; personId: PersonId; code: string; from: string }): Promise<void> {
  const { ibrahim: actor } = scene
  const { on, personId, code, from } = told
  const command = { actor, personId, code, from: day(from), source: 'benefit_office', at: noon(on) } as const
  const done = await scene.as(actor, noon(on), (tx) => recordSupportBasis(tx, command))
  assert(done.ok, 'the caseworker may record it')
}
