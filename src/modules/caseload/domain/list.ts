import type { AccountId, OrganisationId } from '#kernel/actor.ts'
import { type Day, parseDay } from '#kernel/days.ts'
import { type Id, parseId } from '#kernel/ids.ts'
import type { CaseId, Phase } from './standing.ts'

/** The lists of a worklist: what I look after, what nobody does, what waits for another, all that is open, what is over. */
export const listNames = ['mine', 'unassigned', 'others', 'open', 'ended'] as const
/** One of them. */
export type ListName = (typeof listNames)[number]

/** What presses: past its day, or due today or within seven days. */
export type Pressing = 'late' | 'soon'

/** A place in a list, after which the next page begins. */
export type Cursor = { on: Day | 'infinity'; caseId: CaseId }

/** Which cases of an organisation, for whom, on which day. */
export type ListWish = {
  list: ListName
  organisationId: OrganisationId
  accountId: AccountId
  today: Day
  phase: Phase | null
  /** Of one agreement only; of all when null. */
  agreementId: Id<'agreement'> | null
  /** Only what is past its day, or only what has its day within a week; all when null. */
  due: Pressing | null
  after: Cursor | null
}

/** A cursor as it stands in an address, such as `2016-04-12.0198…`. */
export function cursorText({ on, caseId }: Cursor): string {
  return `${on.toString()}.${caseId}`
}

/** A cursor from an address; null when it is none, which is the first page. */
export function parseCursor(text: string | undefined): Cursor | null {
  const [on = '', id = ''] = (text ?? '').split('.')
  const caseId = parseId<'referral'>(id)
  if (caseId === null) return null
  if (on === 'infinity') return { on, caseId }
  const day = parseDay(on)
  return day.ok ? { on: day.value, caseId } : null
}
