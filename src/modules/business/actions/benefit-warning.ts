import type { PersonId } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'
import { supportBasisNames, supportBasisOn } from '#modules/people/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { type BenefitRule, lastBenefitDay } from '../domain/benefit-rule.ts'
import { benefitRule } from '../store/benefit-rules.ts'

/** What registering a business on a day, `on`, does to what a person lives on. `basis` is null when nobody has said what that is. */
export type BenefitWarning = { on: Day; rule: BenefitRule; basis: { da: string; en: string } | null; lastDay: Day | null }

/** The warning for a person, by the dated rule of their benefit; the caller has asked whether the reader may. */
export async function benefitWarning(tx: Tx, personId: PersonId, on: Day): Promise<BenefitWarning> {
  const span = await supportBasisOn(tx, personId, on)
  const rule = await benefitRule(tx, span?.code ?? null, on)
  const basis = span === null ? null : ((await supportBasisNames(tx)).get(span.code) ?? null)
  return { on, rule, basis, lastDay: lastBenefitDay(rule, on) }
}

/** Whether registering on one day means the same for the person as on another: the same benefit, rule and last day. */
export async function sameWarning(tx: Tx, personId: PersonId, one: Day, other: Day): Promise<boolean> {
  if (one.equals(other)) return true
  const [first, second] = [await benefitWarning(tx, personId, one), await benefitWarning(tx, personId, other)]
  return (
    first.basis?.da === second.basis?.da &&
    first.rule.words.da === second.rule.words.da &&
    first.lastDay?.toString() === second.lastDay?.toString()
  )
}

/** The states in which a CVR number may be near: nothing is registered yet, and somebody has begun. */
export const beforeRegistration: readonly string[] = ['idea', 'tested', 'plan_approved']
