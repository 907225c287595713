import { type Day, addMonths, daysBetween, isBefore, laterOf } from '#kernel/days.ts'
import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import type { PlaceCommand } from './command.ts'
import { decideOutside } from './decide-outside.ts'
import { mayFollow } from './place-machine.ts'
import type { PlaceField, PlaceRefusal } from './refusal.ts'
import type { RunEvent } from './run-event.ts'
import { checkMonths } from './run-event.ts'
import { type Run, firstPhaseEnd, gateUntil, openPause, runPhases } from './run.ts'

/** Months after an ending in which it can be corrected (as in the pattern for participations: two months). */
export const correctionMonths = 2
/** Days before the first phase ends from which the gate may be opened. */
export const gateOpensDaysBefore = 30
/** Days before an after-care check is due from which it may be recorded. */
const checkOpensDaysBefore = 14

/** The reason of every programme's list that says nobody came on the day. */
export const didNotAppear = 'did_not_appear'

/** Nobody has failed to appear before the day they were to begin; who will not come says so, for another reason. */
export function mayBeAbsent({ offer }: Pick<Run, 'offer'>, today: Day): boolean {
  return offer === null || !isBefore(today, offer.startOn)
}

type Decision = Result<RunEvent, PlaceRefusal>

/** Decides what becomes of a command: the event to record, or why not. `today` is the day it is given. */
export function decide(run: Run, command: PlaceCommand, today: Day): Decision {
  const paused = openPause(run) !== null
  if (!mayFollow(command.step, run.state, paused)) return refuse({ kind: 'wrong_state', step: command.step, state: run.state, paused })
  switch (command.step) {
    case 'confirm_interest':
    case 'turn_down':
    case 'leave_list':
      return ok({ name: command.step, on: today })
    case 'never_start':
      return command.absent && !mayBeAbsent(run, today)
        ? refuse({ kind: 'start_to_come', startOn: known(run.offer?.startOn) })
        : ok({ name: command.step, on: today, initiator: command.initiator })
    case 'put_ahead':
      return run.priority === 1 ? refuse({ kind: 'class_unchanged' }) : ok({ name: command.step, on: today })
    case 'put_back':
      return run.priority === 2 ? refuse({ kind: 'class_unchanged' }) : ok({ name: command.step, on: today })
    case 'close_list':
    case 'transfer':
    case 'record_move':
    case 'settle_move':
    case 'record_death':
      return decideOutside(run, command, today)
    case 'offer':
      return decideOffer(command, today)
    case 'accept':
    case 'decline':
      return decideAnswer(run, command.step, today)
    case 'expire':
      return opensOn(answerBy(run).add({ days: 1 }), today, { name: 'expire', on: answerBy(run) })
    case 'start':
      return within('on', command.on, run.acceptedOn, today, { name: 'start', on: command.on })
    case 'pause':
    case 'extend_pause':
    case 'resume':
      return decidePause(run, command, today)
    case 'prolong':
      return decideProlong(run, command.until, today)
    case 'open_gate':
    case 'release_gate_place':
    case 'pass_gate':
    case 'end_after_first':
      return decideGate(run, command, today)
    case 'end_early':
      return within('lastDay', command.lastDay, phaseBegan(run, today), today, {
        name: 'end_early',
        on: command.lastDay,
        initiator: command.initiator,
        tookPart: command.tookPart,
      })
    case 'complete':
      return opensOn(mainEnd(run), today, { name: 'complete', on: mainEnd(run) })
    case 'begin_after_care':
    case 'record_check':
    case 'close':
    case 'reopen':
      return decideAfterwards(run, command, today)
  }
}

function known(day: Day | null | undefined): Day {
  assert(day !== null && day !== undefined, 'the state of a run implies this day')
  return day
}

// Nobody left before the phase began that they are in; a main phase that is only agreed on has not begun.
function phaseBegan({ startsOn, mainStartsOn }: Run, today: Day): Day {
  return mainStartsOn === null || isBefore(today, mainStartsOn) ? known(startsOn) : mainStartsOn
}

function answerBy(run: Run): Day {
  return known(run.offer?.answerBy)
}

function mainEnd(run: Run): Day {
  return known(runPhases(run)[1]?.endsOn)
}

