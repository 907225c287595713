import type { Actor, PersonId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import { byOf } from '../domain/by.ts'
import { type Readiness, type SupportBasisRefusal, type SupportBasisSource, rewriteHistory } from '../domain/support-basis.ts'
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
  await lockPerson(tx, personId)
  const person = await personView(tx, personId)
  if (person === null || person.erased) return refuse({ kind: 'no_such_person' })
  const codes = await supportBasisCodes(tx, from)
  const history = await supportBasisHistory(tx, personId)
  const rewrite = rewriteHistory(history, { code, readiness, from, source }, { codes, birthDay: person.birthDay })
  if (!rewrite.ok) return rewrite
  await saveRewrite(tx, personId, rewrite.value, byOf(actor, at))
  // The benefit itself stays out of the audit line: who reads the log need not learn it.
  await recordChange(tx, { actor, action: actions.record_support_basis, on: { noun: 'person', id: personId }, personId, at })
  return ok(true)
}
