import { expect, test } from 'vitest'
import { wilson } from './interval.ts'

// Newcombe 1998, table I: Wilson without continuity correction
test.each([
  [81, 263, 2553, 3662],
  [15, 148, 624, 1606],
  [0, 20, 0, 1612],
  [1, 29, 61, 1718],
])('%i of %i is between %i and %i basis points', (part, whole, low, high) => {
  const found = wilson(part, whole)
  expect(Math.abs(found.lowBp - low)).toBeLessThanOrEqual(1)
  expect(Math.abs(found.highBp - high)).toBeLessThanOrEqual(1)
})

test('the share always lies in its interval, which never leaves nought to all', () => {
  for (let whole = 1; whole <= 40; whole += 1)
    for (let part = 0; part <= whole; part += 1) {
      const { lowBp, highBp } = wilson(part, whole)
      expect(lowBp).toBeGreaterThanOrEqual(0)
      expect(highBp).toBeLessThanOrEqual(10_000)
      expect(lowBp * whole).toBeLessThanOrEqual(part * 10_000)
      expect(highBp * whole).toBeGreaterThanOrEqual(part * 10_000)
    }
})