function opensOn(opens: Day, today: Day, event: RunEvent): Decision {
  return isBefore(today, opens) ? refuse({ kind: 'not_open_yet', opensOn: opens }) : ok(event)
}

function within(field: PlaceField, day: Day, earliest: Day, latest: Day, event: RunEvent): Decision {
  if (isBefore(day, earliest)) return refuse({ kind: 'too_early', field, earliest })
  if (isBefore(latest, day)) return refuse({ kind: 'too_late', field, latest })
  return ok(event)
}

function decideOffer(command: Extract<PlaceCommand, { step: 'offer' }>, today: Day): Decision {
  const { startOn, answerBy: deadline, ahead } = command
  if (isBefore(startOn, today)) return refuse({ kind: 'too_early', field: 'startOn', earliest: today })
  if (isBefore(deadline, today)) return refuse({ kind: 'too_early', field: 'answerBy', earliest: today })
  if (isBefore(startOn, deadline)) return refuse({ kind: 'too_late', field: 'answerBy', latest: startOn })
  if (ahead > 0 && command.skipReason.trim() === '') return refuse({ kind: 'skips_line', ahead })
  return ok({ name: 'offer', on: today, startOn, answerBy: deadline, skipped: ahead })
}

function decideAnswer(run: Run, step: 'accept' | 'decline', today: Day): Decision {
  if (isBefore(answerBy(run), today)) return refuse({ kind: 'offer_expired', answerBy: answerBy(run) })
  if (step === 'decline' && run.keptPlaceInLine) return refuse({ kind: 'kept_place_in_line_once' })
  return ok({ name: step, on: today })
}

function decidePause(run: Run, command: Extract<PlaceCommand, { step: 'pause' | 'extend_pause' | 'resume' }>, today: Day): Decision {
  if (command.step === 'pause') {
    const phase = runPhases(run).find(({ code }) => code === run.state)
    const free = run.pauses.reduce((day, pause) => laterOf(day, pause.until.add({ days: 1 })), known(phase?.startsOn))
    if (isBefore(command.until, command.from)) return refuse({ kind: 'too_early', field: 'until', earliest: command.from })
    const longest = command.from.add({ years: 1 })
    if (isBefore(longest, command.until)) return refuse({ kind: 'too_late', field: 'until', latest: longest })
    const event = { name: 'pause', on: command.from, until: command.until, keepsPlace: command.keepsPlace } as const
    return within('from', command.from, free, known(phase?.endsOn), event)
  }
  const pause = openPause(run)
  assert(pause !== null, 'the table lets only a paused run come here')
  if (command.step === 'resume') return within('on', command.on, pause.from, laterOf(today, pause.from), { name: 'resume', on: command.on })
  const event = { name: 'extend_pause', on: today, until: command.until } as const
  return within('until', command.until, pause.until.add({ days: 1 }), pause.from.add({ years: 1 }), event)
}

function decideProlong(run: Run, until: Day, today: Day): Decision {
  const end = known(firstPhaseEnd(run))
  if (run.prolongedDays > 0) return refuse({ kind: 'prolonged_once' })
  const event = { name: 'prolong', on: today, days: daysBetween(end, until) } as const
  return within('until', until, laterOf(today, end.add({ days: 1 })), addMonths(end, 3), event)
}

type GateCommand = Extract<PlaceCommand, { step: 'open_gate' | 'release_gate_place' | 'pass_gate' | 'end_after_first' }>

function decideGate(run: Run, command: GateCommand, today: Day): Decision {
  const end = known(firstPhaseEnd(run))
  const last = known(gateUntil(run))
  switch (command.step) {
    case 'pass_gate': {
      const earliest = run.stayFrom === null ? laterOf(today, end.add({ days: 1 })) : end.add({ days: 1 })
      const latest = run.stayFrom === null ? today.add({ days: run.gateDays }) : last.add({ days: 1 })
      const inTime = within('on', command.on, earliest, latest, { name: 'pass_gate', on: command.on })
      if (!inTime.ok) return inTime
      const { missing, planApproved } = command
      if ((missing.length > 0 || !planApproved) && command.despite.trim() === '')
        return refuse({ kind: 'still_owed', missing, planApproved })
      return inTime
    }
    case 'end_after_first':
      return within('lastDay', command.lastDay, end, laterOf(today, end), { name: 'end_after_first', on: command.lastDay })
    case 'release_gate_place':
      return opensOn(last.add({ days: 1 }), today, { name: 'release_gate_place', on: last })
    case 'open_gate':
      return opensOn(end.subtract({ days: gateOpensDaysBefore }), today, { name: 'open_gate', on: today })
  }
}

