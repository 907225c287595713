import type { AccountId } from '#kernel/actor.ts'
import { type Result, ok } from '#kernel/result.ts'
import { accountNames, authorize } from '#modules/access/index.ts'
import { recordRead } from '#modules/audit/index.ts'
import { personNames } from '#modules/people/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { businessActions } from '../../actions.ts'
import { type RunRefusal, runOf } from '../../actions/run-of.ts'
import type { PlanSection } from '../../domain/plan.ts'
import type { RunId } from '../../store/business.ts'
import { type Plan, type PlanComment, type Writer, type WrittenSection, commentsOf, plansOf, sectionsOf } from '../../store/plans.ts'
import { personOf } from '../person-of.ts'

/** What the pages of a plan show. `shown` is the version read, `before` the one it is compared with. */
export type PlanFacts = {
  enrolmentId: RunId
  referralId: string
  caseNumber: string
  person: string | null
  reader: Writer
  plans: readonly Plan[]
  shown: Plan | null
  sections: ReadonlyMap<PlanSection, WrittenSection>
  before: { number: number; sections: ReadonlyMap<PlanSection, WrittenSection> } | null
  comments: readonly PlanComment[]
  names: ReadonlyMap<string, string>
  mayWrite: boolean
  mayDecide: boolean
}

/** The plan of a run for a reader who may see it, in the version asked for or the newest; the reading is logged. */
export async function planFacts(tx: Tx, call: Call, id: RunId, version: number | null): Promise<Result<PlanFacts, RunRefusal>> {
  const reader = personOf(call)
  const found = await runOf(tx, reader, businessActions.see_plan, id)
  if (!found.ok) return found
  const { run, agreed } = found.value
  await recordRead(tx, { actor: reader, page: 'business.plan', personId: run.personId, at: call.now })
  const plans = await plansOf(tx, id)
  const shown = plans.find(({ number }) => number === version) ?? plans.at(-1) ?? null
  const earlier = shown === null ? undefined : plans.findLast(({ number, state }) => number < shown.number && state !== 'draft')
  const sections = shown === null ? new Map<PlanSection, WrittenSection>() : await sectionsOf(tx, shown.id)
  const comments = await commentsOf(tx, id)
  const accounts: string[] = [
    ...plans.flatMap(({ events }) => events.map(({ by }) => by)),
    ...[...sections.values()].map(({ accountId }): AccountId => accountId),
    ...comments.map(({ accountId }): AccountId => accountId),
  ]
  const about = { parties: agreed.parties, personId: run.personId }
  return ok({
    enrolmentId: id,
    referralId: run.referralId,
    caseNumber: run.caseNumber,
    person: (await personNames(tx, [run.personId])).get(run.personId)?.name ?? null,
    reader,
    plans,
    shown,
    sections,
    before: earlier === undefined ? null : { number: earlier.number, sections: await sectionsOf(tx, earlier.id) },
    comments,
    names: await accountNames(tx, accounts),
    mayWrite: authorize(reader, businessActions.write_plan, about).ok,
    mayDecide: authorize(reader, businessActions.approve_plan, about).ok,
  })
}
