import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addMonths, day, dayOf, daysBetween, earlierOf, formatDay, isBefore, isOnOrBefore, laterOf, parseDay } from './days.ts'

const anyDay = fc.integer({ min: 0, max: 366 * 300 }).map((days) => day('1850-01-01').add({ days }))

describe('months counted from the anchor day', () => {
  for (const [anchor, months, answer] of [
    ['2015-08-31', 6, '2016-02-29'],
    ['2014-08-31', 6, '2015-02-28'],
    ['2016-08-31', 6, '2017-02-28'],
    ['2015-01-31', 1, '2015-02-28'],
    ['2016-01-31', 1, '2016-02-29'],
    ['2016-01-31', 2, '2016-03-31'],
    ['2016-02-29', 12, '2017-02-28'],
    ['2016-02-29', 48, '2020-02-29'],
    ['2015-09-01', 6, '2016-03-01'],
    ['2015-12-15', 1, '2016-01-15'],
    ['2016-03-31', -1, '2016-02-29'],
    ['2016-03-31', 0, '2016-03-31'],
  ] as const) {
    test(`${anchor} and ${months} months is ${answer}`, () => expect(addMonths(day(anchor), months).toString()).toBe(answer))
  }

  test('never leave the target month, and keep the day wherever the month has it', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -240, max: 240 }), (anchor, months) => {
        const found = addMonths(anchor, months)
        expect((found.year - anchor.year) * 12 + found.month - anchor.month).toBe(months)
        expect(found.day).toBe(Math.min(anchor.day, found.daysInMonth))
      }),
    )
  })

  test('from the anchor differ from month upon month, which loses the day: the reason for the rule', () => {
    expect(addMonths(addMonths(day('2016-01-31'), 1), 1).toString()).toBe('2016-03-29')
    expect(addMonths(day('2016-01-31'), 2).toString()).toBe('2016-03-31')
  })
})

describe('the order of days', () => {
  test('days between count whole days, over a leap day and over both clock changes', () => {
    expect(daysBetween(day('2016-02-28'), day('2016-03-01'))).toBe(2)
    expect(daysBetween(day('2015-02-28'), day('2015-03-01'))).toBe(1)
    expect(daysBetween(day('2016-03-26'), day('2016-03-28'))).toBe(2)
    expect(daysBetween(day('2016-10-29'), day('2016-10-31'))).toBe(2)
    expect(daysBetween(day('2016-03-01'), day('2016-02-28'))).toBe(-2)
  })

  test('days between are what the calendar itself counts, in any year', () => {
    const inAnyYear = fc.integer({ min: -366, max: 3_652_059 }).map((days) => day('0001-01-01').add({ days }))
    fc.assert(
      fc.property(inAnyYear, inAnyYear, (from, to) => {
        expect(daysBetween(from, to)).toBe(from.until(to, { largestUnit: 'days' }).days)
      }),
    )
  })

  test('before, on-or-before, earlier and later agree with the days between', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        const apart = daysBetween(a, b)
        expect(isBefore(a, b)).toBe(apart > 0)
        expect(isOnOrBefore(a, b)).toBe(apart >= 0)
        expect(daysBetween(earlierOf(a, b), laterOf(a, b))).toBe(Math.abs(apart))
      }),
    )
  })
})

describe('the Danish day of a moment', () => {
  for (const [instant, date] of [
    ['2015-12-31T22:59:59Z', '2015-12-31'],
    ['2015-12-31T23:00:00Z', '2016-01-01'],
    ['2016-06-30T21:59:59Z', '2016-06-30'],
    ['2016-06-30T22:00:00Z', '2016-07-01'],
  ] as const) {
    test(`${instant} is ${date}`, () => expect(dayOf(Temporal.Instant.from(instant)).toString()).toBe(date))
  }
})

describe('reading a day', () => {
  for (const text of ['1.2.2016', '01.02.2016', '01/02/2016', '1-2-2016', '01022016', '2016-02-01', ' 1.2.2016 ']) {
    test(`"${text}" is 1 February 2016`, () => expect(parseDay(text)).toMatchObject({ ok: true, value: day('2016-02-01') }))
  }

  for (const [text, kind] of [
    ['', 'day_missing'],
    ['i morgen', 'day_malformed'],
    ['1.2.16', 'day_malformed'],
    ['2016-2-1', 'day_malformed'],
    ['1.2.2016.', 'day_malformed'],
    ['29.02.2015', 'day_unreal'],
    ['31.04.2016', 'day_unreal'],
    ['00.01.2016', 'day_unreal'],
    ['01.13.2016', 'day_unreal'],
  ] as const) {
    test(`"${text}" is refused as ${kind}`, () => expect(parseDay(text)).toMatchObject({ ok: false, refusal: { kind } }))
  }

  test('what is written is read back as the same day', () => {
    fc.assert(
      fc.property(anyDay, (written) => {
        for (const text of [formatDay(written), written.toString()]) {
          const read = parseDay(text)
          expect(read.ok && read.value.equals(written)).toBe(true)
        }
      }),
    )
  })

  test('29 February exists in a leap year only', () => {
    expect(parseDay('29.02.2016').ok).toBe(true)
    expect(parseDay('29.02.1900').ok).toBe(false)
    expect(parseDay('29.02.2000').ok).toBe(true)
  })
})
