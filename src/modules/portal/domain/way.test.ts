import { expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { byDay, subjectOf } from './log-sentences.ts'
import { progressOf, standingOf, wayOf } from './way.ts'

const phases = [
  { code: 'qualifying', startsOn: day('2015-10-19'), endsOn: day('2016-04-18') },
  { code: 'main', startsOn: day('2016-04-19'), endsOn: day('2016-10-18') },
]
const run = { endedOn: null, acceptedOn: day('2015-09-14') }
const at = (state: string, more: object = {}) => ({ state, pause: null, phases, run, ...more })

test('before there is a run, and in each state, the citizen is told where they are', () => {
  expect(standingOf(null)).toBe('referral')
  expect(standingOf(at('qualifying'))).toBe('qualifying')
  expect(standingOf(at('main', { pause: {} }))).toBe('paused')
  expect(standingOf(at('completed'))).toBe('after')
  expect(standingOf(at('never_started'))).toBe('ended')
})

test('the way is done up to now; a pause of the main phase stands at the main phase', () => {
  const shown = wayOf(at('main', { pause: {} }), day('2015-08-17'))
  expect(shown.map(({ progress }) => progress)).toEqual(['done', 'done', 'done', 'done', 'now', 'next'])
  expect(shown[4]?.until).toEqual(day('2016-10-18'))
})

test('whoever ended early has done what they began, and nothing more is promised', () => {
  const ended = at('ended_early', { run: { ...run, endedOn: day('2015-12-18') } })
  expect(wayOf(ended, day('2015-08-17')).map(({ station, progress }) => [station, progress])).toEqual([
    ['referred', 'done'],
    ['accepted', 'done'],
    ['qualifying', 'done'],
  ])
})

test('the bar counts both days of the phase and never runs over', () => {
  expect(progressOf(at('qualifying'), day('2015-10-19'))).toMatchObject({ part: 1, whole: 183 })
  expect(progressOf(at('qualifying'), day('2016-05-30'))).toMatchObject({ part: 183, whole: 183 })
  expect(progressOf(at('gate'), day('2016-04-20'))).toBeNull()
})

test('the same page read again by the same person on the same Danish day is told once, with a number', () => {
  const line = (time: string, accountId: string) => ({
    at: Temporal.Instant.from(time),
    kind: 'read' as const,
    accountId,
    organisationId: 'n',
    onBehalfOf: null,
    what: 'business.plan',
  })
  // 22:30 in London on 12 April is already 13 April in Copenhagen.
  const days = byDay(
    [line('2016-04-12T22:30:00Z', 's'), line('2016-04-12T10:00:00Z', 's'), line('2016-04-12T08:00:00Z', 's')],
    'Europe/Copenhagen',
  )
  expect(days.map(({ day: on, lines }) => [on.toString(), lines.map(({ times }) => times)])).toEqual([
    ['2016-04-13', [1]],
    ['2016-04-12', [2]],
  ])
})

test.each([
  ['business.write_plan', 'business.plan'],
  ['business.see_budget', 'business.budget'],
  ['collaboration.propose', 'collaboration.proposals'],
  ['people.record_support_basis', 'people.support_basis'],
  ['loans.loan', 'loans'],
  ['something.new', 'something'],
])('the log tells %s as %s', (what, subject) => {
  expect(subjectOf(what)).toBe(subject)
})
