import type { OrganisationId, SystemActor } from '#kernel/actor.ts'
import { type Instant, dayOf } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import { addOrganisation, authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { type DocumentFault, type ProgrammeVersionId, makeProgrammeVersion, programmeSchema } from '#modules/programmes/index.ts'
import { type Db, type Tx, nobody } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import type { Agreement, AgreementId } from '../domain/agreement.ts'
import { type PilotFile, readPilotFile } from '../domain/pilot-file.ts'
import { agreementByKey, saveAgreement } from '../store/agreements.ts'
import { saveEvent } from '../store/events.ts'
import { savePeriod } from '../store/places.ts'

/** What a pilot file made, or had made before. */
export type ImportedPilot = {
  agreementId: AgreementId
  programmeVersionId: ProgrammeVersionId
  organisations: ReadonlyMap<string, OrganisationId>
  alreadyThere: boolean
}

/** What is wrong with a pilot file: every fault with its path; the path is empty for the file as a whole. */
export type PilotRefusal = { kind: 'pilot_faulty'; faults: DocumentFault[] }

/**
 * Loads a pilot file: its organisations, its programme, its agreement with the first period and its places, signed. Loading
 * it again changes nothing (the pilot's key says that it is there). A faulty file changes nothing either.
 */
export async function importPilot(db: Db, text: string, at: Instant): Promise<Result<ImportedPilot, PilotRefusal>> {
  const source = asObject(text)
  if (source === null) return refuse({ kind: 'pilot_faulty', faults: [{ path: '', message: 'is not a JSON object' }] })
  const { programme, ...rest } = source
  const programmeFaults = (programmeSchema.safeParse(programme).error?.issues ?? []).map((issue) => ({
    path: ['programme', ...issue.path].join('.'),
    message: issue.message,
  }))
  const pilot = readPilotFile(rest)
  if (!pilot.ok || programmeFaults.length > 0)
    return refuse({ kind: 'pilot_faulty', faults: [...(pilot.ok ? [] : pilot.refusal), ...programmeFaults] })
  const today = dayOf(at)
  const organisations = await db.transaction(nobody(today), (tx) => addOrganisations(tx, pilot.value))
  const purchaser = idOf(organisations, pilot.value.parties.purchaser)
  const actor: SystemActor = { kind: 'system', job: 'import_pilot', organisationId: purchaser }
  return db.transaction({ accountId: null, organisationId: purchaser, personId: null, today }, (tx) =>
    importAgreement(tx, { actor, pilot: pilot.value, programme, organisations, at }),
  )
}

function asObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}

async function addOrganisations(tx: Tx, pilot: PilotFile): Promise<Map<string, OrganisationId>> {
  const ids = new Map<string, OrganisationId>()
  for (const organisation of pilot.organisations) ids.set(organisation.key, await addOrganisation(tx, organisation))
  return ids
}

type Import = {
  actor: SystemActor
  pilot: PilotFile
  programme: unknown
  organisations: ReadonlyMap<string, OrganisationId>
  at: Instant
}

async function importAgreement(tx: Tx, work: Import): Promise<Result<ImportedPilot, PilotRefusal>> {
  const { actor, pilot, programme, organisations, at } = work
  assert(authorize(actor, actions.make, {}).ok && authorize(actor, actions.sign, {}).ok, 'an import makes and signs')
  const before = await agreementByKey(tx, pilot.key)
  if (before !== null)
    return ok({ agreementId: before.id, programmeVersionId: before.programmeVersionId, organisations, alreadyThere: true })
  const provider = idOf(organisations, pilot.parties.provider)
  const version = await makeProgrammeVersion(tx, { actor, organisationId: provider, source: programme, at })
  assert(version.ok, 'the programme was checked before')
  const made = agreementOf(pilot, version.value, organisations)
  await saveAgreement(tx, made, at)
  for (const period of made.periods) await savePeriod(tx, made.id, period, at)
  await saveEvent(tx, made.id, { name: 'sign', on: pilot.period.signedOn, at, reason: null, state: 'signed' })
  await recordChange(tx, { actor, action: actions.make, on: { noun: 'agreement', id: made.id }, codes: { key: pilot.key }, at })
  return ok({ agreementId: made.id, programmeVersionId: version.value, organisations, alreadyThere: false })
}

function agreementOf(
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
    periods: [{ number: 1, startsOn, endsOn, runOffUntil, places, pricePerPlaceMonthOre, evaluationDueOn }],
    marks: Object.fromEntries(Object.entries(marks).map(([path, { mark }]) => [path, mark])),
    markReasons: Object.fromEntries(Object.entries(marks).map(([path, { why }]) => [path, why])),
  }
}

function idOf(organisations: ReadonlyMap<string, OrganisationId>, key: string): OrganisationId {
  const id = organisations.get(key)
  assert(id !== undefined, 'every organisation of a checked pilot file was introduced')
  return id
}
