import type { Actor, OrganisationId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import { type DocumentFault, programmeSchema } from '../domain/programme.ts'
import { beginRules } from '../store/eligibility.ts'
import { type ProgrammeVersionId, newestVersion, saveVersion } from '../store/versions.ts'

/** Everything that is wrong with a programme's document, each with its path; none when a version can be made of it. */
export function programmeFaults(source: unknown): DocumentFault[] {
  return (programmeSchema.safeParse(source).error?.issues ?? []).map(({ path, message }) => ({ path: path.join('.'), message }))
}

/** Why a version cannot be made; all faults of the document at once. */
export type MakeVersionRefusal = NotPermitted | { kind: 'document_faulty'; faults: DocumentFault[] }

/**
 * Makes a programme's next version from its document (the form of `programme` in a pilot file). A document that says
 * what the newest version says already is that version; nothing is changed in place.
 */
export async function makeProgrammeVersion(
  tx: Tx,
  { actor, organisationId, source, at }: { actor: Actor; organisationId: OrganisationId; source: unknown; at: Instant },
): Promise<Result<ProgrammeVersionId, MakeVersionRefusal>> {
  const permitted = authorize(actor, actions.make_version, { ownerId: organisationId })
  if (!permitted.ok) return permitted
  const read = programmeSchema.safeParse(source)
  if (!read.success) return refuse({ kind: 'document_faulty', faults: programmeFaults(source) })
  const before = await newestVersion(tx, read.data.key, source)
  if (before?.same === true) return ok(before.id)
  const accountId = actor.kind === 'system' ? null : actor.accountId
  const id = await saveVersion(tx, { number: (before?.number ?? 0) + 1, organisationId, source, document: read.data, accountId, at })
  await beginRules(tx, read.data.key, at)
  await recordChange(tx, { actor, action: actions.make_version, on: { noun: 'programme_version', id }, codes: { key: read.data.key }, at })
  return ok(id)
}
