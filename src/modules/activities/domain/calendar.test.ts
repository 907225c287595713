import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPublicHoliday } from '#kernel/bank-days.ts'
import { type Day, day, daysBetween, isBefore } from '#kernel/days.ts'
import { classDates, isTeachingDay, movedDays } from './class-dates.ts'
import { type Booking, conflictsOf } from './conflicts.ts'

const anyDay = fc.integer({ min: 0, max: 4000 }).map((days) => day('2015-01-01').add({ days }))
const template = fc.record({
  from: anyDay,
  weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
  everyWeeks: fc.integer({ min: 1, max: 4 }),
  count: fc.integer({ min: 1, max: 30 }),
})
const isAscending = (days: readonly Day[]) => days.every((on, index) => index === 0 || isBefore(days[index - 1] ?? on, on))

describe('a class over real dates', () => {
  test('has as many sessions as asked, on its weekdays and weeks, never on a holiday, and leaves out no day that fits', () => {
    fc.assert(
      fc.property(template, (asked) => {
        const { days, skipped } = classDates(asked)
        expect(days).toHaveLength(asked.count)
        expect(isAscending(days)).toBe(true)
        const monday = asked.from.subtract({ days: asked.from.dayOfWeek - 1 })
        for (const on of [...days, ...skipped]) {
          expect(asked.weekdays).toContain(on.dayOfWeek)
          expect(Math.floor(daysBetween(monday, on) / 7) % asked.everyWeeks).toBe(0)
          expect(isBefore(on, asked.from)).toBe(false)
        }
        expect(days.every((on) => isTeachingDay(on) && !isPublicHoliday(on))).toBe(true)
        expect(skipped.some(isTeachingDay)).toBe(false)
        const all = new Set([...days, ...skipped].map(String))
        const last = days.at(-1) ?? asked.from
        for (let on = asked.from; !isBefore(last, on); on = on.add({ days: 1 })) {
          const fits = asked.weekdays.includes(on.dayOfWeek) && Math.floor(daysBetween(monday, on) / 7) % asked.everyWeeks === 0
          expect(all.has(on.toString())).toBe(fits)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('passes over Christmas, New Year, Easter, Ascension and Whit Monday', () => {
    const mondays = classDates({ from: day('2015-12-21'), weekdays: [1, 5], everyWeeks: 1, count: 4 })
    expect(mondays.days.map(String)).toEqual(['2015-12-21', '2015-12-28', '2016-01-04', '2016-01-08'])
    expect(mondays.skipped.map(String)).toEqual(['2015-12-25', '2016-01-01'])
    const spring = classDates({ from: day('2016-05-02'), weekdays: [1, 4, 5], everyWeeks: 1, count: 5 })
    expect(spring.skipped.map(String)).toEqual(['2016-05-05', '2016-05-06', '2016-05-16'])
  })
})

describe('moved sessions', () => {
  test('keep their order and number, fall on no holiday, and never before the one that was moved', () => {
    fc.assert(
      fc.property(template, fc.integer({ min: -40, max: 400 }), (asked, shift) => {
        const { days } = classDates(asked)
        const first = (days[0] ?? asked.from).add({ days: shift })
        const moved = movedDays(days, first)
        expect(moved).toHaveLength(days.length)
        expect(moved[0]?.equals(first)).toBe(true)
        expect(isAscending(moved)).toBe(true)
        expect(moved.slice(1).every(isTeachingDay)).toBe(true)
        if (moved.every((on, index) => daysBetween(days[index] ?? on, on) === shift)) return
        expect(days.slice(1).some((on) => !isTeachingDay(on.add({ days: shift })))).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})

const bookingOf = fc.record({
  id: fc.constantFrom('a', 'b', 'c'),
  on: fc.integer({ min: 0, max: 1 }).map((days) => day('2016-03-26').add({ days })),
  startsAt: fc.integer({ min: 0, max: 23 }).map((hour) => new Temporal.PlainTime(hour)),
  minutes: fc.integer({ min: 1, max: 300 }),
  place: fc.constantFrom('Lokale 2', 'lokale 2 ', 'Biblioteket'),
  teacherId: fc.constantFrom('s', 'm'),
  enrolmentIds: fc.uniqueArray(fc.constantFrom('x', 'y', 'z')),
})

describe('conflicts', () => {
  test('are the same from both sides, and only between sessions that share time and something else', () => {
    fc.assert(
      fc.property(bookingOf, bookingOf, (a, b) => {
        const [one] = conflictsOf([a], [b])
        const [other] = conflictsOf([b], [a])
        expect(one?.kinds).toEqual(other?.kinds)
        if (one === undefined) return
        expect(a.id).not.toBe(b.id)
        expect(one.kinds.length).toBeGreaterThan(0)
        expect(one.kinds.includes('person')).toBe(one.enrolmentIds.length > 0)
      }),
    )
  })

  test('end where the next begins, and reach past midnight', () => {
    const at = (id: string, on: string, startsAt: string, minutes: number): Booking => ({
      id,
      on: day(on),
      startsAt: Temporal.PlainTime.from(startsAt),
      minutes,
      place: id,
      teacherId: 's',
      enrolmentIds: [],
    })
    expect(conflictsOf([at('a', '2016-03-01', '09:00', 60)], [at('b', '2016-03-01', '10:00', 60)])).toEqual([])
    expect(conflictsOf([at('a', '2016-03-01', '23:30', 60)], [at('b', '2016-03-02', '00:15', 60)])).toHaveLength(1)
  })
})
