import type { Actor, PersonId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import { byOf } from '../domain/by.ts'
import {
  type Readiness,
  type SupportBasisChange,
  type SupportBasisRefusal,
  type SupportBasisSource,
  rewriteHistory,
  spanOn,
} from '../domain/support-basis.ts'
import { lockPerson, personView } from '../store/persons.ts'
import { saveRewrite, supportBasisCodes, supportBasisHistory } from '../store/support-basis.ts'

/** What is told: from the day `from` the person lives on `code`. */
export type SupportBasisCommand = {
  actor: Actor
  personId: PersonId
  code: string
  readiness?: Readiness | null
  from: Day
  source: SupportBasisSource
  at: Instant
}

/** Why it cannot be recorded. */
export type RecordSupportBasisRefusal = NotPermitted | { kind: 'no_such_person' } | SupportBasisRefusal

/** Records what a person lives on from a day; earlier days keep what they had, and nothing is overwritten (domain/support-basis.ts). */
export async function recordSupportBasis(tx: Tx, command: SupportBasisCommand): Promise<Result<true, RecordSupportBasisRefusal>> {
  const { actor, personId, code, readiness = null, from, source, at } = command
  const permitted = authorize(actor, actions.record_support_basis, { personId })
  if (!permitted.ok) return permitted
  return rewritten(tx, { actor, personId, at }, { code, readiness, from, source })
}

/**
 * Keeps what a person says they live on at a step that the caller has permitted, such as an after-care check. A history that says the
 * same already stands as it is, also about the readiness group.
 */
export async function hearSupportBasis(
  tx: Tx,
  { actor, personId, code, on, at }: { actor: Actor; personId: PersonId; code: string; on: Day; at: Instant },
): Promise<Result<true, Exclude<RecordSupportBasisRefusal, NotPermitted>>> {
  const history = await supportBasisHistory(tx, personId)
  if (spanOn(history, on)?.code === code) return ok(true)
  return rewritten(tx, { actor, personId, at }, { code, readiness: null, from: on, source: 'citizen' })
}

async function rewritten(
  tx: Tx,
  { actor, personId, at }: { actor: Actor; personId: PersonId; at: Instant },
  change: SupportBasisChange,
): Promise<Result<true, Exclude<RecordSupportBasisRefusal, NotPermitted>>> {
  await lockPerson(tx, personId)
  const person = await personView(tx, personId)
  if (person === null || person.erased) return refuse({ kind: 'no_such_person' })
  const codes = await supportBasisCodes(tx, change.from)
  const history = await supportBasisHistory(tx, personId)
  const rewrite = rewriteHistory(history, change, { codes, birthDay: person.birthDay })
  if (!rewrite.ok) return rewrite
  await saveRewrite(tx, personId, rewrite.value, byOf(actor, at))
  // The benefit itself stays out of the audit line: who reads the log need not learn it.
  await recordChange(tx, { actor, action: actions.record_support_basis, on: { noun: 'person', id: personId }, personId, at })
  return ok(true)
}
