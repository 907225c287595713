import { type Day, isBefore } from '#kernel/days.ts'
import type { AppealOutcome } from './complaint.ts'
import { expectedDecision } from './delay.ts'
import type { RecordedEvent, Referral } from './referral.ts'

/** Who said that a decision does not stand: the authority itself, or the appeal board, which changed it or sent it back. */
export type ToppledBy = 'authority' | Exclude<AppealOutcome, 'confirmed'>

/** That a case is decided anew after a complaint: by whom and why (null once erased), by when, and whether that day has passed. */
export type Anew = { by: ToppledBy; on: Day; why: string | null; expectedOn: Day; late: boolean }

const undecidedStates = ['information_requested', 'joint_assessment', 'conciliation'] as const

/** What the citizen is to know while a case is decided anew after their complaint; null when it is not, and once the new decision is heard or made. */
export function anewOf(
  { state, hearingUntil, expectedOn }: Pick<Referral, 'state' | 'hearingUntil' | 'expectedOn'>,
  history: readonly Pick<RecordedEvent, 'name' | 'on' | 'payload' | 'text'>[],
  today: Day,
): Anew | null {
  const waiting = undecidedStates.find((one) => one === state)
  const led = history.findLast(({ name }) => name === 'change_after_complaint' || name === 'review' || name === 'reopen')
  if (waiting === undefined || led?.name !== 'change_after_complaint') return null
  const { on, text: why, payload } = led
  const by = expectedOn ?? expectedDecision({ state: waiting, hearingUntil }, on)
  return { by: toppledBy(payload['appeal']), on, why, expectedOn: by, late: isBefore(by, today) }
}

function toppledBy(appeal: unknown): ToppledBy {
  return appeal === 'changed' || appeal === 'sent_back' ? appeal : 'authority'
}
