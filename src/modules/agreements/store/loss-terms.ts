import { z } from 'zod'
import type { AccountId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import type { AgreementId } from '../domain/agreement.ts'
import type { LossTerm } from '../domain/loss-term.ts'

/** Who recorded a version by which request; both null for the term an agreement came with. */
export type LossTermBy = { accountId: AccountId | null; requestId: string | null; at: Instant }

/** True when the request has already been recorded: the same button pressed twice. */
export async function hasLossTerm(tx: Tx, id: AgreementId, requestId: string): Promise<boolean> {
  const found = sql`select from agreements.loss_term where agreement_id = ${id} and request_id = ${requestId}`
  return (await tx.rows(z.object({}), found)).length > 0
}

/** Keeps a version. */
export async function saveLossTerm(tx: Tx, id: AgreementId, term: LossTerm, by: LossTermBy): Promise<void> {
  const { purchaser, provider, lender, actingJobCentre } = term.shares
  await tx.run(sql`
    insert into agreements.loss_term (agreement_id, version, from_on, purchaser_bp, provider_bp, lender_bp, acting_job_centre_bp, words_da, words_en,
      recorded_at, account_id, request_id)
    values (${id}, ${term.version}, ${term.from}, ${purchaser}, ${provider}, ${lender}, ${actingJobCentre}, ${term.words.da}, ${term.words.en},
      ${by.at}, ${by.accountId}, ${by.requestId})`)
}
