import type { Actor } from '#kernel/actor.ts'
import { type Day, type Instant, dayOf } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import { type CodeRefusal, type CodeTerms, checkCode } from '../domain/support-basis-code.ts'
import { codeVersions, saveCodeVersion } from '../store/support-basis-codes.ts'

/** Why a code is not changed. */
export type ChangeCodeRefusal = NotPermitted | CodeRefusal

/** A code from a day on; `terms` null ends it on the day before. An unknown code is a new one, last in the list. */
export type CodeChange = { actor: Actor; code: string; from: Day; terms: CodeTerms | null; at: Instant }

/** Makes a new version of a support-basis code, for every organisation of the installation: the law is the same for all. The versions before stand. */
export async function changeCode(tx: Tx, command: CodeChange): Promise<Result<true, ChangeCodeRefusal>> {
  const { actor, code, from, terms, at } = command
  const permitted = authorize(actor, actions.change_support_basis_codes, {})
  if (!permitted.ok) return permitted
  const known = await codeVersions(tx)
  const latest = known.find((one) => one.code === code) ?? null
  const problem = checkCode({ code, from, ends: terms === null }, { today: dayOf(at), latest })
  if (problem !== null) return refuse(problem)
  const sort = latest?.sort ?? Math.max(0, ...known.map((one) => one.sort)) + 1
  await saveCodeVersion(tx, { code, sort, from, terms, accountId: actor.kind === 'system' ? null : actor.accountId, at })
  const codes = { support_basis: code, from: from.toString() }
  const on = { noun: 'support_basis_code', id: code }
  await recordChange(tx, { actor, action: actions.change_support_basis_codes, on, codes, at })
  return ok(true)
}
