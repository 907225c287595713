import { assert } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { agreement } from '#modules/agreements/index.ts'
import type { Source } from '#modules/ledger/index.ts'
import { programmeVersion } from '#modules/programmes/index.ts'
import type { Loan } from '../domain/loan.ts'
import { fundOf } from '../store/pots.ts'

/** For whose places, in which programme and with whose money a loan is given: what its entries in the books say. */
export async function sourceOf(tx: Tx, loan: Pick<Loan, 'id' | 'agreementId'>): Promise<Source> {
  const agreed = await agreement(tx, loan.agreementId)
  assert(agreed !== null, 'a loan has its agreement')
  const { key } = await programmeVersion(tx, agreed.programmeVersionId)
  return { purchaserId: agreed.parties.purchaser, programme: key, fund: await fundOf(tx, loan.id) }
}
