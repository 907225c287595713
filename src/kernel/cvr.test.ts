import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatCvr, parseCvr } from './cvr.ts'

describe('reading a CVR number', () => {
  for (const [text, number] of [
    ['27355021', '27355021'],
    ['13585628', '13585628'],
    ['35408002', '35408002'],
    ['55133018', '55133018'],
    [' 27 35 50 21 ', '27355021'],
    ['DK27355021', '27355021'],
    ['dk-27355021', '27355021'],
    ['DK 27 35 50 21', '27355021'],
  ]) {
    test(`"${text}" is ${number}`, () => expect(parseCvr(text ?? '')).toEqual({ ok: true, value: number }))
  }

  for (const [text, kind] of [
    ['', 'cvr_missing'],
    ['DK', 'cvr_missing'],
    ['2735502', 'cvr_malformed'],
    ['273550211', 'cvr_malformed'],
    ['2735502A', 'cvr_malformed'],
    ['00000000', 'cvr_malformed'],
    ['27355020', 'cvr_check_digit'],
  ]) {
    test(`"${text}" is refused as ${kind}`, () => expect(parseCvr(text ?? '')).toMatchObject({ ok: false, refusal: { kind } }))
  }

  test('any single mistyped digit is caught', () => {
    const good = '27355021'
    fc.assert(
      fc.property(fc.nat(7), fc.nat(9), (at, digit) => {
        const typed = `${good.slice(0, at)}${digit}${good.slice(at + 1)}`
        expect(parseCvr(typed).ok).toBe(typed === good)
      }),
    )
  })
})

test('the number is written in pairs, and read back', () => {
  const number = parseCvr('27355021')
  expect(number.ok && formatCvr(number.value)).toBe('27 35 50 21')
  expect(number.ok && parseCvr(formatCvr(number.value))).toEqual(number)
})
