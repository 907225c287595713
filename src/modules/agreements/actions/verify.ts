import { assert } from '#kernel/result.ts'
import { type Check, checkOf } from '#platform/check.ts'
import { type AgreementState, afterEvent } from '../domain/agreement-machine.ts'
import { agreementsToCheck, staysToCheck } from '../store/checked.ts'

/** Where every agreement stands, from its events, and every held place, from the log of its changes. */
export const agreementChecks: readonly Check[] = [
  checkOf('agreements', agreementsToCheck, ({ state, events }) => {
    const reckoned = events.reduce<AgreementState>((from, event) => {
      const next = afterEvent(from, event)
      assert(next.ok, `${event} cannot follow in ${from}`)
      return next.value
    }, 'draft')
    return { state: [state, reckoned] }
  }),
  checkOf('places', staysToCheck, ({ stored, reckoned }) => ({ stay: [stored, reckoned] })),
]
