import type { OrganisationId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import type { ProgrammeVersionId } from '#modules/programmes/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Agreement } from '../domain/agreement.ts'
import { type LossTerm, lossSharesOf } from '../domain/loss-term.ts'
import type { PilotFile } from '../domain/pilot-file.ts'
import { saveAgreement } from '../store/agreements.ts'
import { saveLossTerm } from '../store/loss-terms.ts'
import { savePeriod } from '../store/places.ts'

/** Keeps a new agreement as a draft, with its period, its places and its term on losses. */
export async function saveDraft(tx: Tx, made: Agreement, at: Instant): Promise<void> {
  await saveAgreement(tx, made, at)
  for (const period of made.periods) await savePeriod(tx, made.id, period, at)
  for (const term of made.lossTerms) await saveLossTerm(tx, made.id, term, { accountId: null, requestId: null, at })
}

/** The agreement of a checked file, still a draft, with its first period. */
export function agreementOf(
  pilot: PilotFile,
  programmeVersionId: ProgrammeVersionId,
  organisations: ReadonlyMap<string, OrganisationId>,
): Agreement {
  const { key, name, parties, period, refillAllowed, options, runOff, targets, decidingAuthority, bodies, comparedProgramme, marks } = pilot
  const { startsOn, endsOn, runOffUntil, places, pricePerPlaceMonthOre, evaluationDueOn } = period
  const org = (named: string) => idOf(organisations, named)
  const authority = (decision: keyof typeof decidingAuthority) => {
    const { organisations: keys, by } = decidingAuthority[decision]
    return { organisationIds: keys.map(org), by }
  }
  return {
    id: newId(),
    key,
    name,
    programmeVersionId,
    parties: {
      purchaser: org(parties.purchaser),
      provider: org(parties.provider),
      actingJobCentre: org(parties.actingJobCentre),
      lender: org(parties.lender),
    },
    approverOrganisationId: org(parties.approver),
    startsOn,
    endsOn,
    runOffUntil,
    places,
    runsBought: places,
    refillAllowed,
    options,
    runOff,
    targets,
    state: 'draft',
    decidingAuthority: {
      intake: authority('intake'),
      place: authority('place'),
      gate: authority('gate'),
      early_end: authority('early_end'),
      loan: authority('loan'),
      payout: authority('payout'),
      write_off: authority('write_off'),
      extension: authority('extension'),
    },
    bodies: bodies.map(({ code, organisation, title }) => ({ code, organisationId: org(organisation), title })),
    comparedProgramme,
    evaluationDueOn,
    periods: [{ number: 1, startsOn, endsOn, runOffUntil, places, pricePerPlaceMonthOre, evaluationDueOn, ...noExtension }],
    lossTerms: lossTermsOf(pilot),
    marks: Object.fromEntries(Object.entries(marks).map(([path, { mark }]) => [path, mark])),
    markReasons: Object.fromEntries(Object.entries(marks).map(([path, { why }]) => [path, why])),
  }
}

const noExtension = { option: null, beyond: null, beyondReason: null }

function lossTermsOf({ losses, period }: PilotFile): LossTerm[] {
  return losses === undefined ? [] : [{ version: 1, from: period.startsOn, shares: lossSharesOf(losses.shares), words: losses.clause }]
}

/** The identity of an organisation of the file by its key. */
export function idOf(organisations: ReadonlyMap<string, OrganisationId>, key: string): OrganisationId {
  const id = organisations.get(key)
  assert(id !== undefined, 'every organisation of a checked pilot file was introduced')
  return id
}
