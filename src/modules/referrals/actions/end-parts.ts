import { addMonths } from '#kernel/days.ts'
import { closePart } from '#modules/people/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { reopenMonths } from '../domain/guards.ts'
import type { OpenCase } from './take-step.ts'

/**
 * Ends the part of both authorities in the person: on the last day the case could be reopened or complained about, or at
 * once when it was registered by mistake. Parts given for other reasons, as a run of the programme, stand.
 */
export async function endParts(tx: Tx, open: Pick<OpenCase, 'referral' | 'today'>, atOnce = false): Promise<void> {
  const { personId, parties } = open.referral
  const lastDay = atOnce ? open.today : addMonths(open.today, reopenMonths)
  for (const organisationId of [parties.actingJobCentre, parties.provider])
    for (const why of ['referral', 'registration']) await closePart(tx, { personId, organisationId, lastDay, why })
}
