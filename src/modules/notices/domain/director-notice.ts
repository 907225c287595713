import type { OrganisationId, StaffActor } from '#kernel/actor.ts'
import { type Day, type Instant, isOnOrBefore } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'

/** A director notice's identity. */
export type DirectorNoticeId = Id<'director_notice'>

/** What the Business Director is told of; a discharge that was told and is put right is told as `reopened`. */
export type DirectorEvent = 'enrolled' | 'discharged' | 'reopened'

/** What the Business Director is told: a case number and a day. There is no field for who it is, and none may be added (memo). */
export type DirectorTelling = {
  agreementId: string
  purchaserId: OrganisationId
  caseNumber: string
  event: DirectorEvent
  on: Day
  /** Empty for one who never held a place. */
  placeNumber: number | null
  at: Instant
}

/** A director notice with its receipt. */
export type DirectorNotice = DirectorTelling & {
  id: DirectorNoticeId
  toldOn: Day
  deputyToldAt: Instant | null
  openedAt: Instant | null
  openedBy: string | null
}

/** Days a notice may lie unopened before the deputy is told (issue: joint intake, notices). */
export const deputyAfterDays = 3

/** True from the third day after it was told, when nobody has opened it and no deputy was told. */
export function deputyIsDue(notice: Pick<DirectorNotice, 'toldOn' | 'deputyToldAt' | 'openedAt'>, today: Day): boolean {
  if (notice.openedAt !== null || notice.deputyToldAt !== null) return false
  return isOnOrBefore(notice.toldOn.add({ days: deputyAfterDays }), today)
}

/** Why a receipt is not taken. */
export type ReceiptRefusal = { kind: 'already_opened' } | { kind: 'deputy_too_early'; from: Day }

/** The Business Director may give the receipt at once; a deputy only after having been told that it lies unopened. */
export function mayGiveReceipt(notice: DirectorNotice, actor: StaffActor): Result<true, ReceiptRefusal> {
  if (notice.openedAt !== null) return refuse({ kind: 'already_opened' })
  if (actor.roles.includes('business_director') || notice.deputyToldAt !== null) return ok(true)
  return refuse({ kind: 'deputy_too_early', from: notice.toldOn.add({ days: deputyAfterDays }) })
}
