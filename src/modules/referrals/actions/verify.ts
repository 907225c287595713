import { type Check, checkOf } from '#platform/check.ts'
import { type Listed, standing } from '#modules/caseload/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Happening, replay } from '../domain/progress.ts'
import type { Referral } from '../domain/referral.ts'
import { happenings } from '../store/events.ts'
import { referralsAfter } from '../store/referrals.ts'

type Checked = { id: string; stored: Referral; events: Happening[]; listed: Listed | null }

async function load(tx: Tx, after: string | null, most: number): Promise<Checked[]> {
  const checked: Checked[] = []
  for (const stored of await referralsAfter(tx, after, most))
    checked.push({ id: stored.id, stored, events: await happenings(tx, stored.id), listed: await standing(tx, stored.id) })
  return checked
}

/** Where every referral stands, and its case's row of the worklist until a run takes the case over. */
export const referralCheck: Check = checkOf('referrals', load, ({ stored, events, listed }) => {
  const { state, round, complaint } = replay(events)
  const shown = complaint === null ? state : `complaint_${complaint.stage}`
  return {
    state: [stored.state, state],
    round: [String(stored.round), String(round)],
    case: [listed === null ? null : listed.source === 'run' ? 'taken over' : listed.state, listed?.source === 'run' ? 'taken over' : shown],
  }
})
