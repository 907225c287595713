import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatFikLine, makeFikPaymentId, parseFikCreditor, parseFikLine, parseFikPaymentId } from './fik.ts'

describe('the check digit of a payment id', () => {
  for (const [number, id] of [
    ['02684014996532', '026840149965328'],
    ['00000000000001', '000000000000018'],
    ['1', '000000000000018'],
    ['00000000000000', '000000000000000'],
  ]) {
    test(`${number} becomes ${id}`, () => expect(makeFikPaymentId(number ?? '')).toEqual({ ok: true, value: id }))
  }

  test('a sum that ends in 0 gives 0 and not 10', () => {
    // 14 digits whose last is 5: 5 · 2 = 10, its digits make 1; with a 9 of weight 1 before it the sum is 10.
    expect(makeFikPaymentId('00000000000095')).toEqual({ ok: true, value: '000000000000950' })
    expect(parseFikPaymentId('000000000000950').ok).toBe(true)
  })

  test('every id made is 15 digits, passes, and fails with any other last digit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 14n - 1n }), fc.integer({ min: 1, max: 9 }), (number, shift) => {
        const made = makeFikPaymentId(number.toString())
        if (!made.ok) throw new Error(made.refusal.kind)
        expect(made.value).toMatch(/^\d{15}$/)
        expect(parseFikPaymentId(made.value)).toEqual(made)
        const other = `${made.value.slice(0, 14)}${(Number(made.value[14]) + shift) % 10}`
        expect(parseFikPaymentId(other)).toEqual({ ok: false, refusal: { kind: 'fik_check_digit', text: other } })
      }),
    )
  })

  for (const [text, kind] of [
    ['', 'fik_missing'],
    ['123456789012345', 'fik_malformed'],
    ['12a', 'fik_malformed'],
    ['-1', 'fik_malformed'],
  ]) {
    test(`no id is made from "${text}": ${kind}`, () =>
      expect(makeFikPaymentId(text ?? '')).toMatchObject({ ok: false, refusal: { kind } }))
  }
})

describe("a payment slip's line", () => {
  const line = '+71<026840149965328+12345678<'

  test('is read and written the same', () => {
    const read = parseFikLine(line)
    expect(read).toEqual({ ok: true, value: { paymentId: '026840149965328', creditor: '12345678' } })
    expect(read.ok && formatFikLine(read.value)).toBe(line)
  })

  test('may hold spaces', () => expect(parseFikLine(' +71< 02684 01499 65328 +1234 5678<').ok).toBe(true))

  for (const [text, kind] of [
    ['', 'fik_missing'],
    ['+73<026840149965328+12345678<', 'fik_malformed'],
    ['+71<02684014996532+12345678<', 'fik_malformed'],
    ['+71<026840149965327+12345678<', 'fik_check_digit'],
    ['+71<026840149965328+1234567<', 'fik_creditor_malformed'],
  ]) {
    test(`"${text}" is refused as ${kind}`, () => expect(parseFikLine(text ?? '')).toMatchObject({ ok: false, refusal: { kind } }))
  }
})

test('a creditor number has eight digits', () => {
  expect(parseFikCreditor('1234 5678')).toEqual({ ok: true, value: '12345678' })
  expect(parseFikCreditor('')).toEqual({ ok: false, refusal: { kind: 'fik_missing' } })
  expect(parseFikCreditor('123456789')).toMatchObject({ ok: false, refusal: { kind: 'fik_creditor_malformed' } })
})
