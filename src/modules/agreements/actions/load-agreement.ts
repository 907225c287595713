import type { OrganisationId, StaffActor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { type NotPermitted, addOrganisation, addStaff, authorize, completeOrganisation, organisations } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { type ProgrammeVersionId, keptVersion, makeProgrammeVersion, programmeFaults } from '#modules/programmes/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import type { Agreement } from '../domain/agreement.ts'
import { type FileFault, type LoadedFile, readFileText } from '../domain/loaded-file.ts'
import type { PilotFile } from '../domain/pilot-file.ts'
import { agreementByKey } from '../store/agreements.ts'
import { agreementOf, idOf, saveDraft } from './make-agreement.ts'

/** A draft made of a file. An organisation that is new gets its first administrator, whose one-time link is shown once. */
export type LoadedAgreement = { agreement: Agreement; newVersion: boolean; newOrganisations: { name: string; token: string }[] }

/** Why a file makes no agreement, in order of precedence. `key_taken` is also answered for another's agreement (the constraint). */
export type LoadRefusal =
  | NotPermitted
  | { kind: 'file_faulty'; faults: FileFault[] }
  | { kind: 'own_organisation_missing'; organisation: string }
  | { kind: 'key_taken' }
  | { kind: 'programme_of_another'; provider: string }

/**
 * Makes a draft agreement of a file as an administrator of one of its parties. It takes no runs until the purchaser has signed
 * it. A changed programme is the provider's to load: nobody changes another's programme by an agreement.
 */
export async function loadAgreement(
  tx: Tx,
  { actor, text, at }: { actor: StaffActor; text: string; at: Instant },
): Promise<Result<LoadedAgreement, LoadRefusal>> {
  const permitted = authorize(actor, actions.make, { ownerId: actor.organisationId })
  if (!permitted.ok) return permitted
  const read = readFileText(text, programmeFaults)
  if (!read.ok) return refuse({ kind: 'file_faulty', faults: read.refusal })
  const { pilot } = read.value
  const known = await organisations(tx)
  const own = known.find(({ id }) => id === actor.organisationId)
  if (own === undefined || !Object.values(pilot.parties).includes(own.key))
    return refuse({ kind: 'own_organisation_missing', organisation: own?.key ?? '' })
  if ((await agreementByKey(tx, pilot.key)) !== null) return refuse({ kind: 'key_taken' })
  const introduced = await introduce(tx, pilot, known, at)
  // An administrator tells of their own organisation only what was missing.
  for (const each of pilot.organisations) if (each.key === own.key) await completeOrganisation(tx, each)
  const version = await versionFor(tx, actor, read.value, introduced, at)
  if (!version.ok) return version
  const made = agreementOf(pilot, version.value.id, introduced.ids)
  await saveDraft(tx, made, at)
  await recordChange(tx, { actor, action: actions.make, on: { noun: 'agreement', id: made.id }, codes: { key: pilot.key }, at })
  return ok({ agreement: made, newVersion: version.value.isNew, newOrganisations: introduced.added })
}

type Introduced = { ids: Map<string, OrganisationId>; added: { key: string; name: string; token: string }[] }

/** The organisations of the file; those that are new each get a first administrator. */
async function introduce(tx: Tx, pilot: PilotFile, known: readonly { key: string }[], at: Instant): Promise<Introduced> {
  const introduced: Introduced = { ids: new Map(), added: [] }
  for (const each of pilot.organisations) {
    const organisationId = await addOrganisation(tx, each)
    introduced.ids.set(each.key, organisationId)
    if (known.some(({ key }) => key === each.key)) continue
    const email = `administrator@${each.key}.grobund.invalid`
    const { token } = await addStaff(tx, { name: 'Administrator', email, organisationId, roles: ['administrator'], at })
    introduced.added.push({ key: each.key, name: each.name, token })
  }
  return introduced
}

async function versionFor(
  tx: Tx,
  actor: StaffActor,
  { pilot, programme }: LoadedFile,
  { ids, added }: Introduced,
  at: Instant,
): Promise<Result<{ id: ProgrammeVersionId; isNew: boolean }, LoadRefusal>> {
  const kept = await keptVersion(tx, programme)
  if (kept !== null) return ok({ id: kept, isNew: false })
  const { provider } = pilot.parties
  const organisationId = idOf(ids, provider)
  const isNewProvider = added.some(({ key }) => key === provider)
  if (organisationId !== actor.organisationId && !isNewProvider) return refuse({ kind: 'programme_of_another', provider })
  const by = isNewProvider ? ({ kind: 'system', job: 'load_agreement', organisationId } as const) : actor
  const made = await makeProgrammeVersion(tx, { actor: by, organisationId, source: programme, at })
  if (made.ok) return ok({ id: made.value, isNew: true })
  return refuse(made.refusal.kind === 'document_faulty' ? { kind: 'file_faulty', faults: made.refusal.faults } : made.refusal)
}
