import type { CitizenActor, StaffActor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { decidePlan, planSections, submitPlan, writeSection } from '#modules/business/index.ts'
import type { EnrolmentId } from '#modules/enrolments/index.ts'
import type { Scene } from './enrolment-scene.ts'

/** Has the citizen write every section of a plan and submit it, and somebody approve it. */
export async function approvedPlan(
  scene: Scene,
  { enrolmentId, citizen, approver, at }: { enrolmentId: EnrolmentId; citizen: CitizenActor; approver: StaffActor; at: Instant },
): Promise<void> {
  const base = () => ({ enrolmentId, requestId: newId(), at })
  for (const section of planSections) {
    const written = await scene.as(citizen, at, (tx) =>
      writeSection(tx, { actor: citizen, ...base(), section, words: `Om ${section}`, revision: 0 }),
    )
    assert(written.ok, 'a section of a new plan can be written')
  }
  const submitted = await scene.as(citizen, at, (tx) => submitPlan(tx, { actor: citizen, ...base(), step: 'submit' }))
  assert(submitted.ok, 'a whole plan can be submitted')
  const decided = await scene.as(approver, at, (tx) =>
    decidePlan(tx, { actor: approver, ...base(), step: 'approve', words: 'Planen hænger sammen.' }),
  )
  assert(decided.ok, `the plan is approved: ${decided.ok ? '' : decided.refusal.kind}`)
}
