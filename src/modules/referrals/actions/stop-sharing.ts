import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import type { MachineRefusal } from '../domain/guards.ts'
import { neededItems, type SharingItem } from '../domain/sections.ts'
import { saveDropped } from '../store/decisions.ts'
import { sealAgain } from '../store/referrals.ts'
import { sharingOf } from '../store/sections.ts'
import { saveAgreements } from './save-section.ts'
import { closeReferralTasks, tellCase } from './tell.ts'
import { type CaseRefusal, type Command, openCase, takeStep } from './take-step.ts'

/** Why sharing cannot be stopped. `needed_item_declined`: without it there is no case, so the referral is withdrawn instead. */
export type StopSharingRefusal = CaseRefusal | MachineRefusal | { kind: 'nothing_stopped' }

/**
 * The citizen takes back a yes to sharing, also after both have scored. The provider loses sight of it at once; where somebody
 * had scored, a new round begins and the old one is sealed again, each authority keeping its own part.
 */
export async function stopSharing(tx: Tx, command: Command & { items: readonly SharingItem[] }): Promise<Result<true, StopSharingRefusal>> {
  const opened = await openCase(tx, command, actions.stop_sharing)
  if (!opened.ok) return opened
  const open = opened.value
  const needed = command.items.filter((item) => neededItems.includes(item))
  if (needed.length > 0) return refuse({ kind: 'needed_item_declined', items: needed })
  const shared = await sharingOf(tx, open.referral.id)
  const stopped = command.items.filter((item) => shared[item] === true)
  if (stopped.length === 0) return refuse({ kind: 'nothing_stopped' })
  const { round } = open.progress
  const step = await takeStep(tx, open, { name: 'stop_sharing' }, {}, { extra: { items: stopped } })
  if (!step.ok) return step
  await saveAgreements(tx, open, Object.fromEntries(stopped.map((item) => [item, false])))
  await saveDropped(tx, open.referral.id, open.at)
  await tellCase(tx, open, 'sharing_stopped')
  if (step.value.round === round) return ok(true)
  await sealAgain(tx, open.referral.id, round)
  if (step.value.state !== 'joint_assessment') return ok(true)
  await closeReferralTasks(tx, open)
  await tellCase(tx, open, 'assessment_due', { page: 'assessment', state: 'joint_assessment' })
  return ok(true)
}
