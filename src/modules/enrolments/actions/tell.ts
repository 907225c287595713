import type { Day, Instant } from '#kernel/days.ts'
import type { Agreement } from '#modules/agreements/index.ts'
import { type NoticeKind, closeTasks, directorNotice, tell } from '#modules/notices/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Reminder } from '../domain/agenda.ts'
import type { Enrolment } from '../domain/enrolment.ts'
import { endings } from '../domain/place-machine.ts'
import type { RunEvent } from '../domain/run-event.ts'
import { stayOf } from '../domain/run.ts'
import { lineLength } from '../store/enrolments.ts'

/** What happened, for those who are told of it. */
export type StepTaken = { agreed: Agreement; before: Enrolment; after: Enrolment; event: RunEvent; at: Instant }

type Recipient = 'caseworker' | 'programme_manager' | 'citizen'

/** Who is told of which step, and whether it is a task (the matrix of the pilot, PEERS b7); what is not listed tells nobody. */
const told: Partial<Record<RunEvent['name'], readonly { to: Recipient; kind: NoticeKind; task: boolean }[]>> = {
  offer: [
    { to: 'caseworker', kind: 'place_offered', task: true },
    { to: 'citizen', kind: 'place_offered', task: true },
  ],
  accept: [{ to: 'programme_manager', kind: 'place_accepted', task: true }],
  decline: [{ to: 'programme_manager', kind: 'place_declined', task: false }],
  turn_down: [{ to: 'programme_manager', kind: 'place_declined', task: false }],
  leave_list: [{ to: 'programme_manager', kind: 'place_declined', task: false }],
  expire: [
    { to: 'caseworker', kind: 'place_expired', task: false },
    { to: 'citizen', kind: 'place_expired', task: false },
  ],
  start: [
    { to: 'caseworker', kind: 'started', task: false },
    { to: 'citizen', kind: 'started', task: false },
  ],
  pause: [
    { to: 'caseworker', kind: 'pause_started', task: false },
    { to: 'programme_manager', kind: 'pause_started', task: false },
  ],
  resume: [
    { to: 'caseworker', kind: 'pause_ended', task: false },
    { to: 'programme_manager', kind: 'pause_ended', task: false },
  ],
  prolong: [
    { to: 'caseworker', kind: 'prolonged', task: false },
    { to: 'citizen', kind: 'prolonged', task: false },
  ],
  open_gate: [
    { to: 'programme_manager', kind: 'gate_due', task: true },
    { to: 'caseworker', kind: 'gate_due', task: false },
    { to: 'citizen', kind: 'gate_due', task: false },
  ],
  release_gate_place: [
    { to: 'programme_manager', kind: 'gate_due', task: true },
    { to: 'caseworker', kind: 'gate_due', task: false },
  ],
  pass_gate: [
    { to: 'caseworker', kind: 'gate_passed', task: false },
    { to: 'citizen', kind: 'gate_passed', task: false },
  ],
  reopen: [
    { to: 'caseworker', kind: 'enrolled', task: false },
    { to: 'programme_manager', kind: 'enrolled', task: false },
  ],
}

const discharged: readonly { to: Recipient; kind: NoticeKind; task: boolean }[] = [
  { to: 'caseworker', kind: 'discharged', task: true },
  { to: 'programme_manager', kind: 'discharged', task: false },
  { to: 'citizen', kind: 'discharged', task: false },
]

/** Tells those whom a step concerns, closes what it has settled, and asks for the next in line when a place was let go. */
export async function tellOfStep(tx: Tx, taken: StepTaken): Promise<void> {
  const { agreed, before, after, event, at } = taken
  // After-care begins by itself the day after an ending: the follow-up task of the ending stays open until the first check.
  if (event.name !== 'begin_after_care') await closeTasks(tx, { subject: { noun: 'enrolment', id: after.id }, at })
  if (event.name === 'offer') await closeTasks(tx, { subject: { noun: 'agreement', id: agreed.id }, kind: 'place_free', at })
  const ended = isEnding(after) && !isEnding(before) && after.state !== 'left_list'
  for (const { to, kind, task } of ended ? discharged : (told[event.name] ?? []))
    await tellOne(tx, taken, to, { kind, task, dueOn: kind === 'place_offered' ? (after.run.offer?.answerBy ?? null) : null })
  if (event.name === 'start') await tellDirector(tx, taken, 'enrolled')
  if (ended) await tellDirector(tx, taken, 'discharged')
  if (stayOf(before.run) !== null && stayOf(after.run) === null) await askForPlace(tx, agreed, at)
}

