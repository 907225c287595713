import { type Day, addMonths, isBefore, isOnOrBefore } from '#kernel/days.ts'
import { moveSettledWithinDays } from './decide-outside.ts'
import { closesOn } from './decide.ts'
import { checkMonths } from './run-event.ts'
import { type Run, firstPhaseEnd, gateUntil, openPause, runPhases } from './run.ts'

/** A step the calendar takes by itself. */
export type CalendarStep = 'expire' | 'open_gate' | 'release_gate_place' | 'begin_after_care' | 'close'

/** What people are reminded of, once for each day it is about. */
export const reminders = [
  'confirm_interest',
  'interest_lapsed',
  'move_unsettled',
  'offer_last_day',
  'start_missing',
  'gate_soon',
  'gate_days_left',
  'pause_ends_soon',
  'pause_over',
  'pause_review',
  'completion_missing',
  'check_due',
  'check_missed',
] as const
/** One kind of reminder. */
export type Reminder = (typeof reminders)[number]

/** Something that falls due in a run: a step of the calendar, or a reminder to somebody. */
export type Due = { on: Day; step: CalendarStep } | { on: Day; remind: Reminder; about: Day }

/** Days between two questions whether somebody in line still wants a place. */
export const interestEveryDays = 60
/** Days after that question in which it is answered; then it is proposed to take the citizen off the list. */
export const interestAnswerDays = 14
/** Days after the agreed start from which a missing start is asked about. */
export const startMissingAfterDays = 14
/** Days after an after-care check was due from which the caseworker's lead hears that nobody has made it. */
export const checkMissedAfterDays = 30
/** Weeks after which a pause is reviewed. */
export const pauseReviewWeeks = 12
/** Days before the end of each stretch on which people are reminded of it. */
export const remindedDaysBefore = { pauseEnds: [14, 3], phaseEnds: [30, 14, 3], gateEnds: [14, 3] } as const

/** Everything that falls due in a run as it stands, in order of days. Nothing else happens to a run by itself. */
export function agenda(run: Run): Due[] {
  return [...dues(run), ...moveDues(run)].toSorted((a, b) => Temporal.PlainDate.compare(a.on, b.on))
}

function remind(reminder: Reminder, about: Day, ...daysBefore: number[]): Due[] {
  return (daysBefore.length === 0 ? [0] : daysBefore).map((days) => ({
    on: about.subtract({ days }),
    remind: reminder,
    about: about.subtract({ days }),
  }))
}

function dues(run: Run): Due[] {
  if (openPause(run) !== null) return pauseDues(run)
  const [, main] = runPhases(run)
  switch (run.state) {
    case 'waiting':
      return interestDues(run.interestConfirmedOn.add({ days: interestEveryDays }))
    case 'offered':
      return run.offer === null
        ? []
        : [...remind('offer_last_day', run.offer.answerBy), { on: run.offer.answerBy.add({ days: 1 }), step: 'expire' }]
    case 'placed':
      return run.offer === null ? [] : remind('start_missing', run.offer.startOn.add({ days: startMissingAfterDays }))
    case 'qualifying':
      return gateDues(run)
    case 'gate':
      return gateEndDues(run)
    case 'main':
      return main === undefined ? [] : remind('completion_missing', main.endsOn.add({ days: 1 }))
    case 'completed':
    case 'completed_first_phase':
    case 'ended_early':
      return run.endedOn === null ? [] : [{ on: run.endedOn.add({ days: 1 }), step: 'begin_after_care' }]
    case 'never_started':
    case 'left_list':
    case 'deceased':
      return [{ on: closesOn(run), step: 'close' }]
    case 'after_care':
      return afterCareDues(run)
    case 'closed':
      return []
  }
}

function interestDues(asked: Day): Due[] {
  return [...remind('confirm_interest', asked), ...remind('interest_lapsed', asked.add({ days: interestAnswerDays }))]
}

function moveDues({ move, endedOn }: Run): Due[] {
  return move === null || move.settled || endedOn !== null ? [] : remind('move_unsettled', move.on.add({ days: moveSettledWithinDays }))
}

function pauseDues(run: Run): Due[] {
  const pause = openPause(run)
  if (pause === null) return []
  const review = pause.from.add({ weeks: pauseReviewWeeks })
  const long = isBefore(review, pause.until) ? remind('pause_review', review) : []
  const soon = remind('pause_ends_soon', pause.until, ...remindedDaysBefore.pauseEnds).filter((due) => isBefore(pause.from, due.on))
  return [...soon, ...remind('pause_over', pause.until.add({ days: 1 })), ...long]
}

function gateDues(run: Run): Due[] {
  const end = firstPhaseEnd(run)
  return end === null ? [] : [...remind('gate_soon', end, ...remindedDaysBefore.phaseEnds), { on: end.add({ days: 1 }), step: 'open_gate' }]
}

function gateEndDues(run: Run): Due[] {
  const until = gateUntil(run)
  if (until === null || run.stayFrom === null) return []
  return [...remind('gate_days_left', until, ...remindedDaysBefore.gateEnds), { on: until.add({ days: 1 }), step: 'release_gate_place' }]
}

function afterCareDues(run: Run): Due[] {
  const { endedOn } = run
  if (endedOn === null) return []
  const open = checkMonths.filter((month) => !run.checks.includes(month))
  const days = open.map((month) => addMonths(endedOn, month))
  const missed = days.map((about): Due => ({ on: about.add({ days: checkMissedAfterDays }), remind: 'check_missed', about }))
  return [...days.flatMap((about) => remind('check_due', about)), ...missed, { on: closesOn(run), step: 'close' }]
}

/** The day by which what a reminder asks for is to be done: not the day it is sent on, where there is time left. `about` is the reminder's own day. */
export function deadlineOf(run: Run, reminder: Reminder, about: Day): Day {
  if (reminder === 'confirm_interest') return about.add({ days: interestAnswerDays })
  if (reminder === 'pause_ends_soon') return openPause(run)?.until ?? about
  if (reminder === 'gate_soon') return firstPhaseEnd(run) ?? about
  return reminder === 'gate_days_left' ? (gateUntil(run) ?? about) : about
}

/** True when somebody in line has been asked whether they still want a place and has not said so. */
export function interestAsked({ state, interestConfirmedOn }: Pick<Run, 'state' | 'interestConfirmedOn'>, today: Day): boolean {
  return state === 'waiting' && isOnOrBefore(interestConfirmedOn.add({ days: interestEveryDays }), today)
}

/** The day of the earliest after-care check that has come and is not recorded; null when none is missing. */
export function missedCheck({ endedOn, checks }: Pick<Run, 'endedOn' | 'checks'>, today: Day): Day | null {
  if (endedOn === null) return null
  const open = checkMonths.filter((month) => !checks.includes(month)).map((month) => addMonths(endedOn, month))
  return open.find((on) => isOnOrBefore(on, today)) ?? null
}
