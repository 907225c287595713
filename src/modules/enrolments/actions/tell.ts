import { type Day, type Instant, dayOf } from '#kernel/days.ts'
import type { Agreement } from '#modules/agreements/index.ts'
import { type DirectorEvent, type NoticeKind, closeTasks, directorNotice, silence, tellAll, unsilence } from '#modules/notices/index.ts'
import { endRepresentations } from '#modules/people/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Reminder, deadlineOf, missedCheck } from '../domain/agenda.ts'
import { type Enrolment, placeShown } from '../domain/enrolment.ts'
import { endings } from '../domain/place-machine.ts'
import type { RunEvent } from '../domain/run-event.ts'
import { stayOf } from '../domain/run.ts'
import { lineLength } from '../store/enrolments.ts'

/** What happened, for those who are told of it. */
export type StepTaken = { agreed: Agreement; before: Enrolment; after: Enrolment; event: RunEvent; at: Instant }

/** What each step says to those whom the table of notices names; a step that is not listed tells nobody. */
const kinds: Partial<Record<RunEvent['name'], NoticeKind>> = {
  offer: 'place_offered',
  accept: 'place_accepted',
  decline: 'place_declined',
  turn_down: 'place_declined',
  leave_list: 'place_declined',
  close_list: 'list_closed',
  transfer: 'transferred',
  expire: 'place_expired',
  start: 'started',
  never_start: 'never_started',
  pause: 'pause_started',
  resume: 'pause_ended',
  prolong: 'prolonged',
  open_gate: 'gate_due',
  release_gate_place: 'gate_due',
  pass_gate: 'gate_passed',
  end_after_first: 'discharged',
  end_early: 'discharged',
  complete: 'discharged',
  record_move: 'moved',
  settle_move: 'move_settled',
  record_death: 'died',
  reopen: 'reopened',
}

/** Tells those whom a step concerns, closes what it has settled, and asks for the next in line when a place was let go. */
export async function tellOfStep(tx: Tx, taken: StepTaken): Promise<void> {
  const { agreed, before, after, event, at } = taken
  // After-care begins by itself the day after an ending: the follow-up task of the ending stays open until the first check.
  if (event.name !== 'begin_after_care') await closeTasks(tx, { subject: { noun: 'enrolment', id: after.id }, at })
  if (event.name === 'offer') await closeTasks(tx, { subject: { noun: 'agreement', id: agreed.id }, kind: 'place_free', at })
  if (event.name === 'record_death') {
    await silence(tx, after.personId, at)
    await endRepresentations(tx, after.personId, event.on)
  }
  if (before.state === 'deceased' && event.name === 'reopen') await unsilence(tx, after.personId)
  const kind = kinds[event.name]
  if (kind !== undefined) await tellCase(tx, taken, kind, kind === 'place_offered' ? (after.run.offer?.answerBy ?? null) : null)
  if (event.name === 'reopen') await tellOfReturn(tx, taken)
  // A check that was forgotten until the next had come: its recording closed both tasks, and the next is still to be done.
  const missed = event.name === 'record_check' ? missedCheck(after.run, dayOf(at)) : null
  if (missed !== null) await tellCase(tx, taken, 'follow_up_due', missed)
  const ended = isEnding(after) && !isEnding(before) && after.run.outcome !== 'left_list'
  if (event.name === 'start') await tellDirector(tx, taken, 'enrolled')
  if (ended) await tellDirector(tx, taken, 'discharged')
  if (stayOf(before.run) !== null && stayOf(after.run) === null) await askForPlace(tx, agreed, at)
}

/** Who was told of a discharge that is put right hears of it; who only left the list, or was recorded dead after it, was no discharge. */
async function tellOfReturn(tx: Tx, taken: StepTaken): Promise<void> {
  const { outcome, beforeDeath } = taken.before.run
  if (outcome !== null && outcome !== 'left_list' && beforeDeath === null) await tellDirector(tx, taken, 'reopened')
}

