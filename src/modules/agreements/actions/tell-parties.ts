import { type Day, type Instant, dayOf, isBefore } from '#kernel/days.ts'
import { type NoticeKind, type TellAll, closeTasks, tellAll, tellSecretary } from '#modules/notices/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Agreement } from '../domain/agreement.ts'
import { nextOption } from '../domain/options.ts'
import type { TellEnding } from './advance.ts'

/** Tells the parties that the agreement ends: a task for the committee's secretary, or for the next in line where there is none, a message for the others. */
export const tellEnding: TellEnding = async (tx, { agreement, at }) => {
  const dueOn = decideBy(agreement, dayOf(at))
  const told = telling(agreement, 'agreement_ending', at, dueOn)
  await tellSecretary(tx, told, { kind: 'agreement_ending_instead', href: told.href })
}

/** Tells the parties that the agreement goes on, and closes the secretary's task. */
export async function tellExtended(tx: Tx, agreement: Agreement, at: Instant): Promise<void> {
  await closeEndingTask(tx, agreement, at)
  await tellParties(tx, agreement, 'agreement_extended', at)
}

/** Tells the parties that the agreement was ended before its time, and closes the secretary's task. */
export async function tellTerminated(tx: Tx, agreement: Agreement, at: Instant): Promise<void> {
  await closeEndingTask(tx, agreement, at)
  await tellParties(tx, agreement, 'agreement_terminated', at)
}

/** Tells the parties that another number of places was agreed. */
export async function tellPlacesChanged(tx: Tx, agreement: Agreement, at: Instant): Promise<void> {
  await tellParties(tx, agreement, 'places_changed', at)
}

/** Tells the parties that it was agreed anew who bears the losses. */
export async function tellLossesAgreed(tx: Tx, agreement: Agreement, at: Instant): Promise<void> {
  await tellParties(tx, agreement, 'losses_agreed', at)
}

/** Closes the task that the end of the agreement gave, whoever has it. */
export async function closeEndingTask(tx: Tx, { id }: Agreement, at: Instant): Promise<void> {
  const subject = { noun: 'agreement', id }
  for (const kind of ['agreement_ending', 'agreement_ending_instead'] as const) await closeTasks(tx, { subject, kind, at })
}

// While the committee can still use an option, that day is what presses; afterwards the end does.
function decideBy(agreement: Agreement, today: Day): Day {
  const next = nextOption(agreement)
  return next === null || isBefore(next.decideBy, today) ? agreement.endsOn : next.decideBy
}

function tellParties(tx: Tx, agreement: Agreement, kind: NoticeKind, at: Instant): Promise<void> {
  return tellAll(tx, telling(agreement, kind, at, agreement.endsOn))
}

function telling({ id, parties }: Agreement, kind: NoticeKind, at: Instant, dueOn: Day): TellAll {
  return { kind, parties, subject: { noun: 'agreement', id }, href: `/agreements/${id}`, dueOn, at }
}
