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
    const saturdays = classDates({ from: day('2016-12-17'), weekdays: [6], everyWeeks: 1, count: 2 })
    expect(saturdays.skipped.map(String), 'Christmas Eve and New Year’s Eve on a Saturday').toEqual(['2016-12-24', '2016-12-31'])
  })
})

const weekOf = (on: Day) => Math.floor(daysBetween(day('2014-12-29'), on) / 7)

describe('moved sessions', () => {
  const shift = fc.integer({ min: -40, max: 400 })
  const move = (asked: Parameters<typeof classDates>[0], by: number) => {
    const { days } = classDates(asked)
    const anchor = days[0] ?? asked.from
    const first = anchor.add({ days: by })
    return { days, anchor, first, moved: movedDays(days, first, asked) }
  }

  test('keep their order and number, fall on no closed day and on no weekend they were not held on', () => {
    fc.assert(
      fc.property(template, shift, (asked, by) => {
        const { days, anchor, first, moved } = move(asked, by)
        expect(moved).toHaveLength(days.length)
        expect(moved[0]).toEqual({ on: first, passedOver: [] })
        expect(isAscending(moved.map(({ on }) => on))).toBe(true)
        const held = new Set(days.map((on) => on.dayOfWeek))
        for (const { on, passedOver } of moved.slice(1)) {
          expect(isTeachingDay(on)).toBe(true)
          expect(passedOver.some(isTeachingDay)).toBe(false)
          expect(held.has(on.dayOfWeek) || on.dayOfWeek === first.dayOfWeek).toBe(true)
          if (on.dayOfWeek > 5) expect(held.has(on.dayOfWeek) || anchor.dayOfWeek > 5).toBe(true)
        }
      }),
    )
  })

  test('stay in their week, or go to the very next day of the class that is free', () => {
    fc.assert(
      fc.property(template, shift, (asked, by) => {
        const { days, anchor, first, moved } = move(asked, by)
        const weeks = weekOf(first) - weekOf(anchor)
        const weekdays = new Set(moved.slice(1).map(({ on }) => on.dayOfWeek))
        for (const [index, { on }] of moved.entries()) {
          const before = days[index] ?? on
          const put = weekOf(on) - weekOf(before) - weeks
          expect(put).toBeGreaterThanOrEqual(0)
          expect(put % asked.everyWeeks).toBe(0)
          if (put === 0) continue
          const last = moved[index - 1]?.on ?? on
          for (let free = last.add({ days: 1 }); isBefore(free, on); free = free.add({ days: 1 })) {
            const inWeeks = weekOf(free) > weekOf(before) + weeks && (weekOf(free) - weekOf(before) - weeks) % asked.everyWeeks === 0
            expect(inWeeks && weekdays.has(free.dayOfWeek) && isTeachingDay(free), free.toString()).toBe(false)
          }
        }
      }),
    )
  })

  test('moved by nothing stay, and moved by weeks without a closed day in the way keep every weekday', () => {
    fc.assert(
      fc.property(template, fc.integer({ min: -5, max: 30 }), (asked, weeks) => {
        const { days, moved } = move(asked, weeks * 7)
        if (weeks === 0) expect(moved.map(({ on }) => String(on))).toEqual(days.map(String))
        const there = days.map((on) => on.add({ days: weeks * 7 }))
        if (there.slice(1).every(isTeachingDay)) expect(moved.map(({ on }) => String(on))).toEqual(there.map(String))
      }),
    )
  })

  const tuesdaysAndThursdays = ['2016-08-16', '2016-08-18', '2016-08-23', '2016-08-25', '2016-08-30']
  test.each([
    ['to another day of the class: all are put off by one', [2, 4], tuesdaysAndThursdays, '2016-08-18', 1, '08-18 08-23 08-25 08-30 09-01'],
    ['to Wednesday: the Tuesdays go along', [2, 4], tuesdaysAndThursdays, '2016-08-17', 1, '08-17 08-18 08-24 08-25 08-31'],
    ['to Friday: the Tuesdays go along, in order', [2, 4], tuesdaysAndThursdays, '2016-08-19', 1, '08-19 08-25 08-26 09-01 09-02'],
    ['to a Saturday: that one alone', [2, 4], tuesdaysAndThursdays, '2016-08-20', 1, '08-20 08-23 08-25 08-30 09-01'],
    ['a week on', [2, 4], tuesdaysAndThursdays, '2016-08-23', 1, '08-23 08-25 08-30 09-01 09-06'],
    ['over Christmas', [2], ['2016-12-13', '2016-12-20', '2016-12-27'], '2016-12-16', 1, '12-16 12-23 12-30'],
    ['into closed days', [2], ['2016-12-14', '2016-12-21', '2016-12-28'], '2016-12-17', 1, '12-17 12-21 12-28'],
    ['onto closed days', [2], ['2018-12-11', '2018-12-18', '2018-12-25'], '2018-12-10', 1, '12-10 12-17 01-07'],
    ['every second week keeps its weeks', [2], ['2016-11-29', '2016-12-13', '2017-01-10'], '2016-12-12', 2, '12-12 01-09 01-23'],
    [
      'one that was moved alone makes no weekday',
      [2],
      ['2016-08-16', '2016-08-23', '2016-08-30', '2016-09-06', '2016-09-08'],
      '2016-08-18',
      1,
      '08-18 08-25 09-01 09-08 09-15',
    ],
    ['nor where few are left', [4], ['2016-10-20', '2016-10-27', '2016-11-04'], '2016-10-21', 1, '10-21 10-28 11-04'],
    ['a class that has moved as a whole', [2], ['2016-08-18', '2016-08-25', '2016-09-01'], '2016-08-19', 1, '08-19 08-26 09-02'],
  ])('%s', (_, weekdays, old, first, everyWeeks, expected) => {
    const moved = movedDays(old.map(day), day(first), { weekdays, everyWeeks })
    expect(moved.map(({ on }) => String(on).slice(5)).join(' ')).toBe(expected)
  })

  test('tell which closed days they passed over', () => {
    const [, second, third] = movedDays(['2016-05-03', '2016-05-10', '2016-05-17'].map(day), day('2016-05-09'), {
      weekdays: [2],
      everyWeeks: 1,
    })
    expect([second?.passedOver.map(String), String(second?.on)]).toEqual([['2016-05-16'], '2016-05-23'])
    expect(third).toEqual({ on: day('2016-05-30'), passedOver: [] })
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
    expect(conflictsOf([at('b', '2016-03-01', '10:00', 60)], [at('a', '2016-03-01', '09:00', 60)])).toEqual([])
    expect(conflictsOf([at('a', '2016-03-01', '23:30', 60)], [at('b', '2016-03-02', '00:15', 60)])).toHaveLength(1)
  })
})