function isEnding({ state }: Enrolment): boolean {
  return endings.some((ending) => ending === state)
}

function recipient(to: Recipient, agreed: Agreement, personId: Enrolment['personId']) {
  if (to === 'citizen') return { personId }
  return to === 'caseworker'
    ? { organisationId: agreed.parties.actingJobCentre, role: 'caseworker' as const }
    : { organisationId: agreed.parties.provider, role: 'programme_manager' as const }
}

async function tellOne(
  tx: Tx,
  { agreed, after, at }: Pick<StepTaken, 'agreed' | 'after' | 'at'>,
  to: Recipient,
  { kind, task, dueOn }: { kind: NoticeKind; task: boolean; dueOn: Day | null },
): Promise<void> {
  const { id, personId, caseNumber, referralId } = after
  await tell(tx, {
    to: recipient(to, agreed, personId),
    kind,
    subject: { noun: 'enrolment', id },
    href: to === 'citizen' ? '/me' : `/cases/${referralId}`,
    personId,
    caseNumber,
    ...(dueOn === null ? {} : { dueOn }),
    at,
    task,
  })
}

/** No name, no CPR number, no benefit, no health: case number, place and day (memo: the Business Director is kept informed). */
async function tellDirector(tx: Tx, { agreed, after, event, at }: StepTaken, what: 'enrolled' | 'discharged'): Promise<void> {
  const { caseNumber, placeNumber } = after
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
  await tell(tx, {
    to: { organisationId: agreed.parties.provider, role: 'programme_manager' },
    kind: 'place_free',
    subject: { noun: 'agreement', id: agreed.id },
    href: `/agreements/${agreed.id}/places`,
    at,
    task: true,
  })
}

/** What each reminder says and to whom; all are tasks but the word to the citizen. */
const reminded: Record<Reminder, readonly { to: Recipient; kind: NoticeKind; task: boolean }[]> = {
  confirm_interest: [
    { to: 'caseworker', kind: 'interest_due', task: true },
    { to: 'citizen', kind: 'interest_due', task: false },
  ],
  offer_last_day: [
    { to: 'caseworker', kind: 'place_offered', task: true },
    { to: 'citizen', kind: 'place_offered', task: true },
  ],
  start_missing: [{ to: 'programme_manager', kind: 'place_accepted', task: true }],
  gate_soon: [
    { to: 'programme_manager', kind: 'phase_ending', task: true },
    { to: 'caseworker', kind: 'phase_ending', task: false },
  ],
  gate_days_left: [{ to: 'programme_manager', kind: 'gate_due', task: true }],
  pause_ends_soon: [
    { to: 'caseworker', kind: 'pause_ends_soon', task: true },
    { to: 'programme_manager', kind: 'pause_ends_soon', task: false },
  ],
  pause_over: [{ to: 'caseworker', kind: 'pause_ended', task: true }],
  pause_review: [{ to: 'caseworker', kind: 'follow_up_due', task: true }],
  completion_missing: [{ to: 'programme_manager', kind: 'phase_ending', task: true }],
  check_due: [{ to: 'caseworker', kind: 'follow_up_due', task: true }],
}

/** Reminds those whom a day concerns; `about` is that day. */
export async function tellOfReminder(
  tx: Tx,
  reminder: Reminder,
  about: Day,
  of: Pick<StepTaken, 'agreed' | 'after' | 'at'>,
): Promise<void> {
  for (const { to, kind, task } of reminded[reminder]) await tellOne(tx, of, to, { kind, task, dueOn: about })
}
