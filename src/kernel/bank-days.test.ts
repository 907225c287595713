import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deadlineEnd, easterSunday, isBankDay, isPublicHoliday, nextBankDay } from './bank-days.ts'
import { addMonths, day, daysBetween, isOnOrBefore } from './days.ts'

const anyDay = fc.integer({ min: 0, max: 366 * 200 }).map((days) => day('1900-01-01').add({ days }))

describe('Easter Sunday', () => {
  for (const date of [
    '1818-03-22',
    '1943-04-25',
    '2000-04-23',
    '2008-03-23',
    '2015-04-05',
    '2016-03-27',
    '2024-03-31',
    '2025-04-20',
    '2026-04-05',
    '2038-04-25',
  ]) {
    test(`falls on ${date}`, () => expect(easterSunday(Number(date.slice(0, 4))).toString()).toBe(date))
  }

  test('is a Sunday from 22 March to 25 April in every year', () => {
    for (let year = 1900; year <= 2199; year += 1) {
      const found = easterSunday(year)
      expect(found.dayOfWeek).toBe(7)
      expect(found.month === 3 ? found.day >= 22 : found.month === 4 && found.day <= 25).toBe(true)
    }
  })
})

describe('the year 2016, day by day', () => {
  const holidays = ['01-01', '03-24', '03-25', '03-27', '03-28', '04-22', '05-05', '05-15', '05-16', '12-25', '12-26']
  const closedToo = ['05-06', '06-05', '12-24', '12-31']
  const year = Array.from({ length: 366 }, (_, at) => day('2016-01-01').add({ days: at }))

  test('has exactly these public holidays', () => {
    expect(year.filter(isPublicHoliday).map((each) => each.toString().slice(5))).toEqual(holidays)
  })

  test('has as bank days every weekday but the holidays, the Friday after Ascension, 5 June, 24 and 31 December', () => {
    const expected = year.filter((each) => each.dayOfWeek < 6 && ![...holidays, ...closedToo].includes(each.toString().slice(5)))
    expect(year.filter(isBankDay).map(String)).toEqual(expected.map(String))
    expect(expected).toHaveLength(252)
  })
})

describe('Store Bededag', () => {
  for (const [date, holiday] of [
    ['2015-05-01', true],
    ['2022-05-13', true],
    ['2023-05-05', true],
    ['2024-04-26', false],
    ['2026-05-01', false],
  ] as const) {
    test(`${date} is ${holiday ? 'a holiday' : 'an ordinary Friday: abolished from 2024'}`, () => {
      expect(isPublicHoliday(day(date))).toBe(holiday)
      expect(isBankDay(day(date))).toBe(!holiday)
    })
  }
})

describe('the payable-by day', () => {
  for (const [due, payableBy] of [
    ['2016-03-23', '2016-03-23'],
    ['2016-03-24', '2016-03-29'],
    ['2016-05-05', '2016-05-09'],
    ['2015-06-05', '2015-06-08'],
    ['2015-12-24', '2015-12-28'],
    ['2015-12-31', '2016-01-04'],
    ['2016-12-31', '2017-01-02'],
    ['2024-03-28', '2024-04-02'],
    ['2016-02-27', '2016-02-29'],
    ['2023-12-23', '2023-12-27'],
  ] as const) {
    test(`of ${due} is ${payableBy}`, () => expect(nextBankDay(day(due)).toString()).toBe(payableBy))
  }

  test('is a bank day, never before the due day, at most six days after it, and its own', () => {
    fc.assert(
      fc.property(anyDay, (due) => {
        const found = nextBankDay(due)
        expect(isBankDay(found) && isOnOrBefore(due, found)).toBe(true)
        expect(daysBetween(due, found)).toBeLessThanOrEqual(6)
        expect(nextBankDay(found).equals(found)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('of the 31st of each month of a loan lies within the clamped months', () => {
    const dues = Array.from({ length: 12 }, (_, at) => addMonths(day('2015-08-31'), at))
    expect(dues.slice(5, 8).map((due) => nextBankDay(due).toString())).toEqual(['2016-02-01', '2016-02-29', '2016-03-31'])
  })
})

test('a deadline by law that would end when nobody is at work runs on to the next working day', () => {
  const ends = [
    ['2016-03-04', '2016-03-04', 'a Friday'],
    ['2016-03-05', '2016-03-07', 'a Saturday'],
    ['2016-03-06', '2016-03-07', 'a Sunday'],
    ['2016-03-24', '2016-03-29', 'Maundy Thursday'],
    ['2016-05-05', '2016-05-06', 'Ascension; the Friday after it is a working day'],
    ['2017-06-05', '2017-06-06', 'Constitution Day and Whit Monday'],
    ['2019-06-05', '2019-06-06', 'Constitution Day'],
    ['2015-12-24', '2015-12-28', 'Christmas'],
    ['2015-12-31', '2016-01-04', 'the turn of the year'],
  ] as const
  for (const [counted, last, why] of ends) expect(deadlineEnd(day(counted)).toString(), why).toBe(last)
})
