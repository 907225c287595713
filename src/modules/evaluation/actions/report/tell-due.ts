import type { SystemActor } from '#kernel/actor.ts'
import { type Day, type Instant, addMonths, isOnOrBefore } from '#kernel/days.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Agreement } from '#modules/agreements/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { type Subject, closeTasks, tellAll, tellSecretary } from '#modules/notices/index.ts'
import { evaluationActions } from '../../actions.ts'
import { firstAssumptions } from '../../domain/figures/economy.ts'
import { type GapOwner, gapOwners } from '../../domain/report/gaps.ts'
import type { EvaluationPorts } from '../../ports.ts'
import { markDueTold } from '../../store/reports.ts'
import { reckonHere } from '../figures/figures-of.ts'

/** How long before it is due an evaluation begins as a task of the committee secretary, in months. */
export const noticeMonths = 3

type Given = { actor: SystemActor; agreed: Agreement; today: Day; at: Instant }

/**
 * Begins an agreement's evaluation three months before it is due, once for each day it is due: the secretary, or the next in line, gets the task, and whoever
 * else has gaps in the figures in hand gets one to close them. Later runs close the tasks of those who have none left. Answers how many were told.
 */
export async function tellDue(tx: Tx, ports: EvaluationPorts, given: Given): Promise<number> {
  const { agreed, today, at } = given
  const dueOn = agreed.evaluationDueOn
  if (dueOn === null || !isOnOrBefore(addMonths(dueOn, -noticeMonths), today)) return 0
  const begins = await markDueTold(tx, agreed.id, dueOn, at)
  if (!begins && !isOnOrBefore(today, dueOn)) return 0
  const owners = await ownersOfGaps(tx, ports, given)
  if (!begins) {
    for (const owner of gapOwners) if (!owners.has(owner)) await closeTasks(tx, { subject: gapsOf(agreed, owner), at })
    return 0
  }
  const href = `/evaluation/gaps/${agreed.id}?on=${dueOn.toString()}`
  const { parties } = agreed
  const subject = { noun: 'agreement', id: agreed.id }
  await tellSecretary(
    tx,
    { kind: 'evaluation_due', parties, subject, href, dueOn, at },
    { kind: 'evaluation_due_instead', href: `/agreements/${agreed.id}` },
  )
  for (const owner of gapOwners) {
    const closer = closerOf[owner]
    if (closer === null || !owners.has(owner)) continue
    await tellAll(tx, { kind: 'evaluation_gaps', parties, only: [closer], subject: gapsOf(agreed, owner), href, dueOn, at })
    await recordChange(tx, {
      actor: given.actor,
      action: evaluationActions.tell_due,
      on: gapsOf(agreed, owner),
      codes: { gaps: owner },
      at,
    })
  }
  return 1
}

/** Closes every task that an agreement's coming evaluation has made. */
export async function closeDueTasks(tx: Tx, agreed: Agreement, at: Instant): Promise<void> {
  const subject = { noun: 'agreement', id: agreed.id }
  for (const kind of ['evaluation_due', 'evaluation_due_instead'] as const) await closeTasks(tx, { subject, kind, at })
  for (const owner of gapOwners) await closeTasks(tx, { subject: gapsOf(agreed, owner), at })
}

// One subject for each owner, so that one can be done while another is not.
function gapsOf(agreed: Agreement, owner: GapOwner): Subject {
  return { noun: `gaps_of_${owner}`, id: agreed.id }
}

// The secretary's own task leads to the gaps already.
const closerOf = { purchaser: null, provider: 'programme_manager', acting_job_centre: 'job_centre_lead' } as const satisfies Record<
  GapOwner,
  string | null
>

async function ownersOfGaps(tx: Tx, ports: EvaluationPorts, { agreed, today, at }: Given): Promise<ReadonlySet<GapOwner>> {
  const asked = { agreementId: agreed.id, cutoffOn: today, knownAt: at, assumptions: firstAssumptions }
  const { learning } = await reckonHere(tx, ports, asked)
  return new Set(learning.gaps.map((gap) => gap.owner))
}
