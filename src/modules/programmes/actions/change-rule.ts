import type { Actor } from '#kernel/actor.ts'
import { type Day, dayOf, type Instant } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import { checkRule, checkRuleDay, type RuleRefusal, type RuleTerms } from '../domain/eligibility.ts'
import { allRules, saveRule } from '../store/eligibility.ts'
import { newestDocument } from '../store/versions.ts'

/** Why a rule is not changed; `rule_faulty` holds all that is wrong. */
export type ChangeRuleRefusal = NotPermitted | { kind: 'no_such_programme' } | { kind: 'rule_faulty'; problems: RuleRefusal[] }

/** A rule from a day on; `terms` null ends it on the day before. An unknown code is a new rule, last in the list. */
export type RuleChange = { actor: Actor; key: string; code: string; from: Day; terms: RuleTerms | null; at: Instant }

/** Makes a new version of an eligibility rule. The versions before it stand, for what was asked in their time. */
export async function changeRule(tx: Tx, command: RuleChange): Promise<Result<true, ChangeRuleRefusal>> {
  const { actor, key, code, from, terms, at } = command
  const programme = await newestDocument(tx, key)
  if (programme === null) return refuse({ kind: 'no_such_programme' })
  const permitted = authorize(actor, actions.change_rules, { ownerId: programme.organisationId })
  if (!permitted.ok) return permitted
  const known = await allRules(tx, key)
  const latest = known.find((rule) => rule.code === code) ?? null
  const facts = { today: dayOf(at), latest }
  const problems = terms === null ? checkRuleDay(from, facts) : checkRule(terms, from, facts)
  if (problems.length > 0) return refuse({ kind: 'rule_faulty', problems })
  const ordinal = latest?.ordinal ?? Math.max(0, ...known.map((rule) => rule.ordinal)) + 1
  const accountId = actor.kind === 'system' ? null : actor.accountId
  await saveRule(tx, { key, code, ordinal, from, terms, accountId, at })
  const codes = { key, rule: code, from: from.toString() }
  await recordChange(tx, { actor, action: actions.change_rules, on: { noun: 'programme_version', id: programme.id }, codes, at })
  return ok(true)
}
