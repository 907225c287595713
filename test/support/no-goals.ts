import { ok } from '#kernel/result.ts'
import type { ActivityPorts } from '#modules/activities/index.ts'

/** For tests of sessions in runs that have set no goals. */
export const noGoals: ActivityPorts['goals'] = {
  open: () => Promise.resolve({ goals: [], standings: [] }),
  review: () => Promise.resolve(ok(true)),
}
