import type { SystemActor } from '#kernel/actor.ts'
import { type Day, type Instant, isOnOrBefore } from '#kernel/days.ts'
import { organisations } from '#modules/access/index.ts'
import { type Agreement, agreementsOf, openStates } from '#modules/agreements/index.ts'
import { type Db, nobody } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { type AgreementEnd, saveTold } from '../store/agenda.ts'
import { lockEnrolment, waitingRuns } from '../store/enrolments.ts'
import { tellOfAgreementEnd } from './tell.ts'

/** Days before an agreement's end from which those who wait under it are told. */
const warnedDaysBefore = 14

/** Tells those who wait under an agreement that it ends, and once more that it has ended; each once. Answers how many were told. */
export async function tellAgreementEnds(db: Db, today: Day, at: Instant): Promise<number> {
  let told = 0
  for (const { id: organisationId } of await db.read(nobody(today), (tx) => organisations(tx))) {
    const actor: SystemActor = { kind: 'system', job: 'enrolments.due', organisationId }
    const context = contextOf(actor, today)
    const all = await db.read(context, (tx) => agreementsOf(tx, organisationId))
    for (const agreed of all) {
      const what = agreed.parties.provider === organisationId ? endOf(agreed, today) : null
      if (what !== null) told += await db.transaction(context, (tx) => tellWaiting(tx, agreed, what, at))
    }
  }
  return told
}

function endOf({ state, endsOn }: Agreement, today: Day): AgreementEnd | null {
  if (state === 'expired' || state === 'terminated') return 'agreement_over'
  const near = openStates.includes(state) && isOnOrBefore(endsOn.subtract({ days: warnedDaysBefore }), today)
  return near ? 'agreement_ends' : null
}

async function tellWaiting(tx: Parameters<typeof waitingRuns>[0], agreed: Agreement, what: AgreementEnd, at: Instant): Promise<number> {
  let told = 0
  for (const id of await waitingRuns(tx, agreed.id)) {
    const after = await lockEnrolment(tx, id)
    if (after === null || !(await saveTold(tx, id, what, agreed.endsOn, at))) continue
    await tellOfAgreementEnd(tx, { agreed, after, at })
    told += 1
  }
  return told
}
