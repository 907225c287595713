import type { SystemActor } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'
import { organisations } from '#modules/access/index.ts'
import { agreementsOf } from '#modules/agreements/index.ts'
import { type Tx, nobody } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import type { Deps, Module } from '#platform/module.ts'
import { evaluationActions } from './actions.ts'
import { reckonWaiting } from './actions/figures/reckon.ts'
import { tellDue } from './actions/report/tell-due.ts'
import { askWhoIsDue } from './actions/survey/ask.ts'
import { forgetWords } from './store/surveys.ts'
import { dropReckonings } from './store/reckonings.ts'
import { emptyErased } from './store/frozen-rows.ts'
import type { EvaluationPorts } from './ports.ts'
import { reimbursementTexts } from './texts/reimbursement-texts.ts'
import { texts } from './texts/texts.ts'
import { evaluationRoutes } from './web/routes.tsx'

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
      {
        group: 'system',
        href: '/reimbursement',
        label: { da: reimbursementTexts('da').nav, en: reimbursementTexts('en').nav },
        icon: 'payments',
        action: evaluationActions.change_reimbursement,
      },
    ],
    work: () => reckonWaiting(deps, ports),
    due: (today) => due(deps, ports, today),
  }
}

// Each agreement by its purchaser.
async function due({ db, clock }: Deps, ports: EvaluationPorts, today: Day): Promise<number> {
  let done = 0
  for (const { id: organisationId } of await db.read(nobody(today), (tx) => organisations(tx))) {
    const actor: SystemActor = { kind: 'system', job: 'evaluation', organisationId }
    done += await db.transaction(contextOf(actor, today), async (tx) => {
      let told = 0
      for (const agreed of await agreementsOf(tx, organisationId)) {
        if (agreed.parties.purchaser !== organisationId) continue
        const given = { actor, agreed, today, at: clock.now() }
        told += (await tend(tx, given)) + (await tellDue(tx, ports, given))
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
  await dropReckonings(tx, given.agreed.id, given.at)
  return askWhoIsDue(tx, given)
}
