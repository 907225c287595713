import { describe, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { agenda, deadlineOf } from './agenda.ts'
import { forecast } from './forecast.ts'
import { beforeInLine } from './line.ts'
import type { RunEvent } from './run-event.ts'
import { phasesTold } from './enrolment.ts'
import { replay, runPhases } from './run.ts'
import { changesDuring } from './support-basis.ts'

const admitted: RunEvent = {
  name: 'admit',
  on: day('2015-09-14'),
  acceptedOn: day('2015-09-14'),
  priority: 2,
  months: { qualifying: 6, main: 6 },
  gateDays: 30,
}
const placed: RunEvent[] = [
  admitted,
  { name: 'offer', on: day('2015-09-15'), startOn: day('2015-10-05'), answerBy: day('2015-09-25'), skipped: 0 },
  { name: 'accept', on: day('2015-09-20') },
]
const started: RunEvent[] = [...placed, { name: 'start', on: day('2015-10-05') }]
const told = (...events: RunEvent[]) => agenda(replay(events)).map((due) => `${due.on.toString()} ${'step' in due ? due.step : due.remind}`)

describe('what falls due by itself', () => {
  test('in line: the question whether the interest holds, 60 days after the last answer', () => {
    expect(told(admitted)).toEqual(['2015-11-13 confirm_interest', '2015-11-27 interest_lapsed'])
    expect(told(admitted, { name: 'confirm_interest', on: day('2015-11-20') })).toEqual([
      '2016-01-19 confirm_interest',
      '2016-02-02 interest_lapsed',
    ])
  })
  test('in the first phase: warnings at 30, 14 and 3 days, and the gate on the day after its end', () => {
    expect(told(...started)).toEqual(['2016-03-05 gate_soon', '2016-03-21 gate_soon', '2016-04-01 gate_soon', '2016-04-05 open_gate'])
  })
  test('in a long pause: its end, and a review after twelve weeks; the phase waits', () => {
    const pause: RunEvent = { name: 'pause', on: day('2015-12-21'), until: day('2016-04-03'), keepsPlace: true }
    expect(told(...started, pause)).toEqual([
      '2016-03-14 pause_review',
      '2016-03-20 pause_ends_soon',
      '2016-03-31 pause_ends_soon',
      '2016-04-04 pause_over',
    ])
  })
  test('at the gate: the place is let go once, the day after the thirty days', () => {
    const gate: RunEvent[] = [...started, { name: 'open_gate', on: day('2016-04-05') }]
    expect(told(...gate)).toEqual(['2016-04-20 gate_days_left', '2016-05-01 gate_days_left', '2016-05-05 release_gate_place'])
    expect(told(...gate, { name: 'release_gate_place', on: day('2016-05-04') })).toEqual([])
  })
  test('after the end: after-care the day after, then the four checks, and each missed for a month', () => {
    const ended: RunEvent[] = [...started, { name: 'end_early', on: day('2015-11-30'), initiator: 'citizen', tookPart: true }]
    expect(told(...ended)).toEqual(['2015-12-01 begin_after_care'])
    const checks = told(...ended, { name: 'begin_after_care', on: day('2015-12-01') })
    const due = checks.filter((line) => line.endsWith('check_due'))
    expect(due).toEqual(['2016-02-29 check_due', '2016-05-30 check_due', '2016-11-30 check_due', '2017-11-30 check_due'])
    expect(checks.slice(0, 3)).toEqual(['2016-02-29 check_due', '2016-03-30 check_missed', '2016-05-30 check_due'])
  })
})

test('a reminder says by when, which is not the day it comes on', () => {
  const pause: RunEvent = { name: 'pause', on: day('2015-12-21'), until: day('2016-04-03'), keepsPlace: true }
  const gate: RunEvent[] = [...started, { name: 'open_gate', on: day('2016-04-05') }]
  for (const [events, reminder, about, by] of [
    [[admitted], 'confirm_interest', '2015-11-13', '2015-11-27'],
    [[admitted], 'interest_lapsed', '2015-11-27', '2015-11-27'],
    [[...started, pause], 'pause_ends_soon', '2016-03-20', '2016-04-03'],
    [started, 'gate_soon', '2016-03-05', '2016-04-04'],
    [gate, 'gate_days_left', '2016-04-20', '2016-05-04'],
  ] as const)
    expect([reminder, deadlineOf(replay(events), reminder, day(about)).toString()]).toEqual([reminder, by])
})

describe('the forecast', () => {
  const told = (...asked: Parameters<typeof forecast>) => forecast(...asked).map((on) => on?.toString() ?? null)
  const until = day('2017-09-30')
  const free = [day('2016-10-05'), day('2016-03-01')].map((on) => ({ on, until }))
  const outlook = { free, runMonths: 12, lastStartOn: until, runsLeft: null }
  test('gives each in line the next place that comes free, and none after the last start', () => {
    expect(told(outlook, [null, null, null, null])).toEqual(['2016-03-01', '2016-10-05', '2017-03-01', null])
  })
  test('promises no more runs than the agreement has left', () => {
    expect(told({ ...outlook, runsLeft: 1 }, [null, null])).toEqual(['2016-03-01', null])
    expect(told({ ...outlook, free: [] }, [null])).toEqual([null])
  })
  test('gives a place that is bought for a while only to whoever may begin in it by then, and to nobody again', () => {
    const shorter = { ...outlook, free: [{ on: day('2016-03-01'), until: day('2016-03-31') }] }
    expect(told(shorter, [null, null])).toEqual(['2016-03-01', null])
    expect(told({ ...shorter, free: [...shorter.free, { on: day('2016-10-05'), until }] }, [null, null, null])).toEqual([
      '2016-03-01',
      '2016-10-05',
      null,
    ])
  })
  test('lets who comes back go first from the day they come back, and keep nobody from a place before it', () => {
    const back = (from: string) => ({ from: day(from), days: 100 })
    // The first place is free in March: who comes back in June leaves it to the one who waits, and takes the next.
    expect(told(outlook, [back('2016-06-01'), null])).toEqual(['2016-10-05', '2016-03-01'])
    expect(told(outlook, [back('2016-03-01'), null, null])).toEqual(['2016-03-01', '2016-06-09', '2016-10-05'])
    // A place for who comes back is no new run; one that comes back after the last start has no day.
    expect(told({ ...outlook, runsLeft: 0 }, [back('2016-06-01'), null])).toEqual(['2016-06-01', null])
    expect(told(outlook, [back('2018-01-01'), null])).toEqual([null, '2016-03-01'])
  })
})

test('the line goes by class, then by day of acceptance, then by number', () => {
  const inLine = (caseNumber: string, priority: 1 | 2, acceptedOn: string) => ({ caseNumber, priority, acceptedOn: day(acceptedOn) })
  const line = [
    inLine('I-2015-010', 2, '2015-09-01'),
    inLine('I-2015-009', 2, '2015-09-01'),
    inLine('I-2015-011', 1, '2016-01-01'),
    inLine('I-2015-001', 2, '2015-10-01'),
  ]
  expect(line.toSorted(beforeInLine).map(({ caseNumber }) => caseNumber.slice(-3))).toEqual(['011', '009', '010', '001'])
})

test('a change of support basis is one within the phase, to another code, and not on its first day', () => {
  const phase = { startsOn: day('2015-10-05'), endsOn: day('2016-04-04') }
  const span = (code: string, from: string) => ({ code, from: day(from) })
  const history = [
    span('a', '2014-01-01'),
    span('b', '2015-10-05'),
    span('b', '2015-11-01'),
    span('c', '2016-04-04'),
    span('d', '2016-04-05'),
  ]
  expect(changesDuring(phase, history)).toEqual([{ on: day('2016-04-04'), before: 'b', after: 'c' }])
  expect(changesDuring(phase, [span('a', '2015-12-01')])).toEqual([])
})

test('whoever ended while the gate was open is told the first phase alone; who passed it, both', () => {
  const opened: RunEvent[] = [...started, { name: 'open_gate', on: day('2016-04-05') }]
  const told = (...events: RunEvent[]) => {
    const run = replay(events)
    return phasesTold({ run, phases: runPhases(run) }).map(({ code, endsOn }) => `${code} ${endsOn.toString()}`)
  }
  const ends: RunEvent = { name: 'end_early', on: day('2016-04-20'), initiator: 'citizen', tookPart: true }
  expect(told(...opened, ends)).toEqual(['qualifying 2016-04-04'])
  expect(told(...opened, { name: 'pass_gate', on: day('2016-04-06') }, ends)).toEqual(['qualifying 2016-04-04', 'main 2016-04-20'])
})
