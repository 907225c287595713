import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CprNumber, formatCpr, inventedCpr, isInventedCpr, maskCpr, parseCpr } from './cpr.ts'
import { addMonths, day } from './days.ts'

/** Every number here is made up; the ordinary ones are formed by arithmetic and stand for no known person. */
function read(text: string) {
  const answer = parseCpr(text)
  if (!answer.ok) throw new Error(answer.refusal.kind)
  return { ...answer.value, birthDay: answer.value.birthDay.toString() }
}

describe('reading a CPR number', () => {
  for (const text of ['0101904002', '010190-4002', '010190 4002', '  010190-4002 ']) {
    test(`"${text}" is read as ten digits`, () => expect(read(text).number).toBe('0101904002'))
  }

  for (const [text, kind] of [
    ['', 'cpr_missing'],
    ['   ', 'cpr_missing'],
    ['010190', 'cpr_malformed'],
    ['010190-400', 'cpr_malformed'],
    ['010190-40022', 'cpr_malformed'],
    ['010190--4002', 'cpr_malformed'],
    ['01-01-90-4002', 'cpr_malformed'],
    ['0101O0-4002', 'cpr_malformed'],
    ['310290-4002', 'cpr_date_unreal'],
    ['290201-1234', 'cpr_date_unreal'],
    ['000190-4002', 'cpr_date_unreal'],
    ['320190-4002', 'cpr_date_unreal'],
    ['011390-4002', 'cpr_date_unreal'],
    ['600190-4002', 'cpr_date_unreal'],
    ['920190-4002', 'cpr_date_unreal'],
  ] as const) {
    test(`"${text}" is refused as ${kind}`, () => expect(parseCpr(text)).toEqual({ ok: false, refusal: { kind } }))
  }

  test('a refusal carries no digit of what was typed', () => {
    expect(JSON.stringify(parseCpr('320190-4002'))).not.toMatch(/\d/)
  })
})

describe('the seventh digit and the year give the century', () => {
  for (const [text, birthDay] of [
    ['010100-0000', '1900-01-01'],
    ['311299-3000', '1999-12-31'],
    ['010100-4000', '2000-01-01'],
    ['010136-4000', '2036-01-01'],
    ['010137-4000', '1937-01-01'],
    ['010199-4000', '1999-01-01'],
    ['010100-5000', '2000-01-01'],
    ['010157-8000', '2057-01-01'],
    ['010158-5000', '1858-01-01'],
    ['010199-8000', '1899-01-01'],
    ['010136-9000', '2036-01-01'],
    ['010137-9000', '1937-01-01'],
    ['290200-4000', '2000-02-29'],
  ] as const) {
    test(`${text} was born ${birthDay}`, () => expect(read(text).birthDay).toBe(birthDay))
  }

  test('29 February 1900 never was', () => {
    expect(parseCpr('290200-0000')).toEqual({ ok: false, refusal: { kind: 'cpr_date_unreal' } })
  })
})

describe('the check digit', () => {
  // 4·1 + 3·1 + 2·1 + 7·1 + 6·1 + 5·1 + 4·1 + 3·1 + 2·1 = 36, and 36 + 8 = 44 = 4·11.
  test('a number that passes modulus 11 has no warning', () => expect(read('111111-1118').warning).toBeNull())

  test('one that fails is read all the same, with a warning: such numbers are issued since 2007', () => {
    expect(read('111111-1119')).toMatchObject({ number: '1111111119', warning: 'check_digit' })
  })

  test('exactly one last digit in ten passes, or none where the sum would need 10', () => {
    const nine = fc.integer({ min: 0, max: 999 }).map((serial) => `111190${String(serial).padStart(3, '0')}`)
    fc.assert(
      fc.property(nine, (start) => {
        const passing = Array.from({ length: 10 }, (_, last) => read(`${start}${last}`).warning).filter((warning) => warning === null)
        expect(passing.length).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('replacement and invented numbers', () => {
  test('60 added to the day makes a replacement number with the true birthday and no warning', () => {
    expect(read('670190-4000')).toEqual({ number: '6701904000', birthDay: '1990-01-07', kind: 'replacement', warning: null })
  })

  test('an invented number gives back its birthday, is a replacement number and is known as invented', () => {
    const days = fc.integer({ min: 0, max: 200 * 12 - 1 }).map((months) => addMonths(day('1858-01-31'), months))
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 999 }), (birthDay, serial) => {
        const number = inventedCpr(birthDay, serial)
        expect(read(number)).toEqual({ number, birthDay: birthDay.toString(), kind: 'replacement', warning: null })
        expect(isInventedCpr(number)).toBe(true)
      }),
    )
  })

  for (const [year, serial] of [
    ['1857', 0],
    ['2058', 0],
    ['1990', 1000],
    ['1990', -1],
    ['1990', 0.5],
  ] as const) {
    test(`nobody is invented for the year ${year} with serial ${serial}`, () => {
      expect(() => inventedCpr(day(`${year}-06-01`), serial)).toThrow(RangeError)
    })
  }

  test('an ordinary number is not taken for an invented one', () => expect(isInventedCpr(read('311290-4000').number)).toBe(false))
})

test('the number is shown with its hyphen, and masked without its last four digits', () => {
  const number: CprNumber = inventedCpr(day('1990-01-07'), 42)
  expect(formatCpr(number)).toBe('670190-0042')
  expect(maskCpr(number)).toBe('670190-xxxx')
})
