import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addMonths, day, daysBetween } from '#kernel/days.ts'
import { clockOf, lastDayOfMonths, phasesOf } from './phases.ts'

const basis = (startsOn: string) => ({
  startsOn: day(startsOn),
  months: { qualifying: 6, main: 6 },
  pauses: [],
  prolongedDays: 0,
  mainStartsOn: null,
})
const dates = (of: ReturnType<typeof phasesOf>) => of.map((phase) => `${phase.startsOn.toString()}/${phase.endsOn.toString()}`)

describe('six calendar months', () => {
  for (const [from, last] of [
    ['2015-10-05', '2016-04-04'],
    ['2015-10-01', '2016-03-31'],
    ['2015-08-31', '2016-02-29'],
    ['2014-08-31', '2015-02-28'],
    ['2015-08-30', '2016-02-29'],
    ['2015-08-29', '2016-02-28'],
    ['2014-08-29', '2015-02-28'],
    ['2015-08-28', '2016-02-27'],
    ['2016-02-29', '2016-08-28'],
    ['2015-12-31', '2016-06-30'],
    ['2015-12-30', '2016-06-29'],
  ] as const)
    test(`from ${from} end on ${last}`, () => expect(lastDayOfMonths(day(from), 6).toString()).toBe(last))

  test('never end on or after the same day of the month, and never more than one day before it', () => {
    const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => day('2000-01-01').add({ days }))
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 24 }), (from, months) => {
        const gap = daysBetween(lastDayOfMonths(from, months), addMonths(from, months))
        expect(gap === 0 || gap === 1).toBe(true)
      }),
    )
  })
})

describe('the plan of a run', () => {
  test('follows one phase on the other without a gap', () => {
    expect(dates(phasesOf(basis('2015-08-31')))).toEqual(['2015-08-31/2016-02-29', '2016-03-01/2016-08-31'])
  })

  test('stands still for a pause of fourteen days, both ends counted', () => {
    const pauses = [{ phase: 'qualifying' as const, from: day('2015-12-21'), until: day('2016-01-03') }]
    expect(dates(phasesOf({ ...basis('2015-10-05'), pauses }))).toEqual(['2015-10-05/2016-04-18', '2016-04-19/2016-10-18'])
  })

  test('gives the main phase its whole six months when the gate takes time', () => {
    const [first, main] = phasesOf({ ...basis('2015-10-05'), mainStartsOn: day('2016-05-01') })
    expect([first.endsOn.toString(), main.endsOn.toString()]).toEqual(['2016-04-04', '2016-10-31'])
  })
})

test('the clock counts both days of the phase, never runs over, and counts no paused day as gone or as left', () => {
  const run = { state: 'qualifying', phases: phasesOf(basis('2015-10-19')), pauses: [] }
  const told = (of: Parameters<typeof clockOf>[0], on: string) => {
    const clock = clockOf(of, day(on))
    return clock === null ? null : [clock.used, clock.left]
  }
  expect(told(run, '2015-10-19')).toEqual([1, 182])
  expect(told(run, '2016-05-30')).toEqual([183, 0])
  expect(told(run, '2015-10-18'), 'not begun').toBeNull()
  expect(told({ ...run, state: 'gate' }, '2016-04-20')).toBeNull()
  const pauses = [{ phase: 'qualifying' as const, from: day('2015-11-02'), until: day('2015-11-30') }]
  const paused = { state: 'qualifying', phases: phasesOf({ ...basis('2015-10-19'), pauses }), pauses }
  expect(['2015-11-01', '2015-11-20', '2015-12-01'].map((on) => told(paused, on))).toEqual([
    [14, 169],
    [14, 169],
    [15, 168],
  ])
})
