import type { StaffActor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { authorize } from '#modules/access/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import { changedTerms } from '../domain/changed-terms.ts'
import { type DocumentFault, type ProgrammeVersion, programmeSchema } from '../domain/programme.ts'
import { newestDocument, programmeVersion } from '../store/versions.ts'
import { makeProgrammeVersion } from './make-version.ts'

/** A version made of a file; `changed` are the paths of what the version before it said otherwise, null for a first version. */
export type LoadedVersion = { version: ProgrammeVersion; changed: readonly string[] | null }

/** Why a file makes no version, in order of precedence. */
export type LoadVersionRefusal =
  | NotPermitted
  | { kind: 'document_faulty'; faults: DocumentFault[] }
  | { kind: 'programme_of_another' }
  | { kind: 'nothing_new'; number: number }

/** Makes the next version of the own organisation's programme. The text is a programme, or a pilot file that has one. */
export async function loadVersion(
  tx: Tx,
  { actor, text, at }: { actor: StaffActor; text: string; at: Instant },
): Promise<Result<LoadedVersion, LoadVersionRefusal>> {
  const { organisationId } = actor
  const permitted = authorize(actor, actions.make_version, { ownerId: organisationId })
  if (!permitted.ok) return permitted
  const source = programmeIn(text)
  const read = programmeSchema.safeParse(source)
  const before = read.success ? await newestDocument(tx, read.data.key) : null
  if (before !== null && before.organisationId !== organisationId) return refuse({ kind: 'programme_of_another' })
  const made = await makeProgrammeVersion(tx, { actor, organisationId, source, at })
  if (!made.ok) return made
  if (made.value === before?.id) return refuse({ kind: 'nothing_new', number: before.number })
  const version = await programmeVersion(tx, made.value)
  assert(version.organisationId === organisationId, 'a version is made for the own organisation')
  return ok({ version, changed: before === null ? null : changedTerms(before.document, source) })
}

function programmeIn(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && 'programme' in value ? value.programme : value
  } catch {
    return null
  }
}
