import { type Check, checkOf } from '#platform/check.ts'
import type { Tx } from '#platform/db/database.ts'
import { assert } from '#kernel/result.ts'
import { type BusinessState, refusedMilestone, stateAfter } from '../domain/business-machine.ts'
import { type RecordedMilestone, businessesAfter, milestonesOf } from '../store/business.ts'

type Checked = { id: string; state: BusinessState; past: RecordedMilestone[] }

async function load(tx: Tx, after: string | null, most: number): Promise<Checked[]> {
  const checked: Checked[] = []
  for (const one of await businessesAfter(tx, after, most)) checked.push({ ...one, past: await milestonesOf(tx, one.id) })
  return checked
}

/** Where every business stands, from its milestones. */
export const businessCheck: Check = checkOf('businesses', load, ({ state, past }) => {
  let reckoned: BusinessState = 'none'
  for (const [index, { name }] of past.entries()) {
    assert(refusedMilestone(name, reckoned, past.slice(0, index)) === null, `${name} cannot follow in ${reckoned}`)
    reckoned = stateAfter(name, reckoned)
  }
  return { state: [state, reckoned] }
})
