import type { StaffActor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Ore, sumOre } from '#kernel/money.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { ledgerActions } from '../actions.ts'
import { type Rule, municipalAccountOf } from '../domain/rule.ts'
import { insertRule, rulesOf, settleRule, waitingPostings } from '../store/rules.ts'

/** Why a rule was not made, confirmed or dropped. */
export type RuleRefusal = NotPermitted | { kind: 'rule_not_waiting' } | { kind: 'second_person_required' }

type Command = { actor: StaffActor; at: Instant }

/** Makes a rule that counts once another human has confirmed it. `requestId` is the rule: a repeated press makes one. */
export async function makeRule(tx: Tx, command: Command & { requestId: string; rule: Rule }): Promise<Result<true, NotPermitted>> {
  const { actor, at, requestId, rule } = command
  const bookId = actor.organisationId
  const permit = authorize(actor, ledgerActions.change_rules, { ownerId: bookId })
  if (!permit.ok) return permit
  await insertRule(tx, { ...rule, id: requestId, bookId, by: actor.humanId, at })
  await recordChange(tx, {
    actor,
    action: ledgerActions.change_rules,
    on: { noun: 'rule', id: requestId },
    codes: { account: rule.account },
    at,
  })
  return ok(true)
}

/** Confirms a waiting rule, by another human than the one who made it, or drops it. */
export async function answerRule(tx: Tx, command: Command & { ruleId: string; confirm: boolean }): Promise<Result<true, RuleRefusal>> {
  const { actor, at, ruleId, confirm } = command
  const bookId = actor.organisationId
  const permit = authorize(actor, ledgerActions.change_rules, { ownerId: bookId })
  if (!permit.ok) return permit
  const rule = (await rulesOf(tx, bookId)).find((one) => one.id === ruleId)
  if (rule === undefined || rule.confirmed !== null) return refuse({ kind: 'rule_not_waiting' })
  if (confirm && rule.madeBy === actor.humanId) return refuse({ kind: 'second_person_required' })
  if (!(await settleRule(tx, bookId, ruleId, actor.humanId, confirm))) return refuse({ kind: 'rule_not_waiting' })
  const codes = { answer: confirm ? 'confirmed' : 'dropped' }
  await recordChange(tx, { actor, action: ledgerActions.change_rules, on: { noun: 'rule', id: ruleId }, codes, at })
  return ok(true)
}

/** What a rule would change: postings in no export that would go elsewhere, counted and summed by where they go now. */
export type RulePreview = { from: string; to: string; count: number; sum: Ore }[]

/** What a rule would change of what waits to be exported; what was exported stays as it was. */
export async function previewRule(tx: Tx, bookId: string, rule: Rule): Promise<RulePreview> {
  const rules = (await rulesOf(tx, bookId)).filter((one) => one.confirmed === true)
  const moves = new Map<string, { from: string; to: string; count: number; sums: Ore[] }>()
  for (const posted of await waitingPostings(tx, bookId)) {
    const from = municipalAccountOf(rules, posted)
    const to = municipalAccountOf([rule, ...rules], posted)
    if (from === to) continue
    const move = moves.get(`${from} ${to}`) ?? { from, to, count: 0, sums: [] }
    moves.set(`${from} ${to}`, { ...move, count: move.count + posted.count, sums: [...move.sums, posted.sum] })
  }
  return [...moves.values()].map(({ from, to, count, sums }) => ({ from, to, count, sum: sumOre(sums) }))
}
