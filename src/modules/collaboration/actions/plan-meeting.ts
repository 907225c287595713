import type { AccountId, StaffActor } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { type Id, newId } from '#kernel/ids.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { type NotPermitted, authorize, staff } from '#modules/access/index.ts'
import { type Agreement, agreement } from '#modules/agreements/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { tellNamed } from '#modules/notices/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import type { Meeting, MeetingId, MeetingRefusal, Participant } from '../domain/meeting.ts'
import { saveEvent } from '../store/events.ts'
import { saveMeeting } from '../store/meetings.ts'

/** A meeting as it is planned; `startsAt` is a Danish time of day. */
export type MeetingPlan = {
  actor: StaffActor
  agreementId: Id<'agreement'>
  heldOn: Day
  startsAt: Temporal.PlainTime
  place: string
  agenda: string
  participants: readonly AccountId[]
  requestId: string
  at: Instant
}

/** Why a meeting is not planned. */
export type PlanMeetingRefusal = NotPermitted | { kind: 'no_such_agreement' } | MeetingRefusal

/** Plans a meeting of the parties and tells everyone who is to take part. */
export async function planMeeting(tx: Tx, plan: MeetingPlan): Promise<Result<MeetingId, PlanMeetingRefusal>> {
  const { actor, agreementId, at } = plan
  const agreed = await agreement(tx, agreementId)
  if (agreed === null) return refuse({ kind: 'no_such_agreement' })
  const permitted = authorize(actor, actions.plan_meeting, { parties: agreed.parties })
  if (!permitted.ok) return permitted
  if (plan.participants.length === 0) return refuse({ kind: 'no_participants' })
  const known = await partyStaff(tx, agreed)
  const stranger = plan.participants.find((id) => !known.has(id))
  if (stranger !== undefined) return refuse({ kind: 'not_a_party', accountId: stranger })
  const id = newId<'meeting'>()
  const participants = plan.participants.flatMap((accountId) => known.get(accountId) ?? [])
  const { heldOn, place, agenda } = plan
  const made: Meeting = {
    id,
    agreementId,
    heldOn,
    startsAt: plan.startsAt.toString().slice(0, 5),
    place,
    agenda,
    minutes: null,
    minutesBy: null,
    minutesAt: null,
    participants,
  }
  if (!(await saveMeeting(tx, made, { by: actor.accountId, at, requestId: plan.requestId }))) return ok(id)
  await saveEvent(tx, { noun: 'meeting', id, agreementId, name: 'plan', payload: { heldOn: heldOn.toString() } }, actor, at)
  const accounts = participants.map(({ accountId }) => accountId).filter((one) => one !== actor.accountId)
  await tellNamed(tx, { kind: 'meeting_planned', accounts, subject: { noun: 'meeting', id }, href: `/meetings/${id}`, dueOn: heldOn, at })
  await recordChange(tx, {
    actor,
    action: actions.plan_meeting,
    on: { noun: 'meeting', id },
    codes: { participants: participants.length },
    at,
  })
  return ok(id)
}

/** Everyone who works for a party of the agreement, by account. */
export async function partyStaff(tx: Tx, { parties }: Agreement): Promise<Map<AccountId, Participant & { name: string }>> {
  const all = new Map<AccountId, Participant & { name: string }>()
  for (const organisationId of new Set([parties.purchaser, parties.provider, parties.actingJobCentre]))
    for (const { accountId, name } of await staff(tx, { organisationId })) all.set(accountId, { accountId, organisationId, name })
  return all
}