function isEnding({ state }: Enrolment): boolean {
  return endings.some((ending) => ending === state)
}

async function tellCase(
  tx: Tx,
  { agreed, before, after, at }: Pick<StepTaken, 'agreed' | 'after' | 'at'> & { before?: Enrolment },
  kind: NoticeKind,
  dueOn: Day | null,
): Promise<void> {
  const { id, personId, caseNumber, referralId } = after
  const due = dueOn === null ? {} : { dueOn }
  // Of a death that was recorded by mistake the citizen was told nothing, so nothing is taken back.
  const only = kind === 'reopened' && before?.state === 'deceased' ? { only: ['caseworker', 'programme_manager'] as const } : {}
  const subject = { noun: 'enrolment', id }
  await tellAll(tx, {
    parties: agreed.parties,
    kind,
    subject,
    href: `/cases/${referralId}`,
    // The citizen's own page stands behind most of it; an offer, and whether a place is still wanted, are answered on a page of their own.
    ownHref: kind === 'place_offered' ? `/enrolments/${id}/answer` : kind === 'interest_due' ? `/enrolments/${id}/interest` : '/me',
    personId,
    caseNumber,
    ...due,
    ...only,
    at,
  })
}

/** No name, no CPR number, no benefit, no health: case number, place and day (memo: the Business Director is kept informed). */
async function tellDirector(tx: Tx, { agreed, after, event, at }: StepTaken, what: DirectorEvent): Promise<void> {
  const { caseNumber } = after
  const placeNumber = what === 'reopened' ? placeShown(after) : after.placeNumber
  await directorNotice(tx, {
    agreementId: agreed.id,
    purchaserId: agreed.parties.purchaser,
    caseNumber,
    event: what,
    on: event.on,
    placeNumber,
    at,
  })
}

/** A place may be free and somebody waits: the programme manager gets the task of offering it. */
export async function askForPlace(tx: Tx, agreed: Agreement, at: Instant): Promise<void> {
  if ((await lineLength(tx, agreed.id)) === 0) return
  const { id, parties } = agreed
  await tellAll(tx, { kind: 'place_free', parties, subject: { noun: 'agreement', id }, href: `/agreements/${id}/places`, at })
}

/** What each reminder says to those whom the table of notices names. */
const reminded: Record<Reminder, NoticeKind> = {
  confirm_interest: 'interest_due',
  interest_lapsed: 'interest_lapsed',
  move_unsettled: 'moved',
  offer_last_day: 'place_offered',
  start_missing: 'place_accepted',
  gate_soon: 'phase_ending',
  gate_days_left: 'gate_due',
  pause_ends_soon: 'pause_ends_soon',
  pause_over: 'pause_over',
  pause_review: 'follow_up_due',
  completion_missing: 'phase_ending',
  check_due: 'follow_up_due',
  check_missed: 'ball_escalated',
}

/** Reminds those whom a day concerns; `about` is that day, and what they are told is the day by which it is to be done. */
export async function tellOfReminder(
  tx: Tx,
  reminder: Reminder,
  about: Day,
  of: Pick<StepTaken, 'agreed' | 'after' | 'at'>,
): Promise<void> {
  // What was asked and not answered is now to be decided on: one task, not two.
  if (reminder === 'interest_lapsed')
    await closeTasks(tx, { subject: { noun: 'enrolment', id: of.after.id }, kind: 'interest_due', at: of.at })
  await tellCase(tx, of, reminded[reminder], deadlineOf(of.after.run, reminder, about))
}

/** Tells those whom it concerns that the agreement ends, or has ended, while somebody waits under it. */
export async function tellOfAgreementEnd(tx: Tx, of: Pick<StepTaken, 'agreed' | 'after' | 'at'>): Promise<void> {
  await tellCase(tx, of, 'agreement_over_waiting', of.agreed.endsOn)
}
