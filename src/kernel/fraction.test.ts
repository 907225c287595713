import fc from 'fast-check'
import { expect, test } from 'vitest'
import { divideHalfEven, fraction, parseFraction, plus, roundHalfEven, roundToMultiple, times } from './fraction.ts'

const part = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 6n }))
  .map(([num, den]) => fraction(num, den))

test.each([
  [1n, 2n, 0n],
  [3n, 2n, 2n],
  [5n, 2n, 2n],
  [-1n, 2n, 0n],
  [-3n, 2n, -2n],
  [-5n, 2n, -2n],
  [2n, 3n, 1n],
  [-2n, 3n, -1n],
])('%s/%s rounds to %s: an exact half goes to the even number', (num, den, rounded) => {
  expect(divideHalfEven(num, den)).toBe(rounded)
})

test('750.00 at 7 % a year for a month is the tie 4.375, and becomes 4.38', () => {
  const month = times(fraction(7n, 100n), fraction(1n, 12n))
  expect(roundHalfEven(times(fraction(75_000n), month))).toBe(438n)
})

test('rounding moves a number by at most half, and to a multiple by at most half of it', () => {
  fc.assert(
    fc.property(part, fc.bigInt({ min: 1n, max: 10_000n }), (value, step) => {
      const gap = roundToMultiple(value, step) * value.den - value.num
      expect(roundToMultiple(value, step) % step).toBe(0n)
      expect((gap < 0n ? -gap : gap) * 2n <= step * value.den).toBe(true)
    }),
  )
})

test('sums and products do not depend on their order', () => {
  fc.assert(
    fc.property(part, part, part, (a, b, c) => {
      expect(plus(plus(a, b), c)).toEqual(plus(a, plus(b, c)))
      expect(times(a, plus(b, c))).toEqual(plus(times(a, b), times(a, c)))
    }),
  )
})

test('only plain decimal text is a number', () => {
  expect(parseFraction('9.4822')).toEqual(fraction(47_411n, 5_000n))
  expect(['', '1e3', '.5', '1.', ' 1', '0x1', 'NaN', '--1'].map(parseFraction)).toEqual(Array.from({ length: 8 }, () => null))
})
