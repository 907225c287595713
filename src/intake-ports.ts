import { assert } from '#kernel/result.ts'
import { admit } from '#modules/enrolments/index.ts'
import type { ReferralPorts } from '#modules/referrals/index.ts'

/** What follows in the transaction of an accepting decision: the citizen is admitted to the agreement's waiting list. */
export const intakePorts: ReferralPorts = {
  accepted: async (tx, given) => {
    const admitted = await admit(tx, given)
    assert(admitted.ok, 'whoever is accepted is admitted')
  },
}
