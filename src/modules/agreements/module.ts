import type { SystemActor } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'
import { organisations } from '#modules/access/index.ts'
import { nobody } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import type { Deps, Module } from '#platform/module.ts'
import { actions } from './actions.ts'
import { type TellEnding, advanceAgreement } from './actions/advance.ts'
import { stateMonths } from './actions/state-months.ts'
import { tellEnding } from './actions/tell-parties.ts'
import { agreementsOf } from './store/agreements.ts'
import { texts } from './texts/texts.ts'
import { agreementRoutes } from './web/routes.tsx'

/** Agreements and their places. `publicUrl` is for links; `tellEnding` tells those who should know that an agreement ends: notices, unless told otherwise. */
export function agreementsModule(deps: Deps, ports: { publicUrl: () => string; tellEnding?: TellEnding }): Module {
  return {
    name: 'agreements',
    actions: Object.values(actions),
    routes: agreementRoutes(deps, ports.publicUrl),
    nav: [
      {
        group: 'programme',
        href: '/agreements',
        label: { da: texts('da').agreements, en: texts('en').agreements },
        icon: 'document',
        action: actions.see,
      },
    ],
    due: (today) => advanceAll(deps, ports.tellEnding ?? tellEnding, today),
  }
}

// Each agreement by its purchaser, in a transaction of its own: one's trouble does not keep the others back for ever.
async function advanceAll({ db, clock }: Deps, tellEnding: TellEnding, today: Day): Promise<number> {
  let done = 0
  for (const { id: organisationId } of await db.read(nobody(today), (tx) => organisations(tx))) {
    const actor: SystemActor = { kind: 'system', job: 'agreements', organisationId }
    const context = contextOf(actor, today)
    const all = await db.read(context, (tx) => agreementsOf(tx, organisationId))
    for (const { id, parties } of all) {
      if (parties.purchaser !== organisationId) continue
      done += await db.transaction(context, (tx) => advanceAgreement(tx, { actor, id, today, at: clock.now(), tellEnding }))
      done += await db.transaction(context, (tx) => stateMonths(tx, { actor, id, today, at: clock.now() }))
    }
  }
  return done
}
