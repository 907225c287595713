import type { HumanId } from '#kernel/actor.ts'
import { type Day, isBefore } from '#kernel/days.ts'
import type { Ore } from '#kernel/money.ts'
import type { LoanState as Standing } from './engine/index.ts'
import type { SecondPersonRefusal } from './loan.ts'

/** The three ways to close a claim that is not paid; they are never mixed. */
export const closingKinds = ['write_off', 'remit', 'hand_over'] as const
/** One of them. */
export type ClosingKind = (typeof closingKinds)[number]

/** A proposal that nobody has decided. */
export type Closing = { kind: ClosingKind; reason: string; proposedBy: HumanId; proposedOn: Day; notifiedOn: Day | null }

/** Days between telling the debtor and handing the claim over (DOMAIN 2.5: notice before; ten days is the civil reminder's own). */
const daysOfNotice = 10

/** Claims under DKK 100 are not handed over (DOMAIN 2.5). Øre. */
export const leastHandedOver = 10_000n

/** Why a claim is not closed so, in order of precedence. */
export type ClosingRefusal =
  | { kind: 'closing_open_already' }
  | { kind: 'no_closing_open' }
  | { kind: 'another_closing_proposed'; proposed: ClosingKind }
  | SecondPersonRefusal
  | { kind: 'proposed_by_the_same' }
  | { kind: 'nothing_owed' }
  | { kind: 'not_late' }
  | { kind: 'too_small_to_hand_over'; least: bigint; owed: Ore }
  | { kind: 'notice_not_over'; earliest: Day }

type Asked = {
  step: { kind: 'propose_closing'; closing: ClosingKind } | { kind: 'drop_closing' | 'recall' | ClosingKind }
  open: Closing | null
  standing: Pick<Standing, 'outstanding' | 'arrears'>
  by: HumanId
  borrower: HumanId | null
  on: Day
}

/** Whether a step in closing a claim may be taken: null when it may. */
export function refusedClosing(asked: Asked): ClosingRefusal | null {
  const { step, open, by, borrower } = asked
  if (borrower === by) return { kind: 'second_person_required', because: 'borrower' }
  if (step.kind === 'recall') return null
  if (step.kind === 'propose_closing') return open === null ? refusedClaim(step.closing, asked) : { kind: 'closing_open_already' }
  if (open === null) return { kind: 'no_closing_open' }
  if (step.kind === 'drop_closing') return null
  if (open.kind !== step.kind) return { kind: 'another_closing_proposed', proposed: open.kind }
  if (open.proposedBy === by) return { kind: 'proposed_by_the_same' }
  return refusedClaim(step.kind, asked) ?? refusedNotice(open, asked.on)
}

function refusedClaim(kind: ClosingKind, { standing }: Asked): ClosingRefusal | null {
  if (standing.outstanding === 0n) return { kind: 'nothing_owed' }
  if (kind !== 'hand_over') return null
  if (standing.arrears.daysLate === 0) return { kind: 'not_late' }
  const owed = standing.arrears.amount
  return owed < leastHandedOver ? { kind: 'too_small_to_hand_over', least: leastHandedOver, owed } : null
}

/** The last day a debtor who was told of a hand-over on a day has to pay. */
export function payableAfterNotice(notifiedOn: Day): Day {
  return notifiedOn.add({ days: daysOfNotice })
}

/** The first day the claim may be handed over: the day after the last one the debtor has to pay. */
export function handOverFrom(notifiedOn: Day): Day {
  return payableAfterNotice(notifiedOn).add({ days: 1 })
}

function refusedNotice({ kind, notifiedOn }: Closing, on: Day): ClosingRefusal | null {
  if (kind !== 'hand_over') return null
  const earliest = handOverFrom(notifiedOn ?? on)
  return isBefore(on, earliest) ? { kind: 'notice_not_over', earliest } : null
}
