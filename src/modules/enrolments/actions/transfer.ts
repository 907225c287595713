import { type Result, ok, refuse } from '#kernel/result.ts'
import { parseId } from '#kernel/ids.ts'
import { type Agreement, agreement, agreementsOf, openStates } from '#modules/agreements/index.ts'
import { phaseOf, programmeVersion } from '#modules/programmes/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { PlaceCommand } from '../domain/command.ts'
import type { PlaceRefusal } from '../domain/refusal.ts'
import type { StepWish } from '../domain/wish.ts'

/** The open agreements of the same parties, to which somebody who waits under this one can go on. */
export async function transferTargets(tx: Tx, agreed: Agreement): Promise<Agreement[]> {
  const all = await agreementsOf(tx, agreed.parties.provider)
  return all.filter((other) => other.id !== agreed.id && openStates.includes(other.state) && sameParties(agreed, other))
}

/** The terms of the agreement a transfer leads to; refused where it is none of the same parties or takes no runs. */
export async function transferFacts(
  tx: Tx,
  agreed: Agreement,
  wish: Extract<StepWish, { step: 'transfer' }>,
): Promise<Result<PlaceCommand, PlaceRefusal>> {
  const id = parseId<'agreement'>(wish.agreementId)
  const target = id === null ? null : await agreement(tx, id)
  if (target === null || target.id === agreed.id || !openStates.includes(target.state) || !sameParties(agreed, target))
    return refuse({ kind: 'no_such_target' })
  const version = await programmeVersion(tx, target.programmeVersionId)
  const months = { qualifying: phaseOf(version, 'qualifying')?.months ?? 0, main: phaseOf(version, 'main')?.months ?? 0 }
  return ok({ step: 'transfer', agreementId: target.id, months, gateDays: version.gateDaysMax })
}

function sameParties({ parties: a }: Agreement, { parties: b }: Agreement): boolean {
  return a.purchaser === b.purchaser && a.provider === b.provider && a.actingJobCentre === b.actingJobCentre && a.lender === b.lender
}
