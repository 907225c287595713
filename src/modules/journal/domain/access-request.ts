import { deadlineEnd, isPublicHoliday } from '#kernel/bank-days.ts'
import { type Day, addMonths, isBefore } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'

/** A request's identity. */
export type AccessRequestId = Id<'access_request'>

/** Who asks: a party of the case, or the person for their own data. */
export const accessKinds = ['party', 'own_data'] as const
/** One of them. */
export type AccessKind = (typeof accessKinds)[number]

/** Why something is not handed out: internal work (forvaltningsloven § 12), concern for others (§ 15 b), not about the person. */
export const withholdReasons = ['internal_work', 'concern_for_others', 'not_about_person'] as const
/** One of the reasons. */
export type WithholdReason = (typeof withholdReasons)[number]

/** How the citizen wants the file: on their own page, or printed and sent. */
export const deliveries = ['electronic', 'paper'] as const
/** One of them. */
export type Delivery = (typeof deliveries)[number]

/** What a citizen who asks by themself says of it; `words` is what of the case it covers, null for the whole. */
export type AccessWish = { words: string | null; lang: 'da' | 'en'; delivery: Delivery }

/** The most characters the words may have. */
export const wishWordsMax = 1000

const workingDays = 7

/** The last day to answer: the seventh working day after it came for a party, a month after it (GDPR art. 12(3)) for one's own data. */
export function dueOf(kind: AccessKind, receivedOn: Day): Day {
  if (kind === 'own_data') return deadlineEnd(addMonths(receivedOn, 1))
  let due = receivedOn
  for (let counted = 0; counted < workingDays; ) {
    due = due.add({ days: 1 })
    if (due.dayOfWeek < 6 && !isPublicHoliday(due)) counted += 1
  }
  return due
}

/** A thing of the organisation's own that needs a word before the file is handed out. */
export type OwnItem = { noun: 'note' | 'document'; id: string }
/** The word: given, or why not. */
export type ItemChoice = 'give' | WithholdReason

/** Why a file is not handed out. `items_open`: things kept to the organisation that nobody has decided on. */
export type AnswerRefusal = { kind: 'already_answered' } | { kind: 'items_open'; ids: string[] }

/** Everything that is the organisation's own has been given or withheld by somebody, one by one: nothing slips out, nothing is forgotten. */
export function mayAnswer(
  request: { answered: boolean },
  items: readonly OwnItem[],
  choices: ReadonlyMap<string, ItemChoice>,
): Result<true, AnswerRefusal> {
  if (request.answered) return refuse({ kind: 'already_answered' })
  const ids = items.map(({ id }) => id).filter((id) => !choices.has(id))
  return ids.length > 0 ? refuse({ kind: 'items_open', ids }) : ok(true)
}

/** A request cannot have come tomorrow. */
export function mayRegister(receivedOn: Day, today: Day): Result<true, { kind: 'day_in_future' }> {
  return isBefore(today, receivedOn) ? refuse({ kind: 'day_in_future' }) : ok(true)
}
