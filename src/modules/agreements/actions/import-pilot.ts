import type { OrganisationId, SystemActor } from '#kernel/actor.ts'
import { type Instant, dayOf } from '#kernel/days.ts'
import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import { addOrganisation, authorize, completeOrganisation } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { type DocumentFault, type ProgrammeVersionId, makeProgrammeVersion, programmeFaults } from '#modules/programmes/index.ts'
import { type Db, type Tx, nobody } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import type { AgreementId } from '../domain/agreement.ts'
import { readFileText } from '../domain/loaded-file.ts'
import type { PilotFile } from '../domain/pilot-file.ts'
import { agreementByKey } from '../store/agreements.ts'
import { saveEvent } from '../store/events.ts'
import { agreementOf, idOf, saveDraft } from './make-agreement.ts'

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
  const read = readFileText(text, programmeFaults)
  if (!read.ok) return refuse({ kind: 'pilot_faulty', faults: read.refusal })
  const { pilot, programme } = read.value
  const today = dayOf(at)
  const organisations = await db.transaction(nobody(today), (tx) => addOrganisations(tx, pilot))
  const purchaser = idOf(organisations, pilot.parties.purchaser)
  const actor: SystemActor = { kind: 'system', job: 'import_pilot', organisationId: purchaser }
  return db.transaction({ accountId: null, organisationId: purchaser, personId: null, today }, (tx) =>
    importAgreement(tx, { actor, pilot, programme, organisations, at }),
  )
}

/** Adds the file's organisations that are not there yet, fills in a CVR number or an address that was missing, and answers the identity of each by its key. */
export async function addOrganisations(tx: Tx, pilot: PilotFile): Promise<Map<string, OrganisationId>> {
  const ids = new Map<string, OrganisationId>()
  for (const organisation of pilot.organisations) {
    ids.set(organisation.key, await addOrganisation(tx, organisation))
    await completeOrganisation(tx, organisation)
  }
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
  await saveDraft(tx, made, at)
  await saveEvent(tx, made.id, { name: 'sign', on: pilot.period.signedOn, at, reason: null, state: 'signed' })
  await recordChange(tx, { actor, action: actions.make, on: { noun: 'agreement', id: made.id }, codes: { key: pilot.key }, at })
  return ok({ agreementId: made.id, programmeVersionId: version.value, organisations, alreadyThere: false })
}
