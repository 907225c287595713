import type { SystemActor } from '#kernel/actor.ts'
import { type Day, addMonths, isOnOrBefore } from '#kernel/days.ts'
import { organisations } from '#modules/access/index.ts'
import { type Agreement, agreementsOf } from '#modules/agreements/index.ts'
import { tell } from '#modules/notices/index.ts'
import { type Tx, nobody } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import type { Deps, Module } from '#platform/module.ts'
import { evaluationActions } from './actions.ts'
import { askWhoIsDue } from './actions/survey/ask.ts'
import { forgetWords } from './store/surveys.ts'
import { emptyErased } from './store/frozen-rows.ts'
import { markDueTold } from './store/reports.ts'
import type { EvaluationPorts } from './ports.ts'
import { texts } from './texts/texts.ts'
import { evaluationRoutes } from './web/routes.tsx'

/** How long before it is due an evaluation begins as a task of the committee secretary, in months. */
const noticeMonths = 3

/** The evaluation: reports, comparison, the committee's decision. */
export function evaluationModule(deps: Deps, ports: EvaluationPorts): Module {
  return {
    name: 'evaluation',
    actions: Object.values(evaluationActions),
    routes: evaluationRoutes({ ...deps, ports }),
    nav: [
      {
        group: 'programme',
        href: '/evaluation',
        label: { da: texts('da').nav, en: texts('en').nav },
        icon: 'analytics',
        action: evaluationActions.see_published,
      },
    ],
    due: (today) => tellDue(deps, today),
  }
}

// Each agreement by its purchaser, once for each day an evaluation is due.
async function tellDue({ db, clock }: Deps, today: Day): Promise<number> {
  let done = 0
  for (const { id: organisationId } of await db.read(nobody(today), (tx) => organisations(tx))) {
    const actor: SystemActor = { kind: 'system', job: 'evaluation', organisationId }
    done += await db.transaction(contextOf(actor, today), async (tx) => {
      let told = 0
      for (const agreed of await agreementsOf(tx, organisationId)) {
        if (agreed.parties.purchaser === organisationId) told += await tend(tx, { actor, agreed, today, at: clock.now() })
        const dueOn = agreed.parties.purchaser === organisationId ? beginsOn(agreed, today) : null
        if (dueOn === null || !(await markDueTold(tx, agreed.id, dueOn, clock.now()))) continue
        const to = { organisationId, role: 'committee_secretary' } as const
        const subject = { noun: 'agreement', id: agreed.id }
        await tell(tx, {
          to,
          kind: 'evaluation_due',
          subject,
          href: `/evaluation/gaps/${agreed.id}?on=${dueOn.toString()}`,
          dueOn,
          at: clock.now(),
          task: true,
        })
        told += 1
      }
      return told
    })
  }
  return done
}

// What is nobody's to remember: rows and words of persons erased since are emptied, and whoever is due is asked how it went.
async function tend(tx: Tx, given: Parameters<typeof askWhoIsDue>[1]): Promise<number> {
  await emptyErased(tx, given.agreed.id)
  await forgetWords(tx, given.agreed.id)
  return askWhoIsDue(tx, given)
}

function beginsOn({ evaluationDueOn: dueOn }: Agreement, today: Day): Day | null {
  return dueOn !== null && isOnOrBefore(addMonths(dueOn, -noticeMonths), today) ? dueOn : null
}
