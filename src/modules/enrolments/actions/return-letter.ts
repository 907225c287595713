import type { Day } from '#kernel/days.ts'
import { isBefore } from '#kernel/days.ts'
import { assert } from '#kernel/result.ts'
import type { LetterFields } from '#modules/notices/index.ts'
import type { Enrolment } from '../domain/enrolment.ts'
import type { RunEvent } from '../domain/run-event.ts'

type Fields = LetterFields['reopened']

/**
 * What the letter says to whom an ending was put right: what had ended, why it goes on, and to what the citizen returns. Null for a death that was recorded
 * by mistake, of which the citizen was told nothing.
 */
export function returnFields(
  { before, run, words }: { before: Enrolment; run: Enrolment; words: string },
  event: Extract<RunEvent, { name: 'reopen' }>,
): Fields | null {
  const { endedOn, outcome } = before.run
  if (before.state === 'deceased' || endedOn === null) return null
  const was = outcome === 'left_list' ? 'line' : outcome === 'never_started' ? 'place' : 'course'
  return { was, endedOn, reasons: words === '' ? [] : [words], now: returnTo(run, event.on) }
}

function returnTo(run: Enrolment, today: Day): Fields['now'] {
  const { placeNumber, pause, state } = run
  if (state === 'waiting') return { kind: 'in_line' }
  if (pause !== null && run.run.stayFrom === null) return { kind: 'right_of_return', until: pause.until }
  assert(placeNumber !== null, 'whoever returns to a run holds a place or waits with a right of return')
  const startOn = run.run.offer?.startOn ?? null
  if (state === 'placed') return { kind: 'starts', placeNumber, startsOn: startOn === null || isBefore(startOn, today) ? null : startOn }
  const last = run.phases.at(-1)
  assert(last !== undefined, 'a run that started has its phases')
  return { kind: 'goes_on', placeNumber, endsOn: last.endsOn }
}