function decideAfterwards(
  run: Run,
  command: Extract<PlaceCommand, { step: 'begin_after_care' | 'record_check' | 'close' | 'reopen' }>,
  today: Day,
): Decision {
  const endedOn = known(run.endedOn)
  const correctableUntil = addMonths(run.diedOn ?? endedOn, correctionMonths)
  switch (command.step) {
    case 'begin_after_care':
      return opensOn(endedOn.add({ days: 1 }), today, { name: 'begin_after_care', on: today })
    case 'record_check': {
      if (run.checks.includes(command.month)) return refuse({ kind: 'check_recorded', month: command.month })
      const { step: name, ...check } = command
      const inTime = opensOn(checkOpensOn(endedOn, command.month), today, { name, on: today, ...check })
      if (!inTime.ok || command.finding === 'not_reached') return inTime
      if (command.basis === null) return refuse({ kind: 'check_incomplete', field: 'basis' })
      return command.business === null ? refuse({ kind: 'check_incomplete', field: 'business' }) : inTime
    }
    case 'close':
      return opensOn(closesOn(run), today, { name: 'close', on: today })
    case 'reopen': {
      if (isBefore(correctableUntil, today)) return refuse({ kind: 'correction_window_over', until: correctableUntil })
      return ok(reopening(run, command, today))
    }
  }
}

/** The checks of after-care that can be recorded on a day, and when the next of the others opens; null when there is no other. */
export function openChecks({ endedOn, checks }: Pick<Run, 'endedOn' | 'checks'>, today: Day): { months: number[]; nextOn: Day | null } {
  if (endedOn === null) return { months: [], nextOn: null }
  const open = checkMonths.filter((month) => !checks.includes(month)).map((month) => ({ month, on: checkOpensOn(endedOn, month) }))
  const later = open.find(({ on }) => isBefore(today, on))
  return { months: open.filter(({ on }) => !isBefore(today, on)).map(({ month }) => month), nextOn: later?.on ?? null }
}

const checkOpensOn = (endedOn: Day, month: number): Day => addMonths(endedOn, month).subtract({ days: checkOpensDaysBefore })

/** The day an ended run may be closed: after the last check, or, where there is none, after the correction window. */
export function closesOn(run: Run): Day {
  const endedOn = known(run.endedOn)
  if (run.state !== 'after_care') return addMonths(run.diedOn ?? endedOn, correctionMonths).add({ days: 1 })
  const open = checkMonths.filter((month) => !run.checks.includes(month))
  return open.length === 0 ? endedOn : addMonths(endedOn, Math.max(...open)).add({ years: 1 })
}

/** How long one who finds no place free may wait with a right of return before it is looked at again, in days. */
const returnWaitDays = 60

/** A correction of the ending. Where the run held a place and none is free, it waits with a right of return if that was asked for. */
function reopening(run: Run, command: Extract<PlaceCommand, { step: 'reopen' }>, today: Day): RunEvent {
  const stayFrom = run.beforeDeath === null ? reopenedStay(run, known(run.endedOn), today) : null
  const waits =
    stayFrom !== null && command.orWait === true && command.placeFree === false && (run.before === 'qualifying' || run.before === 'main')
  return waits
    ? { name: 'reopen', on: today, stayFrom: null, returnsBy: today.add({ days: returnWaitDays }) }
    : { name: 'reopen', on: today, stayFrom, returnsBy: null }
}

/** Where a reopened run's stay begins: on after the day it was let go, from today when it held no place, null when it waits. */
function reopenedStay(run: Run, endedOn: Day, today: Day): Day | null {
  if (run.before === 'waiting') return null
  if (run.releasedOn === null || Temporal.PlainDate.compare(run.releasedOn, endedOn) !== 0) return today
  const next = endedOn.add({ days: 1 })
  return run.startsOn === null && run.offer !== null ? laterOf(next, run.offer.startOn) : next
}
