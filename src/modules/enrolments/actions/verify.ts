import { type Check, checkOf } from '#platform/check.ts'
import { type Listed, standing } from '#modules/caseload/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Enrolment } from '../domain/enrolment.ts'
import { enrolmentsAfter, storedRunOf } from '../store/enrolments.ts'

type Checked = { id: string; run: Enrolment; stored: Awaited<ReturnType<typeof storedRunOf>>; listed: Listed | null }

async function load(tx: Tx, after: string | null, most: number): Promise<Checked[]> {
  const checked: Checked[] = []
  for (const run of await enrolmentsAfter(tx, after, most))
    checked.push({ id: run.id, run, stored: await storedRunOf(tx, run.id), listed: await standing(tx, run.referralId) })
  return checked
}

/** Where every run stands and who has its ball, from its events: in its own row, in its last event, and in its case's row of the worklist. */
export const runCheck: Check = checkOf('runs', load, ({ run, stored, listed }) => {
  const paused = String(run.pause !== null)
  return {
    state: [stored.state, run.state],
    'state of the last event': [stored.led_to, run.state],
    ball: [stored.ball, run.ball],
    paused: [String(stored.paused), paused],
    case: [listed === null ? null : `${listed.source} ${listed.state}`, `run ${run.state}`],
    'ball of the case': [listed?.ball ?? null, run.ball ?? 'none'],
    'pause of the case': [listed === null ? null : String(listed.paused), paused],
  }
})
